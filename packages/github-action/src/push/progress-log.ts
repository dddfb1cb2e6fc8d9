import { info } from '@actions/core';
import type { PushProgress } from '@berth/registry-client';

/** Milliseconds between two lines about one blob: a log that scrolls by is read by nobody. */
const PAUSE = 5000;

/** Writes a line for each blob that is done, and now and then for one that takes long. */
export function progressLog(now = () => performance.now()): (progress: PushProgress) => void {
  const told = new Map<string, number>();
  return ({ event, digest, size, sent = 0 }) => {
    const name = digest.slice(0, 'sha256:'.length + 12);
    if (event === 'started') {
      told.set(digest, now());
      return;
    }
    if (event !== 'sending') return info(`${name}  ${shownSize(size)}  ${OUTCOMES[event]}`);
    if (now() - (told.get(digest) ?? 0) < PAUSE || sent >= size) return;
    told.set(digest, now());
    info(`${name}  ${shownSize(size)}  ${shownSize(sent).trim()} sent`);
  };
}

const OUTCOMES = {
  uploaded: 'sent',
  mounted: 'taken from another repository',
  existing: 'already there',
};

function shownSize(bytes: number): string {
  const text = bytes < 100_000 ? `${bytes} B` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  return text.padStart(10);
}
