/**
 * The order of keys in Go's YAML: as in a telephone book, `a2` before `a10`, letters behind
 * everything else. Rules: `keyList` of gopkg.in/yaml.v2, which kubectl prints with.
 */
export function compareNaturally(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let start = 0;
  while (start < length && left[start] === right[start]) start++;
  if (start === length) return left.length - right.length;

  const a = left[start] ?? '';
  const b = right[start] ?? '';
  const letters = Number(isLetter(a)) - Number(isLetter(b));
  if (letters !== 0) return letters;
  return isLetter(a) ? compare(a, b) : compareNumbers(left, right, start) || compare(a, b);
}

/** Compares the numbers which the two texts have at `start`, where they begin to differ. */
function compareNumbers(left: string, right: string, start: number): number {
  // Behind "1", the "0" of "10" counts; behind nothing, the "0" of "02" does not.
  const lead = /[1-9]\d*$/.test(left.slice(0, start)) ? '1' : '';
  const a = digitsAt(left, start);
  const b = digitsAt(right, start);
  const m = (lead + a).replace(/^0+/, '');
  const n = (lead + b).replace(/^0+/, '');
  return m.length - n.length || compare(m, n) || a.length - b.length;
}

function digitsAt(text: string, start: number): string {
  let end = start;
  while (/\d/.test(text[end] ?? '')) end++;
  return text.slice(start, end);
}

function isLetter(character: string): boolean {
  return /\p{L}/u.test(character);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
