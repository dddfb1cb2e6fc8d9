import { describe, expect, test } from 'vitest';
import { startJob } from '@berth/test/runner/action';
import { failing, fakeDocker, fakeDockerHolding, fakePodman } from './fake-docker.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const LOCAL = { images: 'localhost:1/acme/api:1' };

const PROGRAMS = {
  docker: (push: readonly string[]) => fakeDocker(...push, `echo "1: digest: ${DIGEST} size: 5"`),
  podman: (push: readonly string[]) => ({ ...fakePodman(...push), DIGEST }),
};

describe.each(['docker', 'podman'] as const)('a push by %s', program => {
  async function push(times: number, message: string, retries: string) {
    const { count, lines } = failing(times, message);
    const inputs = { ...LOCAL, source: `${program}:acme/api`, retries };
    const step = await startJob().main(inputs, { environment: PROGRAMS[program](lines) });
    const failures = step.annotations.filter(({ level }) => level === 'error');
    return { step, failures, count: count() };
  }

  test.each([
    ['received unexpected HTTP status: 502 Bad Gateway', '502'],
    ['toomanyrequests: Rate exceeded', 'rate-limited'],
    ['write: connection reset by peer', 'unreachable'],
    ['net/http: TLS handshake timeout', 'timeout'],
  ])('is tried again after what may pass, and says so: %s', async (message, reason) => {
    const { step, count } = await push(1, message, '3');
    expect([step.exitCode, count]).toEqual([0, 2]);
    expect(step.outputs.get('digest')).toBe(DIGEST);
    expect(step.log).toMatch(
      new RegExp(
        `"localhost:1" failed \\(${reason}\\); trying again in \\d.\\d s, retry 1 of 3\\.`,
      ),
    );
  });

  test('also where a long address stands before the cause', async () => {
    const address = `https://localhost:1/v2/x?_state=${'x'.repeat(900)}&digest=sha256%3A0`;
    const { step, count } = await push(1, `Patch "${address}": connection reset by peer`, '3');
    expect([step.exitCode, count]).toEqual([0, 2]);
  });

  test.each([
    'denied: requested access to the resource is denied',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'something that nobody knows',
  ])('is never tried again after another failure: %s', async message => {
    const { step, count } = await push(1, message, '3');
    expect([step.exitCode, count]).toEqual([1, 1]);
    expect(step.log).not.toContain('trying again');
  });

  test('ends after so many tries, with what to do', async () => {
    const { failures, count } = await push(
      9,
      'received unexpected HTTP status: 502 Bad Gateway',
      '1',
    );
    expect(count).toBe(2);
    expect(failures).toMatchObject([
      {
        title: 'Berth: the registry failed',
        message: `${program} push localhost:1/acme/api:1 failed: received unexpected HTTP status: 502 Bad Gateway. The registry itself failed. That often passes: run the job again, or let it try more often with "retries".`,
      },
    ]);
  });
});

describe('the name under which docker pushes', () => {
  const name = LOCAL.images;
  const FAILURE = 'received unexpected HTTP status: 502 Bad Gateway';
  const BACK = `tag sha256:2 ${name}`;
  const GONE = `image rm --no-prune ${name}`;

  test.each([
    ['is put back once, after all tries', 'sha256:2', { fails: 1, exitCode: 0 }, BACK],
    ['is put back after the last failure', 'sha256:2', { fails: 2, exitCode: 1 }, BACK],
    ['goes again after a failure', undefined, { fails: 2, exitCode: 1 }, GONE],
  ])('%s', async (...[, before, { fails, exitCode }, last]) => {
    const docker = fakeDockerHolding(
      { 'acme/api': 'sha256:1', ...(before !== undefined && { [name]: before }) },
      [...failing(fails, FAILURE).lines, `echo "1: digest: ${DIGEST} size: 5"`],
    );
    const inputs = { ...LOCAL, source: 'docker:acme/api', retries: '1' };
    const step = await startJob().main(inputs, { environment: docker.environment });
    expect(step.exitCode).toBe(exitCode);
    expect(docker.changes()).toEqual([
      `tag sha256:1 ${name}`,
      `push ${name}`,
      `push ${name}`,
      last,
    ]);
    expect([docker.held(name), docker.held('acme/api')]).toEqual([before, 'sha256:1']);
  });
});
