// docs/reference/api.md, from the HTTP contract.
import type { Contract } from './contract.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: { readonly content: JsonContent };
  readonly responses: Readonly<Record<string, { description?: string; content?: JsonContent }>>;
}

interface JsonContent {
  readonly 'application/json': { readonly schema: Schema };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
}

const METHODS = ['get', 'put', 'post', 'delete'];

/** The page, unformatted. */
export function apiPage(contract: Contract): string {
  return [
    '# The HTTP API',
    'Made from `packages/backstage-common/openapi` by `npm run reference`. The backend plugin `berth` answers under `/api/berth/v1`; `GET /api/berth/v1/openapi.json` is this contract.',
    'Every request needs a Backstage token. Errors have Backstage’s format: `error.message` says what was given, which rule it breaks and what to do; `error.field` is the path of the field, and `error.code` is for programs. Lists answer `{ items, totalItems, pageInfo: { nextCursor? } }`; give `nextCursor` as `cursor` with the same filters to go on.',
    '## Operations',
    ...operations(contract),
    '## Schemas',
    ...schemas(contract),
  ].join('\n\n');
}

function operations(contract: Contract): string[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter(method => method in item).map(method => {
      const operation = item[method] as Operation;
      const shared = (item['parameters'] ?? []) as unknown[];
      const parameters = [...shared, ...(operation.parameters ?? [])].map(one =>
        resolved<Parameter>(contract, one),
      );
      return [
        `### ${operation.operationId}`,
        `\`${method.toUpperCase()} ${path}\``,
        `${operation.summary} ${operation.description ?? ''}`.trim(),
        ...parameterTable(parameters),
        ...bodies(contract, operation),
      ].join('\n\n');
    }),
  );
}

function parameterTable(parameters: readonly Parameter[]): string[] {
  if (parameters.length === 0) return [];
  return [
    [
      '| Parameter | In | Type | What it says |',
      '| --- | --- | --- | --- |',
      ...parameters.map(({ name, in: where, schema, description = '' }) =>
        row(`\`${name}\``, where, typeOf(schema), oneLine(description) + preset(schema)),
      ),
    ].join('\n'),
  ];
}

function bodies(contract: Contract, { requestBody, responses }: Operation): string[] {
  const request = requestBody && `Body: ${typeOf(requestBody.content['application/json'].schema)}.`;
  const answers = Object.entries(responses).map(([status, response]) => {
    const { description = '', content } = resolved<(typeof responses)[string]>(contract, response);
    const type = content ? `, ${typeOf(content['application/json'].schema)}` : '';
    return `- ${status === 'default' ? 'else' : status}${type}: ${oneLine(description)}`;
  });
  return [...(request ? [request] : []), answers.join('\n')];
}

function schemas(contract: Contract): string[] {
  const all = contract.components['schemas'] as Readonly<Record<string, Schema>>;
  return Object.entries(all)
    .filter(([, { properties, enum: values }]) => (properties ?? values) !== undefined)
    .map(([name, schema]) =>
      [
        `### ${name}`,
        ...(schema.description ? [oneLine(schema.description)] : []),
        schema.enum ? `One of ${typeOf(schema)}.` : fieldTable(schema),
      ].join('\n\n'),
    );
}

function fieldTable({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties)
    .filter(([, schema]) => !schema.$ref?.endsWith('/Answered'))
    .map(([name, schema]) => {
      const must = required.includes(name) ? ', required' : '';
      return row(
        `\`${name}\``,
        typeOf(schema) + must,
        oneLine(schema.description ?? '') + preset(schema),
      );
    });
  return ['| Field | Type | What it says |', '| --- | --- | --- |', ...rows].join('\n');
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return name === 'WriteOnlySecret' ? 'secret, write-only' : `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.enum) return schema.enum.map(value => `\`${value}\``).join(', ');
  if (schema.oneOf) return schema.oneOf.map(typeOf).join(' or ');
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  return schema.type ?? 'anything';
}

function preset(schema: Schema): string {
  return schema.default === undefined
    ? ''
    : ` Unless given: \`${JSON.stringify(schema.default)}\`.`;
}

function resolved<T>(contract: Contract, value: unknown): T {
  const ref = (value as { readonly $ref?: string }).$ref;
  if (ref === undefined) return value as T;
  const [, , kind = '', name = ''] = ref.split('/');
  return contract.components[kind]?.[name] as T;
}

function row(...cells: string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replaceAll('<', '\\<');
}
