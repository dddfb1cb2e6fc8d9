import type { InvalidInputError } from '@berth/core';
import { BUILD_AGAIN, invalidSource } from './invalid-source.ts';

/** Where JSON of an image was read, for messages. */
export interface JsonPlace {
  readonly source: string;
  /** `index.json`, `blobs/sha256/…`; fields are named behind it. */
  readonly document: string;
}

/** Parses a JSON document of an image; nothing is said about its shape yet. */
export function parseJson(bytes: Uint8Array, place: JsonPlace): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalidSource(place.source, `${place.document} is not JSON`, BUILD_AGAIN);
  }
}

/** Reads the fields of a JSON object that nobody has checked; a missing or odd one is named. */
export class JsonObject {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #place: JsonPlace;

  constructor(value: unknown, place: JsonPlace) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw invalidSource(place.source, `${place.document} is not a JSON object`, BUILD_AGAIN);
    }
    // Own entries only: a field that is called `__proto__` is just a field.
    this.#fields = new Map(Object.entries(value));
    this.#place = place;
  }

  text(name: string): string {
    const value = this.#fields.get(name);
    if (typeof value !== 'string') throw this.#odd(name, 'a text');
    return value;
  }

  optionalText(name: string): string | undefined {
    return this.#has(name) ? this.text(name) : undefined;
  }

  /** A count or size: a whole number from 0. */
  count(name: string): number {
    const value = this.#fields.get(name);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      throw this.#odd(name, 'a whole number from 0');
    }
    return value;
  }

  list(name: string): readonly unknown[] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) throw this.#odd(name, 'a list');
    return value;
  }

  optionalList(name: string): readonly unknown[] | undefined {
    return this.#has(name) ? this.list(name) : undefined;
  }

  texts(name: string): readonly string[] {
    return this.list(name).map(value => {
      if (typeof value !== 'string') throw this.#odd(name, 'a list of texts');
      return value;
    });
  }

  optionalTexts(name: string): readonly string[] | undefined {
    return this.#has(name) ? this.texts(name) : undefined;
  }

  /** A field whose shape is somebody else's to check. */
  value(name: string): unknown {
    return this.#has(name) ? this.#fields.get(name) : undefined;
  }

  object(name: string): JsonObject {
    return new JsonObject(this.value(name), this.place(name));
  }

  optionalObject(name: string): JsonObject | undefined {
    return this.#has(name) ? this.object(name) : undefined;
  }

  /** Where a field, or an entry of a list, is. */
  place(name: string, index?: number): JsonPlace {
    const position = index === undefined ? '' : `[${index}]`;
    return { ...this.#place, document: `"${name}"${position} of ${this.#place.document}` };
  }

  /** Builders in Go write `null` for a list or map without entries. */
  #has(name: string): boolean {
    return this.#fields.get(name) !== undefined && this.#fields.get(name) !== null;
  }

  #odd(name: string, wanted: string): InvalidInputError {
    const state = this.#fields.has(name) ? `not ${wanted}` : 'missing';
    const { source, document } = this.#place;
    return invalidSource(source, `"${name}" of ${document} is ${state}`, BUILD_AGAIN);
  }
}
