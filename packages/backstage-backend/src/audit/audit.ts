import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { Deed } from '../event/deed.ts';
import { answeredError } from '../http/answered-error.ts';
import type { ContractOperation } from '../http/contract-operations.ts';
import { auditedOperations } from './audited-operations.ts';

/** An operation under way, as the auditor knows it. */
interface Audit {
  success(deeds: Iterable<Deed>): Promise<void>;
  fail(error: unknown): Promise<void>;
}

const LONGEST_TARGET = 300;

/**
 * Tells the auditor that somebody wants to do something, before it is looked at whether they may.
 * Names and fingerprints are told, never a body or a message that nobody foresaw.
 */
export async function beginAudit(
  auditor: AuditorService,
  operation: ContractOperation,
  request: Request,
): Promise<Audit | undefined> {
  const audited = auditedOperations[operation.id];
  if (audited === undefined) return undefined;
  const meta = { operation: operation.id, target: targetOf(operation, request) };
  const event = await auditor.createEvent({ ...audited, request, meta });
  return {
    success: deeds => event.success({ meta: { deeds: [...deeds].map(told) } }),
    fail: error => event.fail({ error: answeredError(error) }),
  };
}

/** `registry:ghcr`, `component:default/payments`; for others the path. */
function targetOf({ path }: ContractOperation, { params }: Request): string {
  const { kind, namespace, name } = params;
  return target(path, { kind, namespace, name }).slice(0, LONGEST_TARGET);
}

function target(path: string, parts: Readonly<Record<string, string | undefined>>): string {
  const { kind, namespace, name } = parts;
  if (path.startsWith('/registries/')) return `registry:${name}`;
  if (path.startsWith('/credentials/')) return `credential:${name}`;
  if (path.startsWith('/apps/')) return `${kind}:${namespace}/${name}`;
  return path;
}

function told({ changes = [], ...deed }: Deed): JsonObject {
  return { ...deed, changes: changes.map(change => ({ ...change })) };
}
