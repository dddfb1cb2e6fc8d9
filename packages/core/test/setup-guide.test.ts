import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { providers, setupGuide, type ProviderId } from '@berth/core';

/** Values that try to break out of a command, where a parameter takes them at all. */
const HOSTILE_NAME = 'o\'neil";touch${IFS}pwned;#$(touch${IFS}pwned)`touch${IFS}pwned`';

const GUIDES: Readonly<Record<ProviderId, readonly Readonly<Record<string, string>>[]>> = {
  'docker-hub': [{ username: 'ada' }, { username: HOSTILE_NAME, purpose: 'push' }],
  ghcr: [{ username: 'ada', purpose: 'push' }, { username: HOSTILE_NAME }],
  gitlab: [{ username: 'ada' }, { username: HOSTILE_NAME, server: '[::1]:5000', purpose: 'push' }],
  quay: [{ organization: 'acme' }],
  harbor: [{ server: 'harbor.example.com', project: 'acme', robot: 'ci' }],
  ecr: [
    { accountId: '123456789012', region: 'eu-central-1' },
    { accountId: '123456789012', region: 'eu-central-1', repository: 'a/b', purpose: 'push' },
    { accountId: '123456789012', region: 'eu-central-1', method: 'node-role' },
  ],
  'ecr-public': [{}, { purpose: 'push' }],
  gar: [
    { projectId: 'my-project', location: 'europe-west1' },
    { projectId: 'my-project', location: 'us', repository: 'apps', purpose: 'push' },
  ],
  gcr: [{ projectId: 'my-project' }, { projectId: 'my-project', location: 'us', purpose: 'push' }],
  acr: [{ registryName: 'acme1' }, { registryName: 'acme1', purpose: 'push' }],
  icr: [{}, { owner: 'user' }, { namespace: 'apps', region: 'eu-de', purpose: 'push' }],
  artifactory: [{ server: 'acme.jfrog.io', username: HOSTILE_NAME }],
  generic: [{ server: 'localhost:5000', username: HOSTILE_NAME }],
};

const EACH = providers.flatMap(({ id }) =>
  GUIDES[id].map(parameters => ({ id, parameters, steps: setupGuide(id, parameters) })),
);

describe.each(EACH)('$id $parameters', ({ steps }) => {
  test('has commands that are plain text without placeholders', () => {
    for (const command of steps.flatMap(step => step.commands)) {
      expect(command).toMatch(/^[ -~]+$/);
      expect(command).not.toMatch(/<[^ ]|\bYOUR[_-]|\.\.\.|\bTODO\b/);
    }
  });

  test('has commands that sh can read, one by one', () => {
    for (const command of steps.flatMap(step => step.commands)) {
      const { status, stderr } = spawnSync('sh', ['-n', '-c', command], { encoding: 'utf8' });
      expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
    }
  });

  test('links to pages of the vendor', () => {
    for (const { link } of steps) {
      if (link !== undefined) expect(new URL(link).protocol).toBe('https:');
    }
  });
});

describe('run with programs that only note their arguments', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'berth-setup-'));
    for (const program of ['gcloud', 'az', 'ibmcloud', 'aws', 'docker']) {
      writeFileSync(join(folder, program), NOTE_ARGUMENTS, { mode: 0o755 });
    }
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(EACH)('$id $parameters', ({ id, parameters, steps }) => {
    writeFileSync(join(folder, 'log'), '');
    writeFileSync(join(folder, 'keyfile.json'), '{}\n');
    writeFileSync(join(folder, 'key_file.json'), '{\n  "apikey": "hunter2"\n}\n');
    const script = steps.flatMap(step => step.commands).join('\n');
    execFileSync('sh', ['-eu', '-c', script], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, LOG: join(folder, 'log') },
    });

    const log = readFileSync(join(folder, 'log'), 'utf8');
    expect(log).not.toBe('');
    if (parameters['username'] !== undefined) {
      expect(log).toContain(`\ndocker\n\tlogin\n\t--username\n\t${parameters['username']}\n`);
    }
    if (id === 'harbor') expect(log).toContain('\n\trobot$acme+ci\n');
    if (id === 'icr') expect(log).toContain('stdin: hunter2\n');
    expect(() => readFileSync(join(folder, 'pwned'))).toThrow('ENOENT');
  });
});

/** Prints something, as `$(az …)` needs it, and notes what it got. */
const NOTE_ARGUMENTS = `#!/bin/sh
{
  echo
  basename "$0"
  for argument do printf '\\t%s\\n' "$argument"; done
} >> "$LOG"
for argument do
  [ "$argument" = --password-stdin ] && printf 'stdin: %s\\n' "$(cat)" >> "$LOG"
done
echo answer
`;
