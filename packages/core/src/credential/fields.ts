import { InvalidInputError } from '../invalid-input-error.ts';
import { isSecret, Secret } from '../secret.ts';
import { closestWord } from '../spelling.ts';
import type { TextFormat } from './text-format.ts';

/** Reads the fields of a structured value that comes from outside, each exactly once. */
export class Fields {
  readonly #values: ReadonlyMap<string, unknown>;

  /** @throws InvalidInputError when it is not an object. */
  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || isSecret(value)) {
      throw new InvalidInputError(
        `Invalid credential: it is ${typeName(value)}. Write an object with "kind" and the fields of that kind.`,
      );
    }
    // A map, so that `__proto__` is a field like any other.
    this.#values = new Map(Object.entries(value));
  }

  /** Refuses every field that is not in the list; a name that may be a secret is not repeated. */
  allow(names: readonly string[], owner: string): void {
    const unknown = [...this.#values.keys()].find(name => !names.includes(name));
    if (unknown !== undefined) throw unknownField(unknown, names, owner);
  }

  /** A text without spaces around it and without control characters. */
  text(name: string, format?: TextFormat): string {
    const text = this.optionalText(name, format);
    if (text === undefined) throw missing(name);
    return text;
  }

  optionalText(name: string, format?: TextFormat): string | undefined {
    const text = this.#string(name);
    if (text === undefined) return undefined;
    if (text !== text.trim()) throw invalidField(name, 'has spaces around it', 'Remove them');
    checkCharacters(name, text);
    if (format?.pattern.test(text) === false) {
      throw invalidField(name, 'does not have the right form', format.rule);
    }
    return text;
  }

  secret(name: string): Secret {
    const secret = this.optionalSecret(name);
    if (secret === undefined) throw missing(name);
    return secret;
  }

  /** Spaces in it are kept; a line break is refused, since no registry takes one (RFC 7617). */
  optionalSecret(name: string): Secret | undefined {
    const text = this.#string(name);
    if (text === undefined) return undefined;
    checkCharacters(name, text);
    return new Secret(text);
  }

  /** Text with line breaks in it, or the value itself where it is an object. */
  document(name: string): unknown {
    const value = this.#values.get(name);
    if (value === undefined) throw missing(name);
    return typeof value === 'object' && !isSecret(value) ? value : this.#string(name);
  }

  optionalTexts(name: string): readonly string[] | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) {
      throw invalidField(name, `is ${typeName(value)}`, 'Write a list of strings');
    }
    return value.map((item: unknown, index) => {
      if (typeof item === 'string') return item;
      throw invalidField(`${name}[${index}]`, `is ${typeName(item)}`, 'Write a string');
    });
  }

  #string(name: string): string | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const text = isSecret(value) ? value.reveal() : value;
    if (typeof text !== 'string') {
      throw invalidField(name, `is ${typeName(text)}`, 'Write a string, in quotes');
    }
    if (text.trim() === '') throw invalidField(name, 'is empty', 'Fill it in or leave it out');
    return text;
  }
}

/** A message about one field; its value is never part of it. */
export function invalidField(name: string, reason: string, nextStep: string): InvalidInputError {
  return new InvalidInputError(`Invalid credential: "${name}" ${reason}. ${nextStep}.`, {
    field: name,
  });
}

function unknownField(name: string, names: readonly string[], owner: string): InvalidInputError {
  const meant = closestWord(name, names);
  const nextStep =
    meant === undefined ? `Use only ${names.join(', ')}.` : `Did you mean "${meant}"?`;
  const isWord = /^\w{1,20}$/.test(name);
  return new InvalidInputError(
    `Invalid credential: ${isWord ? `"${name}"` : 'a name'} is not a field of ${owner}. ${nextStep}`,
    isWord ? { field: name } : {},
  );
}

function missing(name: string): InvalidInputError {
  return invalidField(name, 'is missing', 'Add it');
}

function checkCharacters(name: string, text: string): void {
  if (/[\r\n]/.test(text)) throw invalidField(name, 'has a line break', 'Remove it');
  // eslint-disable-next-line no-control-regex -- RFC 7617 allows none of these
  if (/[\u0000-\u001f\u007f]/.test(text)) {
    throw invalidField(name, 'has a control character', 'Remove it');
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'undefined') return 'missing';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
