import { argv, stdout } from 'node:process';
import { QUIRKS } from './quirks.ts';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const HEX_DIGITS = `${HEX}${HEX}${HEX}`;

/** Draws the same numbers for the same seed on every machine (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from 0 to `sides` - 1. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  }

  pick(choices: ArrayLike<string>): string {
    return choices[this.roll(choices.length)] ?? '';
  }

  chance(oneIn: number): boolean {
    return this.roll(oneIn) === 0;
  }

  many(least: number, most: number, draw: () => string, separator = ''): string {
    return Array.from({ length: least + this.roll(most - least + 1) }, draw).join(separator);
  }
}

/** `count` different references: the hand-written ones, then drawn ones and their mutations. */
export function corpus(count: number, seed: number): string[] {
  const dice = new Dice(seed);
  const inputs = new Set(QUIRKS);
  for (const quirk of QUIRKS) inputs.add(mutate(dice, quirk));
  while (inputs.size < count) {
    const reference = drawReference(dice);
    inputs.add(reference);
    if (inputs.size < count && !dice.chance(3)) inputs.add(mutate(dice, reference));
    if (inputs.size < count && dice.chance(3)) inputs.add(mutate(dice, mutate(dice, reference)));
  }
  return [...inputs].slice(0, count);
}

const HOSTS =
  'docker.io index.docker.io registry-1.docker.io Docker.io localhost ghcr.io quay.io us.icr.io a.b 127.0.0.1 my-host a_b.c LOCALHOST Foo 1.2 x--y.z [::1] [fd00::a:b] [A] [:] xn--a.de'.split(
    ' ',
  );
const PORTS = ['', '', '', '', ':5000', ':5000', ':443', ':0', ':99999', ':', ':a'];

function drawReference(dice: Dice): string {
  const host = dice.chance(2) ? '' : `${drawHost(dice)}${dice.pick(PORTS)}/`;
  return host + drawPath(dice) + drawTag(dice) + drawDigest(dice);
}

function drawHost(dice: Dice): string {
  if (!dice.chance(3)) return dice.pick(HOSTS);
  const label = () => dice.many(1, 4, () => dice.pick('abz019AZ--'));
  return dice.many(1, 3, label, '.');
}

function drawPath(dice: Dice): string {
  // Around the limit of 255 characters, with and without "library/" and the host.
  if (dice.chance(60)) return dice.pick(['a/', 'b/c', '']) + 'x'.repeat(230 + dice.roll(28));
  if (dice.chance(80)) return HEX.slice(dice.roll(3));
  const word = () => dice.many(1, 4, () => dice.pick('abcxyz0189'));
  const separator = () =>
    dice.pick(dice.chance(12) ? ['..', '___', '._'] : ['.', '_', '__', '-', '--']);
  const component = () => (dice.chance(3) ? word() + separator() + word() : word());
  return dice.many(1, 4, component, '/');
}

function drawTag(dice: Dice): string {
  if (dice.chance(2)) return '';
  if (dice.chance(50)) return `:${'t'.repeat(126 + dice.roll(4))}`;
  return `:${dice.pick('abXY09_')}${dice.many(0, 6, () => dice.pick('abcXYZ019__.-'))}`;
}

function drawDigest(dice: Dice): string {
  if (!dice.chance(7)) return '';
  const algorithm = dice.pick([
    'sha256',
    'sha256',
    'sha384',
    'sha512',
    'SHA256',
    'md5',
    'sha256+b64',
  ]);
  const lengths = { sha384: 96, sha512: 128, md5: 32 };
  const length = algorithm in lengths ? lengths[algorithm as keyof typeof lengths] : 64;
  const digits = HEX_DIGITS.slice(0, dice.chance(6) ? length - 1 + dice.roll(3) : length);
  return `@${algorithm}:${dice.chance(12) ? digits.toUpperCase() : digits}`;
}

const STRAY = [
  ...'/:@._-aAzZ09[]% +~\\"\'(){}$#?=,;!|^`&*<>',
  ...[
    '//',
    '__',
    '--',
    '..',
    '://',
    '\n',
    '\t',
    '\0',
    '\x7f',
    '\r\n',
    '\u00a0',
    '\u2028',
    '\ufeff',
  ],
  ...['ä', 'е', '\u0130', '\u212a', '\u017f', '–', '😀', 'ａ', '١', '\u200b'],
];

/** Changes one place: inserts, removes, replaces, doubles, swaps or changes the case. */
export function mutate(dice: Dice, input: string): string {
  const characters = [...input];
  const at = dice.roll(characters.length + 1);
  const here = characters[at] ?? '';
  const before = characters.slice(0, at).join('');
  const after = characters.slice(at + 1).join('');
  switch (dice.roll(8)) {
    case 0:
      return before + after;
    case 1:
      return before + here + here + after;
    case 2:
      return before + here.toUpperCase() + after;
    case 3:
      return before + dice.pick(STRAY) + after;
    case 4:
      return after + dice.pick('/:@') + before;
    case 5:
      return before + here + dice.pick('/:@') + after;
    default:
      return before + here + dice.pick(STRAY) + after;
  }
}

if (import.meta.main) {
  const [count = '6000', seed = '1'] = argv.slice(2);
  const inputs = corpus(Number(count), Number(seed));
  stdout.write(inputs.map(input => `${JSON.stringify(input)}\n`).join(''));
}
