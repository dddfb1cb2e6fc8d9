import { openApiDocument, type operations } from '@berth/backstage-plugin-berth-common';

export type OperationId = keyof operations;

/** One operation of the contract, as far as the router needs it. */
export interface ContractOperation {
  readonly id: OperationId;
  readonly method: Method;
  /** As express writes it: `/registries/:name`. */
  readonly path: string;
  readonly parameters: readonly ContractParameter[];
  /** The name of the schema of its body. */
  readonly body: string | undefined;
}

export interface ContractParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: ParameterSchema;
}

export interface ParameterSchema {
  readonly type?: string;
  readonly [keyword: string]: unknown;
}

type Method = (typeof METHODS)[number];

const METHODS = ['get', 'put', 'post', 'delete'] as const;

/** All operations of the contract, built or not. */
export const contractOperations: readonly ContractOperation[] = Object.entries(
  openApiDocument.paths,
).flatMap(([path, value]) => {
  const item = value as PathItem;
  return METHODS.flatMap(method => {
    const operation = item[method];
    if (operation === undefined) return [];
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
    return {
      id: operation.operationId,
      method,
      path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      parameters: parameters.map(resolvedParameter),
      body: operation.requestBody?.content['application/json'].schema.$ref.split('/').at(-1),
    };
  });
});

interface PathItem extends Partial<Record<Method, OperationItem>> {
  readonly parameters?: readonly unknown[];
}

interface OperationItem {
  readonly operationId: OperationId;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: {
    readonly content: {
      readonly 'application/json': { readonly schema: { readonly $ref: string } };
    };
  };
}

function resolvedParameter(value: unknown): ContractParameter {
  const reference = (value as { readonly $ref?: string }).$ref?.split('/').at(-1);
  const shared = openApiDocument.components.parameters as Readonly<Record<string, unknown>>;
  const parameter = (reference === undefined ? value : shared[reference]) as ContractParameter;
  return { ...parameter, required: parameter.required ?? false };
}
