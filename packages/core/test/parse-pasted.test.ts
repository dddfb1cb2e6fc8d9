import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parsePasted } from '@berth/core';

const SERVERS = ['https://index.docker.io/v1/', 'ghcr.io', 'registry.example.com:5000'];
const USERNAMES = ['ada', 'robot$ci+push', "o'neil"];
const PASSWORDS = ['hunter2', 'pass word:"\\<é>', `'${'x'.repeat(300)}'`];

const CASES = SERVERS.flatMap((server, i) =>
  ['yaml', 'json'].map(output => ({
    server,
    output,
    username: USERNAMES[i] ?? '',
    password: PASSWORDS[i] ?? '',
  })),
);

test.each(CASES)('reads what kubectl prints as $output for $server', testCase => {
  const { server, output, username, password } = testCase;
  const printed = execFileSync(
    'kubectl',
    [
      ...['create', 'secret', 'docker-registry', 'regcred', '--dry-run=client', '-o', output],
      `--docker-server=${server}`,
      `--docker-username=${username}`,
      `--docker-password=${password}`,
      '--docker-email=ada@example.com',
    ],
    { encoding: 'utf8' },
  );
  const [credential] = parsePasted(printed).credentials;

  expect(credential).toMatchObject({ kind: 'password', username, email: 'ada@example.com' });
  expect(credential?.kind === 'password' && credential.password.reveal()).toBe(password);
});
