import { afterEach, expect, test } from 'vitest';
import { startJob, type Step } from '@berth/test/runner/action';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import { startScriptedServer, type ScriptedAnswer } from '@berth/test/servers/scripted-server';

// Docker Hub answers the question only to itself: a server with its documented headers stands in.
// https://docs.docker.com/docker-hub/usage/pulls/#view-pull-rate-and-limit
const QUESTION = 'HEAD /v2/ratelimitpreview/test/manifests/latest';
const ca = createCertificateAuthority();
const certificate = ca.issue(['DNS:registry-1.docker.io']);
const stops: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(stops.splice(0).map(stop => stop())));

async function logIn(
  answer: ScriptedAnswer,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<{ readonly step: Step; readonly lines: readonly string[] }> {
  const challenge = { status: 401, headers: { 'www-authenticate': 'Basic realm="hub"' } };
  const server = await startScriptedServer(
    {
      'GET /v2/': ({ headers }) => (headers.authorization ? { body: '{}' } : challenge),
      [QUESTION]: [answer],
    },
    certificate,
  );
  stops.push(() => server.stop());
  const proxy = await startForwardProxy({ tunnelsTo: Number(server.host.split(':')[1]) });
  stops.push(() => proxy.stop());
  const inputs = { username: 'alice', password: 'dckr_pat_1', 'ca-certificate': ca.certificate };
  const step = await startJob().main(inputs, {
    environment: { HTTPS_PROXY: proxy.url, ...environment },
  });
  return { step, lines: server.lines() };
}

const limited = (remaining: number, source = '203.0.113.7', status = 200) => ({
  status,
  headers: {
    'ratelimit-limit': '100;w=21600',
    'ratelimit-remaining': `${remaining};w=21600`,
    'docker-ratelimit-source': source,
  },
});

test('the summary shows what Docker Hub counts', async () => {
  const { step } = await logIn(limited(76));
  expect(step).toMatchObject({ exitCode: 0, annotations: [] });
  expect(step.summary).toContain(
    '| Pulls at | Used | Counted for |\n| --- | --- | --- |\n| docker.io | 24 of 100 in 6 hours | the address of this machine |\n',
  );
});

test('a tenth left is a warning, and whose pulls these are', async () => {
  const { step } = await logIn(limited(10, 'b3c6f0f2-6f1c-4b3f-9c39-2f3f4a1c2f55'));
  expect(step.annotations).toEqual([
    {
      level: 'warning',
      title: 'Berth: rate limit',
      message:
        'docker.io allows 10 more pulls of 100 in 6 hours, counted for this account. Pull less often, keep images in a registry of your own, or use an account with a higher limit.',
    },
  ]);
});

test('a limit that is used up warns, and fails nothing', async () => {
  const { step, lines } = await logIn(limited(0, '203.0.113.7', 429));
  expect(step.exitCode).toBe(0);
  expect(step.annotations.map(({ message }) => message.slice(0, 50))).toEqual([
    'docker.io allows 0 more pulls of 100 in 6 hours, c',
  ]);
  // It is asked once: asking again would be more of what there is too much of.
  expect(lines.filter(line => line === QUESTION)).toHaveLength(1);
});

test.each<[string, ScriptedAnswer]>([
  ['no limit', {}],
  [
    'headers that say nothing',
    { headers: { 'ratelimit-limit': 'many', 'ratelimit-remaining': '' } },
  ],
  ['a failure', { status: 500 }],
  ['a refusal', { status: 403 }],
])('%s is not worth a word', async (_, answer) => {
  const { step } = await logIn(answer);
  expect(step).toMatchObject({ exitCode: 0, annotations: [] });
  expect(step.summary).not.toContain('Pulls');
});

test('nobody asks where no summary is written', async () => {
  const { step, lines } = await logIn(limited(1), { GITHUB_STEP_SUMMARY: undefined });
  expect(step).toMatchObject({ exitCode: 0, annotations: [] });
  expect(lines).not.toContain(QUESTION);
});
