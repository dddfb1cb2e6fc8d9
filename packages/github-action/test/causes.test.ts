import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startJob, type Inputs, type Job } from '@berth/test/runner/action';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startDockerRegistry } from '@berth/test/servers/docker-registry';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import { freePort } from '@berth/test/servers/free-port';
import {
  startScriptedServer,
  type Answers,
  type ScriptedServer,
} from '@berth/test/servers/scripted-server';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { startTokenServer } from '@berth/test/servers/token-server';

// One row for each of the usual causes: a real trigger, and the whole line that people read.
const ca = createCertificateAuthority();
const layout = path.join(temporaryFolder('images'), 'layout');
const stops: (() => Promise<unknown>)[] = [];

beforeAll(() => void writeOciLayout(layout, { x: testImages.tiny }));
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

interface Trigger {
  readonly inputs: Inputs;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly message: string;
  readonly title?: string;
}

async function failure(
  { inputs, environment = {} }: Pick<Trigger, 'inputs' | 'environment'>,
  job = startJob(),
) {
  const step = await job.main(
    { username: 'alice', password: 'hunter2', retries: '0', timeout: '10', ...inputs },
    { environment },
  );
  expect(step).toMatchObject({ exitCode: 1, stderr: '' });
  const errors = step.annotations.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  return errors[0];
}

function check(cases: readonly (readonly [string, () => Promise<Trigger> | Trigger])[]): void {
  test.each(cases)('%s', async (_, trigger) => {
    const { message, title, ...rest } = await trigger();
    const annotation = await failure(rest);
    expect(annotation?.message).toBe(message);
    if (title) expect(annotation?.title).toBe(title);
  });
}

async function started<T extends { stop(): Promise<unknown> }>(server: Promise<T>): Promise<T> {
  const running = await server;
  stops.push(() => running.stop());
  return running;
}

const isoTime = (date: string) => new Date(date).toISOString().replace('.000Z', 'Z');

const event = (content: object) => {
  const file = path.join(temporaryFolder('event'), 'event.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const from = (head: string | null) => ({
  pull_request: {
    head: { repo: head === null ? null : { full_name: head } },
    base: { repo: { full_name: 'acme/app' } },
  },
});
const forkRun = () => ({
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: event(from('eve/app')),
});

describe('1 an empty secret', () => {
  const empty = (environment: Record<string, string>, why: string) => (): Trigger => ({
    inputs: { registry: 'ghcr.io', password: '' },
    environment,
    message: `The password for ghcr.io is empty. ${why}`,
    title: 'Berth: wrong input password',
  });
  const FORK =
    'GitHub gives no secrets to a pull request from a fork. Set "if-missing-credentials: skip", or log in only where the pull request comes from this repository.';
  const NAME =
    'A secret that does not exist is an empty text. Check its name, the environment of the job, and "secrets: inherit" where a workflow calls this one.';
  check([
    ['in a pull request from a fork', empty(forkRun(), FORK)],
    [
      'in a pull request from a fork that was deleted',
      empty({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event(from(null)) }, FORK),
    ],
    [
      'in a review of a pull request from a fork',
      empty(
        { GITHUB_EVENT_NAME: 'pull_request_review', GITHUB_EVENT_PATH: event(from('eve/app')) },
        FORK,
      ),
    ],
    [
      'for pull_request_target, which has secrets: it is the name',
      empty(
        { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_EVENT_PATH: event(from('eve/app')) },
        NAME,
      ),
    ],
    [
      'in a run that Dependabot starts',
      empty(
        { GITHUB_ACTOR: 'dependabot[bot]' },
        'GitHub gives the secrets of Actions to no run that Dependabot starts. Store it as a secret for Dependabot too, or set "if-missing-credentials: skip".',
      ),
    ],
    [
      'in the fork itself',
      empty(
        { GITHUB_EVENT_PATH: event({ repository: { fork: true, full_name: 'eve/app' } }) },
        'This repository is a fork, and a fork has none of the secrets of the original. Store the secret here too, or set "if-missing-credentials: skip".',
      ),
    ],
    ['for no reason that the event tells', empty({}, NAME)],
  ]);
});

describe('2 a mail address as user name', () => {
  check([
    [
      'at Docker Hub',
      async () => {
        const { environment, inputs } = await vendor('registry-1.docker.io', {
          '/v2/': [{ status: 401, headers: { 'www-authenticate': 'Basic realm="hub"' } }],
        });
        return {
          inputs: { ...inputs, registry: 'docker.io', username: 'alice@example.com' },
          environment,
          message:
            'Cannot log in to docker.io as "alice@example.com": "docker.io" refused the user name or the password (401). Check both; a token may have expired or been revoked. Docker Hub wants the Docker ID as user name, not an e-mail address.',
        };
      },
    ],
  ]);
});

/** A server that answers in a vendor's name, over TLS and behind a proxy. */
async function vendor(
  host: string,
  script: Readonly<Record<string, Answers>>,
): Promise<{ environment: Record<string, string>; inputs: Inputs; server: ScriptedServer }> {
  const server = await started(startScriptedServer(script, ca.issue([`DNS:${host}`])));
  const port = Number(server.host.split(':')[1]);
  const proxy = await started(startForwardProxy({ tunnelsTo: port }));
  return {
    server,
    environment: { HTTPS_PROXY: proxy.url },
    inputs: { registry: host, 'ca-certificate': ca.certificate },
  };
}

/** A registry of that name that lets the login in, and answers the push as told. */
function refusingPush(
  host: string,
  {
    status,
    body,
    headers = {},
  }: { status: number; body: object; headers?: Record<string, string> },
): Promise<Awaited<ReturnType<typeof vendor>>> {
  const challenge = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
  return vendor(host, {
    'GET /v2/': ({ headers }) => (headers.authorization ? { body: '{}' } : challenge),
    'POST /v2/acme/api/blobs/uploads/': [{ status, headers, body: JSON.stringify(body) }],
  });
}

const refused = (code: string, message = '') => ({ errors: [{ code, message }] });
const pushing = (host: string) => ({ images: `${host}/acme/api:1`, source: `oci:${layout}` });

describe('3 packages: write is missing', () => {
  const ghcr =
    (password: string, body: object, advice: string, run: Readonly<Record<string, string>> = {}) =>
    async (): Promise<Trigger> => {
      const { environment, inputs } = await refusingPush('ghcr.io', { status: 403, body });
      return {
        inputs: { ...inputs, ...pushing('ghcr.io'), password },
        environment: { ...environment, ...run },
        message: `Cannot push to "ghcr.io/acme/api": ${advice}`,
        title: 'Berth: denied',
      };
    };
  const ACCESS =
    'and in the package\'s settings, under "Manage Actions access", give this repository the role Write.';
  check([
    [
      'with GITHUB_TOKEN',
      ghcr(
        'ghs_0123456789',
        refused('DENIED', 'permission_denied: write_package'),
        `the registry denies it (403, DENIED). Add "permissions: packages: write" to the job; ${ACCESS}`,
      ),
    ],
    [
      'with GITHUB_TOKEN in a pull request from a fork, where that line would not help',
      ghcr(
        'ghs_0123456789',
        refused('DENIED', 'permission_denied: write_package'),
        'the registry denies it (403, DENIED). In a pull request from a fork GITHUB_TOKEN may only read, whatever "permissions" says. Push only where the pull request comes from this repository, or set "if-missing-credentials: skip".',
        forkRun(),
      ),
    ],
    [
      'with a classic token in a pull request from a fork, which has no limit from that',
      ghcr(
        'ghp_0123456789',
        refused('DENIED', 'permission_denied: write_package'),
        `the registry denies it (403, DENIED). The personal access token needs the scope write:packages, and to be authorized for the organization where that has single sign-on; ${ACCESS}`,
        forkRun(),
      ),
    ],
    [
      'with a classic token',
      ghcr(
        'ghp_0123456789',
        refused('DENIED', 'permission_denied: write_package'),
        `the registry denies it (403, DENIED). The personal access token needs the scope write:packages, and to be authorized for the organization where that has single sign-on; ${ACCESS}`,
      ),
    ],
    [
      'with a token of any other look',
      ghcr(
        'hunter2',
        refused('DENIED'),
        `the registry denies it (403, DENIED). With GITHUB_TOKEN the job needs "permissions: packages: write"; else use a personal access token (classic) with write:packages; ${ACCESS}`,
      ),
    ],
  ]);
});

describe('3 a pull request from a fork, whose token may only read', () => {
  const push = async (
    policy: string,
    { password = 'ghs_0123456789', run = forkRun(), status = 403 },
  ) => {
    const { environment, inputs } = await refusingPush('ghcr.io', {
      status,
      body: refused(status === 403 ? 'DENIED' : 'UNKNOWN'),
    });
    const given = { ...inputs, ...pushing('ghcr.io'), username: 'alice', password, retries: '0' };
    const step = await startJob().main(
      { ...given, 'if-missing-credentials': policy },
      { environment: { ...environment, ...run } },
    );
    const { exitCode, log, outputs, annotations } = step;
    const levels = annotations.map(({ level }) => level);
    return {
      exitCode,
      log,
      levels,
      loggedIn: outputs.get('logged-in'),
      pushed: outputs.get('references'),
    };
  };
  const LEFT_OUT =
    'The push to ghcr.io is left out. In a pull request from a fork GITHUB_TOKEN may only read, whatever "permissions" says.';

  test.each([
    ['skip', []],
    ['warn', ['warning']],
  ])(
    'if-missing-credentials: %s leaves the push out, and keeps the login',
    async (policy, levels) => {
      const step = await push(policy, {});
      expect(step).toMatchObject({ exitCode: 0, levels, loggedIn: 'true', pushed: '[]' });
      expect(step.log).toContain(LEFT_OUT);
    },
  );

  describe('with the login of a step before, or of the machine,', () => {
    const pushWith = async (password: string | undefined) => {
      const { environment, inputs } = await refusingPush('ghcr.io', {
        status: 403,
        body: refused('DENIED'),
      });
      const job = startJob();
      const auth = Buffer.from(`alice:${password}`).toString('base64');
      const auths = password === undefined ? {} : { 'ghcr.io': { auth } };
      mkdirSync(path.dirname(job.configFile), { recursive: true });
      writeFileSync(job.configFile, JSON.stringify({ auths }));
      const { 'ca-certificate': authority = '' } = inputs;
      const given = { 'ca-certificate': authority, ...pushing('ghcr.io'), retries: '0' };
      const { exitCode, log } = await job.main(
        { ...given, 'if-missing-credentials': 'skip' },
        { environment: { ...environment, ...forkRun() } },
      );
      return [exitCode, log.includes(LEFT_OUT)];
    };

    test.each([
      ['GITHUB_TOKEN leaves the push out', 'ghs_0123456789', [0, true]],
      ['another token does not', 'hunter2', [1, false]],
      ['no login does not', undefined, [1, false]],
    ] as const)('%s', async (_, password, ends) => {
      expect(await pushWith(password)).toEqual(ends);
    });
  });

  test.each([
    ['with another token', { password: 'ghp_0123456789' }],
    ['in another run', { run: { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: '' } }],
    ['for another reason', { status: 500 }],
  ])('but no push that fails %s', async (_, options) => {
    const step = await push('skip', options);
    expect(step).toMatchObject({ exitCode: 1, levels: ['error'] });
    expect(step.log).not.toContain('is left out');
  });
});

describe('4 x509', () => {
  const tls =
    (
      certificate: () => ReturnType<typeof ca.issue>,
      message: (host: string, pem: X509Certificate) => string,
      trusted = true,
    ) =>
    async (): Promise<Trigger> => {
      const files = certificate();
      const server = await started(startScriptedServer({ '/v2/': [{}] }, files));
      const pem = new X509Certificate(readFileSync(files.certificateFile));
      return {
        inputs: {
          registry: server.host,
          ...(trusted && { 'ca-certificate': ca.certificate }),
        },
        message: `Cannot log in to ${server.host} as "alice": "${server.host}" has a certificate ${message(server.host, pem)}, or set insecure to true to accept any certificate.`,
      };
    };
  check([
    [
      'an unknown authority',
      tls(
        () => ca.issue(),
        () =>
          `of an authority that is not trusted, "Berth test authority" (UNABLE_TO_GET_ISSUER_CERT_LOCALLY). Give that authority's certificate as ca-certificate`,
        false,
      ),
    ],
    [
      'an expired certificate',
      tls(
        () => ca.issue(undefined, { days: -1 }),
        (_, { validTo }) => `that expired on ${isoTime(validTo)}. Renew it`,
      ),
    ],
    [
      'a certificate for another name',
      tls(
        () => ca.issue(['DNS:registry.acme.test', 'DNS:*.acme.test']),
        () =>
          'for another name: it holds "registry.acme.test", "*.acme.test". Use a name that the certificate holds, or add this one to it',
      ),
    ],
  ]);
});

describe('5 the wrong scheme', () => {
  check([
    [
      'https:// to plain HTTP',
      async () => {
        const { host } = await started(startScriptedServer({ '/v2/': [{}] }));
        return {
          inputs: { registry: `https://${host}` },
          message: `Cannot log in to ${host} as "alice": "${host}" answers in plain HTTP, not TLS. Check the port, or write http:// before it together with insecure: true if the password may cross the network readable.`,
        };
      },
    ],
    [
      'http:// to TLS that says so (docker-registry)',
      async () => {
        const { host } = await started(startDockerRegistry({ tls: ca.issue() }));
        return {
          inputs: { registry: `http://${host}`, insecure: 'true' },
          message: `Cannot log in to ${host} as "alice": "${host}" answers 400 to plain HTTP, as servers do that speak TLS. Write https:// or no scheme before it, or check the port.`,
        };
      },
    ],
    [
      'http:// to TLS that breaks off (Node)',
      async () => {
        const { host } = await started(startScriptedServer({ '/v2/': [{}] }, ca.issue()));
        return {
          inputs: { registry: `http://${host}`, insecure: 'true' },
          message: `Cannot log in to ${host} as "alice": "${host}" speaks TLS, and its address begins with http://. Write https:// or no scheme.`,
        };
      },
    ],
    [
      'http:// to another machine',
      () => ({
        inputs: { registry: 'http://registry.example.com' },
        message:
          'Invalid registry "http://registry.example.com": plain HTTP would show the password to the network. Use https://, or set insecure to true if that is acceptable.',
      }),
    ],
  ]);
});

const DENIED = refused('DENIED', 'requested access to the resource is denied');

describe('6 denied', () => {
  test.each([
    [
      'registry-1.docker.io',
      'docker.io',
      'Push to a namespace of this account or of an organization whose team may write there, with an access token that may Read & Write.',
    ],
    [
      'registry.gitlab.com',
      'registry.gitlab.com',
      'The token needs write_registry beside read_registry, and the role Developer in the project that the path names.',
    ],
    [
      'quay.io',
      'quay.io',
      'Give the robot Write on the repository, or let it create repositories in the organization (a team with the role Creator).',
    ],
    [
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
      'Allow ecr:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload and PutImage on the repository, as AmazonEC2ContainerRegistryPowerUser does.',
    ],
    [
      'europe-docker.pkg.dev',
      'europe-docker.pkg.dev',
      'Give the account the role roles/artifactregistry.writer on the repository.',
    ],
    ['acme.azurecr.io', 'acme.azurecr.io', 'Give the account the role AcrPush on the registry.'],
    [
      'de.icr.io',
      'de.icr.io',
      'Give the API key\'s owner the IAM roles Reader and Writer for Container Registry in this namespace; a namespace that is not there is denied too: "create-repository: true" makes it.',
    ],
    [
      'registry.acme.test',
      'registry.acme.test',
      'Check that the repository is spelled right and that the login may push there.',
    ],
  ])('by %s', async (api, host, advice) => {
    const { environment, inputs } = await refusingPush(api, { status: 403, body: DENIED });
    const failed = await failure({
      inputs: { ...inputs, registry: host, ...pushing(host) },
      environment,
    });
    expect(failed?.message).toBe(
      `Cannot push to "${host}/acme/api": the registry denies it (403, DENIED). ${advice}`,
    );
  });

  check([
    [
      'to nobody, where there is no login',
      async () => {
        const { host } = await started(
          startScriptedServer({
            'GET /v2/': [{}],
            'POST /v2/acme/api/blobs/uploads/': [{ status: 403, body: JSON.stringify(DENIED) }],
          }),
        );
        return {
          inputs: { username: '', password: '', ...pushing(host) },
          message: `Cannot push to "${host}/acme/api": the registry denies it (403, DENIED). Nobody is logged in there: give "username" and "password", or log in in a step before.`,
        };
      },
    ],
  ]);
});

describe('7 the repository does not exist', () => {
  test.each([
    [
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
      { status: 404, body: refused('NAME_UNKNOWN') },
      'Set "create-repository: true", or create it first: ECR makes none by being pushed to.',
    ],
    [
      'europe-docker.pkg.dev',
      { status: 404, body: refused('NAME_UNKNOWN', 'Repository "api" not found') },
      'Create the repository with "gcloud artifacts repositories create"; its name is the part behind the project.',
    ],
    [
      'de.icr.io',
      { status: 404, body: refused('NAME_UNKNOWN') },
      'Set "create-repository: true", or create the namespace with "ibmcloud cr namespace-add".',
    ],
    [
      'quay.io',
      { status: 404, body: refused('NAME_UNKNOWN') },
      'Create the organization, the first part of the path, or push under one that the robot belongs to.',
    ],
    [
      'harbor.acme.test',
      {
        status: 401,
        body: refused('UNAUTHORIZED', 'project acme not found: project acme not found'),
      },
      'Create the project in Harbor: it is the first part of the path.',
    ],
    [
      'registry.acme.test',
      { status: 404, body: refused('NAME_UNKNOWN') },
      'Create it first, or check its name: this registry makes none by being pushed to.',
    ],
  ])('at %s', async (host, answer, advice) => {
    const headers = { 'www-authenticate': 'Basic realm="x"' };
    const { environment, inputs } = await refusingPush(host, { ...answer, headers });
    const provider = host.startsWith('harbor') ? { provider: 'harbor' } : {};
    const failed = await failure({
      inputs: { ...inputs, ...provider, ...pushing(host) },
      environment,
    });
    const codes = answer.body.errors.map(({ code }) => code);
    const detail = [answer.status, ...new Set([...codes, 'NAME_UNKNOWN'])].join(', ');
    expect(failed?.message).toBe(
      `Cannot push to "${host}/acme/api": the repository does not exist (${detail}). ${advice}`,
    );
  });
});

describe('8 the rate limit', () => {
  const limited = (headers: Record<string, string>) => ({
    status: 429,
    headers,
    body: JSON.stringify(refused('TOOMANYREQUESTS')),
  });
  check([
    [
      'with a login, and until when',
      async () => {
        const until = new Date(Date.now() + 7_200_000).toUTCString();
        const challenge = { status: 401, headers: { 'www-authenticate': 'Basic realm="hub"' } };
        const { environment, inputs } = await vendor('registry-1.docker.io', {
          '/v2/': ({ headers }) =>
            headers.authorization
              ? limited({ 'retry-after': until, 'ratelimit-limit': '200;w=21600' })
              : challenge,
        });
        return {
          inputs: { ...inputs, registry: 'docker.io' },
          environment,
          message: `Cannot log in to docker.io as "alice": "docker.io" has had too many requests from this login (429, TOOMANYREQUESTS, 200 in 6 hours). Try again after ${isoTime(until)}, or log in with an account that may make more.`,
        };
      },
    ],
    [
      'without one',
      async () => {
        const { host } = await started(startScriptedServer({ '/v2/': [limited({})] }));
        return {
          inputs: { registry: host },
          message: `Cannot log in to ${host} as "alice": "${host}" has had too many requests without a login from this machine's address (429, TOOMANYREQUESTS). Try again later, or log in: accounts may make more.`,
        };
      },
    ],
  ]);
});

describe('9 an unknown host', () => {
  // The machine's resolver cannot be told what to answer; Node's can.
  const resolving = (code: string) => {
    const file = path.join(temporaryFolder('resolver'), 'resolver.cjs');
    writeFileSync(
      file,
      `require('node:dns').lookup = (host, options, done) => done(Object.assign(new Error(), { code: '${code}' }));`,
    );
    return { NODE_OPTIONS: `--require=${file}` };
  };
  check([
    [
      'that is nearly a known one',
      () => ({
        inputs: { registry: 'ghrc.io' },
        environment: resolving('ENOTFOUND'),
        message:
          'Cannot log in to ghrc.io as "alice": "ghrc.io" has no address (ENOTFOUND). Did you mean "ghcr.io"? Check the spelling, and the DNS of this machine.',
      }),
    ],
    [
      'that is right, from a machine that does not reach it',
      () => ({
        inputs: { registry: 'ghcr.io' },
        environment: resolving('ENOTFOUND'),
        message:
          'Cannot log in to ghcr.io as "alice": "ghcr.io" has no address (ENOTFOUND). Check the spelling, and the DNS of this machine.',
      }),
    ],
    [
      'that resembles none',
      () => ({
        inputs: { registry: 'registry.acme.test:5000' },
        environment: resolving('ENOTFOUND'),
        message:
          'Cannot log in to registry.acme.test:5000 as "alice": "registry.acme.test:5000" has no address (ENOTFOUND). Check the spelling, and the DNS of this machine.',
      }),
    ],
    [
      'where DNS does not answer',
      () => ({
        inputs: { registry: 'ghcr.io' },
        environment: resolving('EAI_AGAIN'),
        message: `Cannot log in to ghcr.io as "alice": "ghcr.io" could not be looked up, since the DNS of this machine does not answer (EAI_AGAIN). Check the machine's network and resolver; where only a proxy reaches the internet, set HTTPS_PROXY.`,
      }),
    ],
  ]);
});

describe('10 the proxy', () => {
  const NO_PROXY = 'add "registry.acme.test" to NO_PROXY.';
  const behind =
    (proxy: () => Promise<string>, advice: (host: string) => string) =>
    async (): Promise<Trigger> => {
      const url = await proxy();
      return {
        inputs: { registry: 'registry.acme.test' },
        environment: { HTTPS_PROXY: url },
        message: `Cannot log in to registry.acme.test as "alice": The proxy "${new URL(url).host}" ${advice(new URL(url).host)}`,
      };
    };
  check([
    [
      'wants a login',
      behind(
        async () => (await started(startForwardProxy({ login: 'me:secret' }))).url,
        () =>
          `refused the way to "registry.acme.test:443" (407). Put the proxy's user name and password into HTTPS_PROXY or HTTP_PROXY, or ${NO_PROXY}`,
      ),
    ],
    [
      'does not allow the host',
      behind(
        async () => (await started(startForwardProxy({ refuse: 403 }))).url,
        () =>
          `refused the way to "registry.acme.test:443" (403). Allow "registry.acme.test:443" in the proxy, or ${NO_PROXY}`,
      ),
    ],
    [
      'is not there',
      behind(
        async () => `http://127.0.0.1:${await freePort()}`,
        () =>
          `refuses connections (ECONNREFUSED). Check its address in HTTPS_PROXY or HTTP_PROXY and that it runs, or ${NO_PROXY}`,
      ),
    ],
  ]);
});

describe('11 the clock', () => {
  test('a certificate that is not valid yet', async () => {
    const from = new Date('2090-01-01T00:00:00Z');
    const server = await started(
      startScriptedServer({ '/v2/': [{}] }, ca.issue(undefined, { from })),
    );
    const failed = await failure({
      inputs: { registry: server.host, 'ca-certificate': ca.certificate },
    });
    expect(failed?.message.replace(/clock says \S+Z/, 'clock says <now>')).toBe(
      `Cannot log in to ${server.host} as "alice": "${server.host}" has a certificate that is not valid before 2090-01-01T00:00:00Z. This machine's clock says <now>: check both clocks, or set insecure to true to accept any certificate.`,
    );
  });

  test('a certificate that is good by the server’s clock', async () => {
    const from = new Date('2090-01-01T00:00:00Z');
    const date = new Date('2090-01-02T00:00:00Z').toUTCString();
    const server = await started(
      startScriptedServer({ '/v2/': [{ headers: { date } }] }, ca.issue(undefined, { from })),
    );
    const failed = await failure({
      inputs: { registry: server.host, 'ca-certificate': ca.certificate },
    });
    expect(failed?.message).toContain(
      "and the server's 2090-01-02T00:00:00Z: check both clocks, or set insecure",
    );
  });

  test('a token that is not valid yet by the registry’s clock', async () => {
    const tokens = await started(startTokenServer({ users: { alice: 'hunter2' }, ahead: 600 }));
    const registry = await started(
      startDockerRegistry({ auth: { kind: 'token', server: tokens } }),
    );
    const failed = await failure({ inputs: { registry: registry.host } });
    expect(failed?.message.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, '<time>')).toBe(
      `Cannot log in to ${registry.host} as "alice": "${registry.host}" refused a token that its token server had issued just now: it is valid from <time>, and the registry's clock says <time>. Set the clocks of both right.`,
    );
  });
});

describe('12 a token without scope', () => {
  check([
    [
      'whose token server grants less (docker-registry)',
      async () => {
        const actions = { alice: ['pull'] };
        const tokens = await started(startTokenServer({ users: { alice: 'hunter2' }, actions }));
        const { host } = await started(
          startDockerRegistry({ auth: { kind: 'token', server: tokens } }),
        );
        return {
          inputs: { registry: host, ...pushing(host) },
          message: `Cannot push to "${host}/acme/api": the login got a token that does not allow it (401, UNAUTHORIZED, insufficient_scope). Check that the repository is spelled right and that the login may push there.`,
        };
      },
    ],
    [
      'of Docker Hub that may only read',
      async () => {
        const { environment, inputs } = await refusingPush('registry-1.docker.io', {
          status: 403,
          body: refused('DENIED', 'access token has insufficient scopes'),
        });
        return {
          inputs: { ...inputs, registry: 'docker.io', ...pushing('docker.io') },
          environment,
          message:
            'Cannot push to "docker.io/acme/api": the login got a token that does not allow it (403, DENIED, insufficient_scope). The access token may not do this: make one with Read & Write, and push to a namespace that its owner may write to.',
        };
      },
    ],
    [
      'of GitLab with read_registry only',
      async () => {
        const { environment, inputs } = await refusingPush('registry.gitlab.com', {
          status: 403,
          body: refused('DENIED', 'insufficient_scope'),
        });
        return {
          inputs: { ...inputs, ...pushing('registry.gitlab.com') },
          environment,
          message:
            'Cannot push to "registry.gitlab.com/acme/api": the login got a token that does not allow it (403, DENIED, insufficient_scope). The token may only read: make one with write_registry beside read_registry.',
        };
      },
    ],
    [
      'of GitHub without write:packages',
      async () => {
        const { environment, inputs } = await refusingPush('ghcr.io', {
          status: 403,
          body: refused(
            'DENIED',
            'permission_denied: The token provided does not match expected scopes.',
          ),
        });
        return {
          inputs: { ...inputs, ...pushing('ghcr.io'), password: 'ghp_0123456789' },
          environment,
          message:
            'Cannot push to "ghcr.io/acme/api": the login got a token that does not allow it (403, DENIED, insufficient_scope). The token lacks the scope: use GITHUB_TOKEN with "permissions: packages: write", or a personal access token (classic) with write:packages.',
        };
      },
    ],
    [
      'of GitHub, fine-grained',
      async () => {
        const { environment, inputs } = await vendor('ghcr.io', {
          '/v2/': ({ headers }) => ({
            status: headers.authorization ? 403 : 401,
            headers: { 'www-authenticate': 'Basic realm="x"' },
            body: JSON.stringify(refused('DENIED')),
          }),
        });
        return {
          inputs: { ...inputs, password: 'github_pat_0123456789' },
          environment,
          message:
            'Cannot log in to ghcr.io as "alice": "ghcr.io" denies this to the login (403, DENIED). Check the password, and that its owner or token may do this. This is a fine-grained token, which the GitHub Container Registry does not take: use GITHUB_TOKEN with "permissions: packages: read", or a personal access token (classic) with read:packages.',
        };
      },
    ],
    [
      'of ECR that has ended',
      async () => {
        const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
        const { environment, inputs } = await refusingPush(host, {
          status: 403,
          body: refused(
            'DENIED',
            'Your authorization token has expired. Reauthenticate and try again.',
          ),
        });
        return {
          inputs: { ...inputs, ...pushing(host) },
          environment,
          message: `Cannot push to "${host}/acme/api": the token of the login has ended (403, DENIED, token_expired). Log in again in this job, shortly before the push.`,
        };
      },
    ],
    [
      'that is the password itself, and has ended',
      async () => {
        const claims = Buffer.from(JSON.stringify({ exp: 1_700_000_000 })).toString('base64url');
        const { host } = await started(
          startScriptedServer({
            '/v2/': [{ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }],
          }),
        );
        return {
          inputs: { registry: host, password: `eyJhbGciOiJub25lIn0.${claims}.c2ln` },
          message: `Cannot log in to ${host} as "alice": "${host}" refused the password: it is a token that ended at 2023-11-14T22:13:20Z. Get a new one in this job.`,
        };
      },
    ],
  ]);
});

describe('an annotation points to the file that is wrong', () => {
  test.each<[string, (job: Job) => Inputs]>([
    [
      'ca.pem',
      job => {
        writeFileSync(path.join(job.workspace, 'ca.pem'), 'no certificate');
        return { registry: 'localhost:1', 'ca-certificate': 'ca.pem' };
      },
    ],
  ])('%s', async (file, inputs) => {
    const job = startJob();
    mkdirSync(job.workspace, { recursive: true });
    expect(await failure({ inputs: inputs(job) }, job)).toMatchObject({ file });
  });
});
