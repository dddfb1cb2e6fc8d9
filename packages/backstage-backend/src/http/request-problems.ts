import type { ErrorCode } from '@berth/backstage-plugin-berth-common';
import { closestWord } from '@berth/core';
import type { ErrorObject } from 'ajv';

/** One thing that is wrong with a request. No value is part of it, since it may be a secret. */
export interface RequestProblem {
  /** `pullCredential.hosts[0]`; absent when it is the whole request. */
  readonly field?: string;
  readonly message: string;
  readonly code?: ErrorCode;
}

/** Nobody reads more; and somebody may send very many mistakes, to keep the server busy. */
const MOST = 20;

/** Says the findings of the schema so that people can act on them: the first of them. */
export function requestProblems(errors: readonly ErrorObject[], value: unknown): RequestProblem[] {
  const first = relevant(errors, value).slice(0, MOST);
  const told = first.map(error => problemOf(error));
  return told.filter(({ message }, at) => told.findIndex(one => one.message === message) === at);
}

/** Of a text or an object, what is wrong with the one that was given. */
function relevant(errors: readonly ErrorObject[], value: unknown): readonly ErrorObject[] {
  const unions = new Set(
    errors.filter(({ keyword }) => keyword === 'oneOf').map(({ instancePath }) => instancePath),
  );
  return errors.filter(({ keyword, instancePath }) => {
    if (!unions.has(instancePath)) return true;
    const given = typeof at(value, instancePath);
    const isOneOf = given === 'string' || given === 'object';
    return keyword === 'oneOf' ? !isOneOf : isOneOf && keyword !== 'type';
  });
}

function problemOf(error: ErrorObject): RequestProblem {
  const parameters = error.params as Readonly<Record<string, unknown>>;
  const path = fieldPath(error.instancePath);
  switch (error.keyword) {
    case 'required': {
      const field = joined(path, String(parameters['missingProperty']));
      return { field, message: `"${field}" is missing. Add it.` };
    }
    case 'additionalProperties':
      return unknownField(path, String(parameters['additionalProperty']), error);
    default: {
      const { reason, nextStep } = ruleOf(error.keyword, parameters);
      const what = path === '' ? 'The request' : `"${path}"`;
      const message = `${what} ${reason}. ${nextStep}.`;
      return path === '' ? { message } : { field: path, message };
    }
  }
}

function unknownField(path: string, name: string, { parentSchema }: ErrorObject): RequestProblem {
  const known = knownFields(parentSchema?.['properties']);
  // Who takes the name for the value may have written a secret there.
  const isWord = /^[\w-]{1,40}$/.test(name);
  const field = joined(path, name);
  const what = isWord ? `"${field}"` : path === '' ? 'A name' : `A name in "${path}"`;
  const meant = closestWord(name, known);
  const all = known.length === 0 ? 'Remove it.' : `Use only: ${known.join(', ')}.`;
  const message = `${what} is not known here. ${meant === undefined ? all : `Did you mean "${meant}"?`}`;
  return isWord ? { field, message } : { message };
}

/** Without those that only answers have. */
function knownFields(properties: unknown): string[] {
  return Object.entries((properties as Readonly<Record<string, object>> | undefined) ?? {})
    .filter(([, schema]) => !('$ref' in schema && schema.$ref === ANSWERED))
    .map(([name]) => name);
}

const ANSWERED = '#/components/schemas/Answered';

function ruleOf(
  keyword: string,
  parameters: Readonly<Record<string, unknown>>,
): { readonly reason: string; readonly nextStep: string } {
  const limit = Number(parameters['limit']);
  switch (keyword) {
    case 'type':
      return { reason: 'has the wrong type', nextStep: `Write ${typeName(parameters['type'])}` };
    case 'enum': {
      const values = (parameters['allowedValues'] as readonly string[]).join(', ');
      return { reason: 'is none of the values it can have', nextStep: `Use one of: ${values}` };
    }
    case 'minLength':
    case 'minItems':
      return { reason: 'is empty', nextStep: 'Fill it in or leave it out' };
    case 'maxLength':
      return { reason: 'is too long', nextStep: `Use at most ${limit} characters` };
    case 'maxItems':
    case 'maxProperties':
      return { reason: 'has too many entries', nextStep: `Use at most ${limit}` };
    case 'minimum':
      return { reason: 'is too small', nextStep: `Use at least ${limit}` };
    case 'maximum':
      return { reason: 'is too large', nextStep: `Use at most ${limit}` };
    case 'uniqueItems':
      return { reason: 'has the same entry twice', nextStep: 'Remove one of them' };
    case 'oneOf':
      return { reason: 'has the wrong type', nextStep: 'Write text or an object' };
    case 'format':
      return { reason: 'is no time', nextStep: 'Write ISO 8601, such as 2027-01-31T00:00:00Z' };
    default:
      return { reason: 'does not have the right form', nextStep: 'See the reference of the API' };
  }
}

function typeName(type: unknown): string {
  switch (type) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'integer':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    default:
      return 'text';
  }
}

/** `/hosts/0` as `hosts[0]`. */
function fieldPath(pointer: string): string {
  return keys(pointer).reduce(
    (path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : joined(path, key)),
    '',
  );
}

function keys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function at(value: unknown, pointer: string): unknown {
  return keys(pointer).reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}
