/** One way to log in that a server offers with a 401. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Names in lower case; of two with one name the first. */
  readonly parameters: ReadonlyMap<string, string>;
}

const NAME = /[\w!#$%&'*+.^`|~-]+/y;
const SPACE = /[ \t]*/y;
const QUOTED = /"([^"\\]*(?:\\[^][^"\\]*)*)"?/y;
const TOKEN68 = /[ \t]+[\w.~+/-]+=*(?=[ \t]*(?:,|$))/y;

/**
 * Reads a `WWW-Authenticate` header: any number of challenges in a line, as several headers arrive
 * joined by commas. What is no challenge is skipped; time is linear in the length.
 *
 * Grammar: https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = position;
    const match = pattern.exec(header);
    if (match) position = pattern.lastIndex;
    return match;
  };

  while (position < header.length) {
    const name = take(NAME)?.[0].toLowerCase();
    if (name === undefined) {
      position++;
      continue;
    }
    const end = position;
    take(SPACE);
    if (header[position] !== '=') {
      position = end;
      challenges.push({ scheme: name, parameters: new Map() });
      take(TOKEN68);
      continue;
    }
    position++;
    take(SPACE);
    const quoted = take(QUOTED)?.[1]?.replace(/\\([^])/g, '$1');
    const value = quoted ?? take(NAME)?.[0] ?? '';
    const parameters = challenges.at(-1)?.parameters;
    if (parameters && !parameters.has(name)) parameters.set(name, value);
  }
  return challenges;
}
