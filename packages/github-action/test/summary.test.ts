import { startJob } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { afterAll, beforeAll, expect, test } from 'vitest';

let open: DockerRegistry;
beforeAll(async () => {
  open = await startDockerRegistry();
});
afterAll(() => open.stop());

test('no text in the summary is Markdown, HTML or a formula', async () => {
  const username = '<img src=x>|[a](b) *c* `d` $e$ @f #1';
  const step = await startJob().main({ registry: open.host, username, password: 'hunter2' });
  expect(step.exitCode).toBe(0);
  const [, , row = ''] = step.summary.split('\n');
  const cell = row.split(' | ')[1] ?? '';
  expect(row.split(' | ')).toHaveLength(4);
  expect(cell).toMatch(/^[\w\s=();&#]+$/);
  const shown = cell.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  expect(shown).toBe(username);
});

test('a summary that cannot be written is told, and the login stands', async () => {
  const job = startJob();
  const step = await job.main(
    { registry: open.host, username: 'alice', password: 'hunter2' },
    { environment: { GITHUB_STEP_SUMMARY: job.temp } },
  );
  expect(step.exitCode).toBe(0);
  expect(step.outputs.get('logged-in')).toBe('true');
  expect(step.annotations.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('The job summary could not be written.'),
  );
});

test.each(['username', 'pull-secret-file'])('a line break in %s gives no command', async input => {
  const step = await startJob().main({
    ...{ registry: open.host, username: 'alice', password: 'hunter2', 'dry-run': 'true' },
    [input]: 'a\n::error::forged',
  });
  expect(step.annotations.map(({ message }) => message)).not.toContain('forged');
});
