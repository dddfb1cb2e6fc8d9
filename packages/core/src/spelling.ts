/** The candidate that was probably meant, or nothing when none is near. */
export function closestWord(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const key = plain(word);
  const same = candidates.find(candidate => plain(candidate) === key);
  if (same !== undefined) return same;

  const ranked = candidates
    .map(candidate => ({ candidate, steps: editDistance(key, plain(candidate)) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best !== undefined && best.steps <= Math.max(1, key.length / 3)
    ? best.candidate
    : undefined;
}

/** `client-id`, `client_id` and `clientId` are one word. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

/** Levenshtein distance, where two swapped neighbours count as two steps. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
