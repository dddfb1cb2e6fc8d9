import { expect, test, vi } from 'vitest';
import { progressLog } from './progress-log.ts';

const digest = `sha256:${'ab'.repeat(32)}` as const;

test('a line when a blob is done, and one every five seconds until then', () => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    lines.push(String(text).trimEnd());
    return true;
  });
  let time = 1_000;
  const tell = progressLog(() => time);
  const blob = { repository: 'acme/api', digest, size: 300_000_000 };
  tell({ event: 'started', ...blob });
  for (let second = 1; second <= 12; second++) {
    time += 1_000;
    tell({ event: 'sending', ...blob, sent: second * 20_000_000 });
  }
  tell({ event: 'sending', ...blob, sent: blob.size });
  tell({ event: 'uploaded', ...blob });
  vi.restoreAllMocks();
  expect(lines).toEqual([
    'sha256:abababababab    300.0 MB  100.0 MB sent',
    'sha256:abababababab    300.0 MB  200.0 MB sent',
    'sha256:abababababab    300.0 MB  sent',
  ]);
});
