import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { operations } from '@berth/backstage-plugin-berth-common';
import type { Caller } from '../access/caller.ts';
import type { OperationId } from './contract-operations.ts';

/** A request that the contract has accepted, and who sent it. */
export interface OperationRequest<Id extends OperationId> {
  readonly path: PathOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly caller: Caller;
  /** For asking other plugins in the caller's name. */
  readonly credentials: BackstageCredentials;
}

export interface OperationAnswer<Id extends OperationId> {
  /** 200 unless given. */
  readonly status?: number;
  readonly body?: AnswerOf<Id>;
  /** Without the quotes of the header. */
  readonly etag?: string;
  /** No cache on the way keeps it. */
  readonly noStore?: boolean;
}

type OperationHandler<Id extends OperationId> = (
  request: OperationRequest<Id>,
) => Promise<OperationAnswer<Id>> | OperationAnswer<Id>;

/** The handlers of some operations; a group of routes is a function that makes one. */
export type OperationHandlers<Id extends OperationId = OperationId> = {
  readonly [K in Id]: OperationHandler<K>;
};

type PathOf<Id extends OperationId> = NonNullable<operations[Id]['parameters']['path']>;
type QueryOf<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>;
type BodyOf<Id extends OperationId> = operations[Id] extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Body } };
}
  ? Body
  : undefined;
type AnswerOf<Id extends OperationId> = {
  [
    Status in keyof operations[Id]['responses'] & number
  ]: operations[Id]['responses'][Status] extends {
    readonly content: { readonly 'application/json': infer Answer };
  }
    ? Answer
    : never;
}[keyof operations[Id]['responses'] & number];
