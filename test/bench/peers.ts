// Runs other actions for logging in beside ours: their bundles are not ours to keep, so they are named by path.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { startDockerRegistry } from '../servers/docker-registry.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { staticSize } from './bundle-size.ts';
import { race, raceTable, ROUNDS } from './step-race.ts';

const HELP = `Usage: npm run bench:peers -- --login-action <folder>

Times docker/login-action beside ours, each as a whole process, in turn, against one registry.

--login-action <folder>  a checkout of a release, which has its bundle committed:
                         git clone --depth 1 --branch v4.4.0 https://github.com/docker/login-action

docker/login-action runs the docker program, which has to be on the PATH.
BERTH_BENCH_ROUNDS says how many rounds there are, 21 unless set.`;

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, 'login-action': { type: 'string' } },
});
const folder = values['login-action'];
if (values.help || folder === undefined) end(values.help ? 0 : 2, HELP);

/** The programs of an action, as its action.yml names them. */
interface Programs {
  readonly main: string;
  readonly post: string;
}

const ours = programsOf(path.resolve(import.meta.dirname, '../..'));
const theirs = programsOf(folder);
const docker = dockerVersion();
console.log(await compare());

async function compare(): Promise<string> {
  const login = { username: 'alice', password: 'correct horse' };
  const users = { [login.username]: login.password };
  const registry = await startDockerRegistry({ auth: { kind: 'basic', users } });
  const empty = path.join(temporaryFolder('peers'), 'empty.js');
  writeFileSync(empty, '');
  // The runner fills in their defaults too.
  const main = { registry: registry.host, logout: 'true', ecr: 'auto', ...login };
  const [our, their] = [ours, theirs].map(({ main: script }) => ({ script, inputs: main }));
  if (!our || !their) throw new Error('An action has no main program.');
  try {
    const measured = await race({
      'Node that does nothing': { script: empty },
      'ours, login': our,
      'docker/login-action, login': their,
      'ours, post': { script: ours.post, after: our },
      'docker/login-action, post': { script: theirs.post, after: their },
    });
    const note = `${ROUNDS} rounds, all in turn, beside ${docker}; the memory is that of the Node process, without docker's.`;
    return [...raceTable(measured), '', note, '', ...sizes()].join('\n');
  } finally {
    await registry.stop();
  }
}

function sizes(): string[] {
  const files = { ours, 'docker/login-action': theirs };
  const rows = Object.entries(files).map(([name, { main, post }]) => {
    const [ofMain, ofPost] = [main, post].map(file => (staticSize(file) / 1000).toFixed(1));
    return `| ${name} | ${ofMain} kB | ${ofPost} kB |`;
  });
  return ['| what is loaded at once | main | post |', '|---|--:|--:|', ...rows];
}

function programsOf(action: string): Programs {
  const file = ['action.yml', 'action.yaml']
    .map(name => path.resolve(action, name))
    .find(name => existsSync(name));
  if (file === undefined) {
    return end(1, `"${action}" is no action: it has no action.yml. See --help for how to get one.`);
  }
  const { runs } = parse(readFileSync(file, 'utf8')) as { runs?: Partial<Programs> };
  const [main, post] = [runs?.main, runs?.post].map(name =>
    path.join(path.dirname(file), name ?? ''),
  );
  for (const program of [main, post]) {
    if (program?.endsWith('js') && existsSync(program)) continue;
    return end(
      1,
      `"${program}" of "${file}" is not there. Check out a release: a branch may have no bundle.`,
    );
  }
  return { main: main ?? '', post: post ?? '' };
}

function dockerVersion(): string {
  try {
    return execFileSync('docker', ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return end(1, 'docker/login-action runs "docker", which is not on the PATH. Install its CLI.');
  }
}

function end(code: number, text: string): never {
  console[code === 0 ? 'log' : 'error'](text);
  process.exit(code);
}
