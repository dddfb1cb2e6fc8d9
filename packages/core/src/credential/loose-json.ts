import { decodeBase64 } from '../pull-secret/base64.ts';
import { InvalidInputError } from '../invalid-input-error.ts';

/** A JSON value, and what had to be done to read it. */
export interface LooseJson {
  readonly value: unknown;
  readonly notes: readonly string[];
}

/**
 * Reads JSON as people paste it: with quotes around it, escaped as a string, with line breaks that
 * a shell or a form has changed, or in base64. `undefined` when the text is no JSON object at all.
 *
 * @throws InvalidInputError when it begins as an object and cannot be read. The message holds
 * nothing of the text, which may be a secret; for the same reason there is no `cause`.
 */
export function parseLooseJson(text: string): LooseJson | undefined {
  const notes: string[] = [];
  let json = text.trim();
  // A key in base64, in quotes, in a string: nobody wraps it more often.
  for (let layer = 0; layer < 4; layer++) {
    if (json.startsWith('{')) return { value: parseObject(json, notes), notes };
    const inner = unwrapped(json, notes);
    if (inner === undefined) return undefined;
    json = inner.trim();
  }
  return undefined;
}

function unwrapped(text: string, notes: string[]): string | undefined {
  const quote = text[0];
  if ((quote === "'" || quote === '"') && text.length > 1 && text.endsWith(quote)) {
    notes.push('The quotes around it were removed.');
    const string = quote === '"' ? tryParse(text) : undefined;
    return typeof string === 'string' ? string : text.slice(1, -1);
  }
  const decoded = decodeLooseBase64(text);
  if (decoded === undefined || !/^\s*["'{]/.test(decoded)) return undefined;
  notes.push('It was decoded from base64.');
  return decoded;
}

/** Base64 with line breaks, without padding, or with the alphabet for URLs. */
export function decodeLooseBase64(text: string): string | undefined {
  const digits = text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');
  return decodeBase64(digits.replace(/={1,2}$/, ''), 'absent');
}

function parseObject(json: string, notes: string[]): unknown {
  const value = tryParse(json);
  if (value !== undefined) return value;

  const repaired = repair(json);
  const attempts = [repaired.json, unescaped(json)];
  for (const attempt of attempts) {
    const parsed = tryParse(attempt);
    if (parsed === undefined) continue;
    notes.push('Its line breaks and quotes had been escaped or lost; they were put right.');
    return parsed;
  }
  const reason = repaired.endsInString
    ? 'a quotation mark is missing, so the last string does not end'
    : 'a bracket, comma or quotation mark is missing or too many';
  throw new InvalidInputError(`The JSON cannot be read: ${reason}. Copy it again, whole.`);
}

/** Never lets the platform's message out: it quotes the text. */
function tryParse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/** Escapes line breaks inside strings, and drops escapes such as `\n` between them. */
function repair(json: string): { readonly json: string; readonly endsInString: boolean } {
  const parts: string[] = [];
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json.charAt(i);
    if (character === '\\') {
      i++;
      if (inString) parts.push(character, json.charAt(i));
      continue;
    }
    if (character === '"') inString = !inString;
    parts.push(inString ? (CONTROL[character] ?? character) : character);
  }
  return { json: parts.join(''), endsInString: inString };
}

const CONTROL: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '', '\t': '\\t' };

/** Undoes the escapes of a JSON string around the object: `{\"type\":…\\n…}`. */
function unescaped(json: string): string {
  const string = tryParse(`"${json.replace(/[\n\r\t]/g, character => CONTROL[character] ?? '')}"`);
  return typeof string === 'string' ? string : '';
}
