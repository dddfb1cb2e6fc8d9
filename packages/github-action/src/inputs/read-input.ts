import { getInput } from '@actions/core';
import { InvalidInputError } from '@berth/core';
import {
  INPUT_NAMES,
  KEYLESS_NAMES,
  type InputName,
  type KeylessName,
  type KeylessTexts,
} from './input-names.ts';

/** The text of an input without white space around it; empty where it is not given. */
export function readText(name: InputName): string {
  return getInput(name);
}

/** A secret keeps its spaces; line breaks at its end come from files and pipes, as Docker knows. */
export function readSecretText(name: InputName): string {
  return withoutLastLineBreaks(getInput(name, { trimWhitespace: false }));
}

function withoutLastLineBreaks(text: string): string {
  return text.trim() === '' ? '' : text.replace(/[\r\n]+$/, '');
}

/** The inputs for a login without a stored secret that are given. */
export function keylessTexts(read: (name: KeylessName) => string): KeylessTexts {
  const texts = KEYLESS_NAMES.map(name => [name, read(name)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

/**
 * One value per line; empty lines and those that begin with `#` say nothing.
 *
 * @throws InvalidInputError for commas, which no such value has. It quotes none: one may be misplaced.
 */
export function readLines(name: InputName): readonly string[] {
  const lines = readText(name).split(/\r?\n/);
  const values = lines.map(line => line.trim()).filter(line => /^[^#]/.test(line));
  if (!values.some(value => value.includes(','))) return values;
  throw new InvalidInputError(
    `Invalid ${name}: "," separates nothing here. Write "${name}: |", and each value in a line of its own.`,
    { field: name },
  );
}

export function readFlag(name: InputName, otherwise: boolean): boolean {
  return parseFlag(readText(name), { name, otherwise });
}

export function parseFlag(
  text: string,
  { name, otherwise }: { readonly name: string; readonly otherwise: boolean },
): boolean {
  if (text === '') return otherwise;
  const flag = text.toLowerCase();
  if (flag === 'true' || flag === 'false') return flag === 'true';
  throw new InvalidInputError(`Invalid ${name} "${text}": it is neither true nor false.`, {
    field: name,
  });
}

export function readChoice<T extends string>(name: InputName, choices: readonly [T, ...T[]]): T {
  const text = readText(name);
  if (text === '') return choices[0];
  const choice = choices.find(one => one === text);
  if (choice !== undefined) return choice;
  throw new InvalidInputError(
    `Invalid ${name} "${text}": it is not one of the values. Use ${choices.join(', ')}.`,
    { field: name },
  );
}

export function readNumber(
  name: InputName,
  { otherwise, least, most }: { otherwise: number; least: number; most: number },
): number {
  const text = readText(name);
  if (text === '') return otherwise;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new InvalidInputError(
    `Invalid ${name} "${text}": it is no whole number from ${least} to ${most}. Write digits only.`,
    { field: name },
  );
}

/**
 * Refuses a misspelt input, and what another action calls it. The runner only warns of it and then
 * the default holds: with `regsitry` or `login-server` a password would go to Docker Hub. Variables
 * that resemble none of ours are somebody else's.
 *
 * @throws AggregateError of an `InvalidInputError` for each.
 */
export async function checkInputNames(): Promise<void> {
  const given = Object.entries(process.env).flatMap(([variable, value]) =>
    variable.startsWith('INPUT_') && value ? [variable.slice('INPUT_'.length).toLowerCase()] : [],
  );
  const unknown = given.filter(name => !INPUT_NAMES.some(known => known === name));
  if (unknown.length === 0) return;
  const { unknownInput } = await import('./unknown-input.ts');
  const errors = unknown.flatMap(name => unknownInput(name, readText) ?? []);
  if (errors.length > 0) throw new AggregateError(errors);
}
