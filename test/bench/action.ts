import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCertificateAuthority } from '../servers/certificate-authority.ts';
import { startDockerRegistry } from '../servers/docker-registry.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { startTinyRegistry } from '../servers/tiny-registry.ts';
import { startTokenServer } from '../servers/token-server.ts';
import { staticSize } from './bundle-size.ts';
import { race, raceTable, ROUNDS, type Contender } from './step-race.ts';

const DIST = path.resolve(import.meta.dirname, '../../packages/github-action/dist');
const MAIN = path.join(DIST, 'main.js');
const POST = path.join(DIST, 'post.js');
/** What a login at a token server loads besides; it imports main.js. */
const BEARER = path.join(DIST, 'bearer.js');

const LOGIN = { username: 'alice', password: 'correct horse' };
const BASIC = `Basic ${btoa(`${LOGIN.username}:${LOGIN.password}`)}`;

/** The least that a login can cost: ask as a stranger, then with the password. */
const BARE = `
const { Agent, get } = process.getBuiltinModule('node:http');
const { hostname: host, port } = new URL(process.env.INPUT_REGISTRY);
const agent = new Agent({ keepAlive: true });
const ask = headers => new Promise(resolve =>
  get({ host, port, path: '/v2/', agent, headers }, response => response.resume().on('end', resolve)));
await ask({});
await ask({ authorization: '${BASIC}' });
agent.destroy();
`;

/** Whole processes of the committed bundle and of an empty one, in turn. Answers Markdown. */
export async function run(): Promise<string> {
  const ca = createCertificateAuthority();
  const auth = { kind: 'basic', users: { [LOGIN.username]: LOGIN.password } } as const;
  const plain = await startDockerRegistry({ auth });
  const tls = await startDockerRegistry({ auth, tls: ca.issue() });
  const quick = await startTinyRegistry(LOGIN);
  const tokens = await startTokenServer({ users: auth.users });
  const bearer = await startDockerRegistry({ auth: { kind: 'token', server: tokens } });
  try {
    const { empty, bare } = scripts();
    const main = (inputs: Contender['inputs']) => ({
      script: MAIN,
      inputs: { ...LOGIN, ...inputs },
    });
    const measured = await race({
      'Node that does nothing': { script: empty },
      'wrong input': { ...main({ registry: plain.host, insecure: 'perhaps' }), exitCode: 1 },
      'two requests in a bare script, quick server': {
        script: bare,
        inputs: { registry: quick.url },
      },
      'login, quick server': main({ registry: quick.url }),
      'its post step': { script: POST, after: main({ registry: quick.url }) },
      'two requests in a bare script, docker-registry': {
        script: bare,
        inputs: { registry: plain.url },
      },
      'login, docker-registry': main({ registry: plain.url }),
      'login, docker-registry with a token server': main({ registry: bearer.url }),
      'login, docker-registry, TLS of a private authority': main({
        registry: tls.host,
        'ca-certificate': ca.certificateFile,
      }),
    });
    const note = `${ROUNDS} rounds, all in turn; everything on loopback. The quick server compares the password as text; docker-registry checks it with bcrypt, cost 5, which is its time and not the action's.`;
    return [...raceTable(measured), '', note, '', ...sizes()].join('\n');
  } finally {
    await Promise.all([plain, tls, quick, bearer, tokens].map(server => server.stop()));
  }
}

function scripts(): { readonly empty: string; readonly bare: string } {
  const folder = temporaryFolder('action');
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  return { empty: write('empty.js', ''), bare: write('bare.mjs', BARE) };
}

function sizes(): string[] {
  const files = [
    ['main.js', MAIN],
    ['main.js, with a token server', BEARER],
    ['post.js', POST],
  ] as const;
  const rows = files.map(
    ([name, file]) => `| ${name} | ${(staticSize(file) / 1000).toFixed(1)} kB |`,
  );
  return ['| bundle, with the chunks that it imports at once | size |', '|---|--:|', ...rows];
}

if (import.meta.main) console.log(await run());
