import { formatPullSecret, pullSecret, Secret, type PullSecretOptions } from '@berth/core';
import { describe, expect, test } from 'vitest';
import { isInstalled, runProgram } from './program.ts';
import { Random } from './random.ts';

// Neither \b nor \f: kubectl before 1.32 writes these two as \u0008 and \u000c.
const CHARACTERS =
  'aZ09 \'"\\/<>&=?#%{}[]|`$-_.,;!@^~\t\n\r\x01\x1f\x7f\x85é€ß漢😀\u2028\u2029\ufeff\ufffd';

// Half of them are something else than a string to a reader of YAML.
const NAMES =
  '123 1e3 0x1f 012 1.5 2024-01-01 true null y n yes no on 0b1 0o17 1e 0x nan inf a--b regcred docker-credentials a.b'.split(
    ' ',
  );
const NAMESPACES = ['123', '1e3', 'y', 'off', '0x1f', 'team-a', '2024-01-01', 'default'];
const SERVERS = [
  'https://index.docker.io/v1/',
  'ghcr.io',
  'localhost:5000',
  'registry.example.com:8443',
  '[::1]:5000',
  '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
];

// No cluster is asked.
const ENVIRONMENT = { KUBECONFIG: '/dev/null' };

type Case = PullSecretOptions & { readonly name: string; readonly password: string };

function cases(count: number): Case[] {
  const random = new Random(20_241_101);
  return Array.from({ length: count }, (_, index) => {
    const password = random.text(CHARACTERS, index % 40 === 39 ? 20_000 : 1 + random.below(60));
    const email = random.below(2) === 0 ? '' : random.text(CHARACTERS, random.below(20));
    const login = {
      server: random.pick(SERVERS),
      username: `u${random.text(CHARACTERS.replace(/\p{Cc}/gu, ''), random.below(20))}`,
      password: new Secret(password),
      email,
    };
    return {
      name: index < NAMES.length ? (NAMES[index] ?? '') : random.pick(NAMES),
      ...(random.below(2) === 0 && { namespace: random.pick(NAMESPACES) }),
      appendHash: random.below(3) === 0,
      logins: [login],
      password,
    };
  });
}

async function byKubectl(options: Case, format: 'yaml' | 'json'): Promise<string> {
  const [login] = options.logins;
  const run = await runProgram(
    'kubectl',
    [
      ...['create', 'secret', 'docker-registry', options.name, '--dry-run=client', '-o', format],
      `--docker-server=${login?.server}`,
      `--docker-username=${login?.username}`,
      `--docker-password=${options.password}`,
      `--docker-email=${login?.email}`,
      ...(options.namespace === undefined ? [] : ['--namespace', options.namespace]),
      ...(options.appendHash ? ['--append-hash'] : []),
    ],
    { environment: ENVIRONMENT },
  );
  if (run.code !== 0) throw new Error(`kubectl ended with ${run.code}: ${run.stderr}`);
  return run.stdout;
}

describe.skipIf(!isInstalled('kubectl', 'required'))(
  'kubectl (skipped where it is not installed)',
  () => {
    const all = cases(220);

    // Two at a time, and both formats in turn.
    test.concurrent.each([0, 1])(
      'writes pull secrets byte by byte as we do, half %i',
      async half => {
        let hashes = 0;
        for (const [index, options] of all.entries()) {
          if (index % 2 !== half) continue;
          const format = index % 4 < 2 ? 'yaml' : 'json';
          const expected = await byKubectl(options, format);
          expect(formatPullSecret(pullSecret(options), format)).toBe(expected);
          if (options.appendHash) hashes++;
        }
        expect(hashes).toBeGreaterThan(20);
      },
    );

    test('writes annotations byte by byte as we do', async () => {
      const annotations = annotationsToQuote();
      const secret = pullSecret({ name: 'a', annotations, logins: [login()] });
      const ours = formatPullSecret(secret, 'yaml').replace('  creationTimestamp: null\n', '');
      const args = ['annotate', '--local', '-f', '-', '-o', 'yaml', 'z=1'];
      const input = formatPullSecret(secret, 'json');
      const run = await runProgram('kubectl', args, { input, environment: ENVIRONMENT });

      expect(run.stderr).toBe('');
      const theirs = run.stdout
        .replace('    z: "1"\n', '')
        .replace('  creationTimestamp: null\n', '');
      expect(theirs.split('\n')).toEqual(ours.split('\n'));
    });
  },
);

function login() {
  return { server: 'ghcr.io', username: 'alice', password: new Secret('hunter2') };
}

const SCALARS =
  'y Y yes on off null ~ NULL .nan .inf +.inf -.Inf nan inf 1e3 1e400 0x1f 0x 0xg 0b1 0b2 0o17 0o8 -0x1F +12 -5 1.5 1. .5 . 1_000 _1 1__0 012 089 1:20 1:2:3.5 190:20:30 1:60 2024-01-01 2024-1-1 2024-02-30 2023-02-29 2024-01-01T00:00:00Z 2024-01-01t1:2:3.5+01:00 2024-01-01T00:00:00 0x10000000000000000 0xffffffffffffffff -0x8000000000000000 -0x8000000000000001 18446744073709551616 == << = true tRue 1e+5 .5_0 +.5 - -- --- ---a ... ...b -a ? ?a : :a a: a:b a#b #a @a `a %a !a &a *a |a >a [a ]a {a }a ,a a[b $ 1e3_ 0B1 0X1F 1,000 0.0.0 1-1 00 -0 0e0'.split(
    ' ',
  );
// Without U+0085, which kubectl turns into a space on its way through two printers.
const JOINTS = [
  ...[' ', '  ', ' ', '   ', '\t', '\n', '\n\n', ' \n', '\n ', ': ', ' #', "'", '"', '\\', 'é'],
  ...[...'😀\r\ufeff\u00a0\x01\x1b\u200b\ud7ff\ue000\ufffd'],
];

/** Values and keys of every style, in one object: one call of kubectl compares them all. */
function annotationsToQuote(): Record<string, string> {
  const random = new Random(7);
  const sentences = Array.from({ length: 900 }, () => {
    const joints = JOINTS.slice(0, random.pick([4, 4, 4, 12, JOINTS.length]));
    const words = Array.from({ length: 1 + random.below(40) }, () => {
      const word = random.below(3) === 0 ? random.pick(SCALARS) : 'word';
      return word + random.pick(joints);
    });
    return random.below(2) === 0 ? words.join('') : words.join('').trim();
  });
  const values = [
    ...SCALARS,
    ...SCALARS.map(word => `${word}\n`),
    '',
    ' ',
    '\n',
    ' \n',
    ...sentences,
  ];
  const entries = values.map((value, index) => {
    const long = index % 7 === 3 ? `${'x'.repeat(40)}.${'y'.repeat(index % 61)}z/` : '';
    return [`${long}k${index}`, value] as const;
  });
  const keys = ['y', 'null', '123', '1e3', 'No', 'on', 'a1', 'a2', 'a10', 'a-1', 'A', '0x1f'];
  const others = keys.map(key => [key, 'v'] as const);
  return Object.fromEntries<string>([...entries, ...others]);
}
