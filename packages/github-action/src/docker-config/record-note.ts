/**
 * What the runner keeps of an undo record, for the case that somebody empties its temporary folder
 * before the post step: what was written where, and nothing from which a login could be told.
 */
export interface RecordNote {
  readonly recordFile: string;
  readonly configFile: string;
  readonly fileIsNew: boolean;
  readonly folderIsNew: boolean;
  readonly logins: readonly NotedLogin[];
}

export interface NotedLogin {
  readonly key: string;
  readonly helper?: string;
  /** By which a login is known again. */
  readonly fingerprint: number;
  /**
   * What was there before: `runs` for a login of another run that was open, with nothing beneath it,
   * `others` for one that no run knows but from its record.
   */
  readonly before: 'nothing' | 'runs' | 'others';
}

/** The notes of this run, the last first. */
export function recordNotes(environment = process.env): readonly RecordNote[] {
  const names = Object.keys(environment).filter(name => /^STATE_undo-\d+$/i.test(name));
  return names
    .sort()
    .reverse()
    .map(name => JSON.parse(environment[name] ?? '') as RecordNote);
}

/**
 * Sixteen bits of a login: enough to tell one's own from somebody else's, far too few to tell a
 * password by. Without a salt: every run and every registry gives the same bits of one login, where
 * other ones each time would soon add up to what confirms a guess.
 */
export function fingerprintOf(login: unknown): number {
  let sum = 0;
  for (const byte of Buffer.from(JSON.stringify(login))) {
    sum = Math.imul(sum ^ byte, 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  return sum & 0xffff;
}
