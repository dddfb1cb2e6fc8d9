import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCertificateAuthority } from '../servers/certificate-authority.ts';
import { startDockerRegistry, type DockerRegistry } from '../servers/docker-registry.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { staticSize } from './bundle-size.ts';
import { median } from './measured-process.ts';

const DIST = path.resolve(import.meta.dirname, '../../packages/github-action/dist');
const MAIN = path.join(DIST, 'main.js');
/** Fewer where time is short. */
const ROUNDS = Number(process.env['BERTH_BENCH_ROUNDS'] ?? 21);

/** The least that a login can cost: ask as a stranger, then with the password. */
const BARE = `
const { Agent, get } = process.getBuiltinModule('node:http');
const [host, port] = process.env.INPUT_HOST.split(':');
const agent = new Agent({ keepAlive: true });
const ask = headers => new Promise(resolve =>
  get({ host, port, path: '/v2/', agent, headers }, response => response.resume().on('end', resolve)));
await ask({});
await ask({ authorization: 'Basic ' + btoa('alice:correct horse') });
agent.destroy();
`;

type Variables = Readonly<Record<string, string>>;

/** Whole processes of the committed bundle and of an empty one, in turn. Answers Markdown. */
export async function run(): Promise<string> {
  const folder = temporaryFolder('action');
  const ca = createCertificateAuthority();
  const auth = { kind: 'basic', users: { alice: 'correct horse' } } as const;
  const plain = await startDockerRegistry({ auth });
  const tls = await startDockerRegistry({ auth, tls: ca.issue() });
  const empty = path.join(folder, 'empty.js');
  writeFileSync(empty, '');
  const bare = path.join(folder, 'bare.mjs');
  writeFileSync(bare, BARE);
  try {
    const times = await race(folder, {
      'Node that does nothing': { script: empty, inputs: {} },
      'its two requests, in a bare script': { script: bare, inputs: { host: plain.host } },
      'wrong input': {
        script: MAIN,
        inputs: { ...login(plain), insecure: 'perhaps' },
        exitCode: 1,
      },
      'login, plain HTTP': {
        script: MAIN,
        inputs: { ...login(plain), registry: `http://${plain.host}` },
      },
      'login, TLS of a private authority': {
        script: MAIN,
        inputs: { ...login(tls), 'ca-certificate': ca.certificateFile },
      },
    });
    return [...table(times), '', ...sizes()].join('\n');
  } finally {
    await plain.stop();
    await tls.stop();
  }
}

function login({ host }: DockerRegistry): Variables {
  return { registry: host, username: 'alice', password: 'correct horse' };
}

interface Contender {
  readonly script: string;
  readonly inputs: Variables;
  readonly exitCode?: number;
}

/** In turn, so that a busy moment of the machine hits all alike. */
async function race(
  folder: string,
  contenders: Readonly<Record<string, Contender>>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(Object.keys(contenders).map(name => [name, []]));
  // The first round warms the disk's cache and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      const milliseconds = await measure(folder, contender);
      if (round > 0) times.get(name)?.push(milliseconds);
    }
  }
  return times;
}

async function measure(folder: string, contender: Contender): Promise<number> {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const start = performance.now();
  const child = spawn(process.execPath, [contender.script], {
    env: variables(home, contender.inputs),
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const milliseconds = performance.now() - start;
  rmSync(home, { recursive: true });
  if (code === (contender.exitCode ?? 0)) return milliseconds;
  throw new Error(`${contender.script} ended with ${code}.`);
}

function variables(home: string, inputs: Variables): Variables {
  const named = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  return { HOME: home, RUNNER_TEMP: home, ...(Object.fromEntries(named) as Variables) };
}

function table(times: ReadonlyMap<string, readonly number[]>): string[] {
  const [empty = []] = times.values();
  const rows = [...times].map(([name, values]) => {
    const over = values.map((value, round) => value - (empty[round] ?? 0));
    const difference = values === empty ? '' : `${median(over).toFixed(1)} ms`;
    return `| ${name} | ${median(values).toFixed(1)} ms | ${difference} |`;
  });
  return [
    '| whole process | median | over the empty one, median of pairs |',
    '|---|--:|--:|',
    ...rows,
    '',
    `${ROUNDS} rounds, all in turn. The registry runs on loopback and checks the password with bcrypt, cost 5, which is part of the time of a login.`,
  ];
}

function sizes(): string[] {
  return [
    '| bundle, with the chunks that it imports at once | size |',
    '|---|--:|',
    ...['main.js', 'post.js'].map(
      name => `| ${name} | ${(staticSize(path.join(DIST, name)) / 1000).toFixed(1)} kB |`,
    ),
  ];
}

if (import.meta.main) console.log(await run());
