// Puts the files of the HTTP contract together; what is made from it is in scripts/reference.ts.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { parse } from 'yaml';

const FOLDER = 'packages/backstage-common/openapi';
const FRAME = 'berth.yaml';

export interface Contract {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type PathItem = Readonly<Record<string, unknown>>;

/** The whole contract; a path or a schema that two files define stops the program. */
export function readContract(): Contract {
  const groups = readdirSync(FOLDER).filter(file => file !== FRAME);
  const contract = read(FRAME);
  const paths: Record<string, PathItem> = {};
  const components: Record<string, Record<string, unknown>> = structuredClone({
    ...contract.components,
  });
  for (const file of groups.sort()) {
    const group = read(file);
    add(paths, group.paths, file);
    for (const [kind, entries] of Object.entries(group.components)) {
      add((components[kind] ??= {}), entries, file);
    }
  }
  return { ...contract, paths, components };
}

/** The contract as a module that needs no YAML at run time. */
export function contractModule(contract: Contract): string {
  return `${HEAD}export const openApiDocument = ${JSON.stringify(contract, null, 1)} as const;\n`;
}

/** The contract as types. */
export async function contractTypes(contract: Contract): Promise<string> {
  const ast = await openapiTypescript(contract as unknown as OpenAPI3, {
    immutable: true,
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return HEAD + astToString(ast);
}

const HEAD = '// Made from packages/backstage-common/openapi by "npm run reference".\n';

function read(file: string): Contract {
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  const { paths = {}, components = {}, ...rest } = parse(text) as Partial<Contract>;
  return { ...rest, paths, components };
}

function add(all: Record<string, unknown>, more: Readonly<Record<string, unknown>>, file: string) {
  for (const [name, value] of Object.entries(more)) {
    if (name in all) throw new Error(`${file} defines "${name}", which another file has already.`);
    all[name] = value;
  }
}
