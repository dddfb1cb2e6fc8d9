import { openApiDocument } from '@berth/backstage-plugin-berth-common';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type {
  ContractOperation,
  ContractParameter,
  ParameterSchema,
} from './contract-operations.ts';
import { requestProblems, type RequestProblem } from './request-problems.ts';
import { WrongRequestError } from './wrong-request-error.ts';

/** What of an HTTP request the contract says something about. */
export interface RawRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

type ParameterPlace = 'path' | 'query';

/**
 * Checks a request against the contract: types, lengths, required fields; what the contract does
 * not know is refused by name. Query parameters become what the contract calls them.
 *
 * @throws WrongRequestError with all that is wrong.
 */
export function requestValidator(
  operation: ContractOperation,
): (request: RawRequest) => { readonly query: unknown } {
  const path = parametersValidator(operation, 'path');
  const query = parametersValidator(operation, 'query');
  const body = operation.body === undefined ? undefined : bodyValidator(operation.body);
  const mayHoldNul = operation.id === 'explainPull';
  const lists = operation.parameters.filter(isList).map(({ name }) => name);
  return request => {
    const parameters = listed(request.query, lists);
    const problems = [
      ...problemsOf(path, { ...request.path }),
      ...problemsOf(query, parameters),
      ...(body === undefined ? [] : problemsOf(body, request.body)),
    ];
    if (problems.length > 0) throw new WrongRequestError(problems);
    const texts = { ...request.path, ...parameters, ...(mayHoldNul ? {} : fieldsOf(request.body)) };
    const nul = Object.keys(texts).find(name => holdsNul(texts[name]));
    if (nul !== undefined) throw new WrongRequestError([nulIn(nul)]);
    return { query: parameters };
  };
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' ? { ...body } : {};
}

/** PostgreSQL stores and finds no such text. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}

function nulIn(field: string): RequestProblem {
  return { field, message: `"${field}" has a NUL character. Remove it.` };
}

// Query and path come as text; a body has types of its own and is changed by nobody.
const options = { allErrors: true, strict: false, verbose: true };
const parameters = new Ajv2020({ ...options, coerceTypes: true });
const bodies = new Ajv2020(options);
for (const ajv of [parameters, bodies]) {
  ajv.addFormat('date-time', isTimestamp).addFormat('uuid', true);
  ajv.addSchema({ $id: 'contract', components: openApiDocument.components });
}

function bodyValidator(schema: string): ValidateFunction {
  return bodies.compile({ $ref: `contract#/components/schemas/${schema}` });
}

function parametersValidator(
  operation: ContractOperation,
  place: ParameterPlace,
): ValidateFunction {
  const own = operation.parameters.filter(parameter => parameter.in === place);
  return parameters.compile({
    type: 'object',
    additionalProperties: false,
    required: own.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(own.map(({ name, schema }) => [name, absolute(schema)])),
  });
}

/** The references of a schema lead into the contract, which these schemas are no part of. */
function absolute(schema: ParameterSchema): ParameterSchema {
  const text = JSON.stringify(schema).replaceAll('"#/', '"contract#/');
  return JSON.parse(text) as ParameterSchema;
}

function problemsOf(validate: ValidateFunction, value: unknown): RequestProblem[] {
  return validate(value) ? [] : requestProblems(validate.errors ?? [], value);
}

function isList({ in: place, schema }: ContractParameter): boolean {
  return place === 'query' && schema.type === 'array';
}

/** A list with one value looks like a value, and `?a[]=1` like something else. */
function listed(
  query: Readonly<Record<string, unknown>>,
  lists: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      lists.includes(name) && !Array.isArray(value) ? [value] : value,
    ]),
  );
}

function isTimestamp(text: string): boolean {
  const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
  return pattern.test(text) && !Number.isNaN(Date.parse(text));
}
