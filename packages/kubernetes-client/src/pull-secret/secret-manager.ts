import type { Attempt } from '../cluster-refusal.ts';
import type { ClusterAnswer } from '../cluster-request.ts';
import { ClusterRequestError } from '../cluster-request-error.ts';
import { causesOf } from '../status.ts';
import { markedBy } from './controller-marks.ts';

/**
 * Tools that write once and are gone, by the name under which the API server keeps what they wrote:
 * kubectl with its verbs, and clients in a workflow (`node-fetch` is Azure's action for secrets,
 * `unknown` a client without a name).
 */
const ONE_TIME_TOOLS =
  /^(?:kubectl(?:-[a-z-]+)?|before-first-apply|unknown|node-fetch|node|curl|kubernetes-client-javascript|OpenAPI-Generator)$/;

export function isOneTimeTool(manager: string): boolean {
  return ONE_TIME_TOOLS.test(manager);
}

/** Who else manages what was to be applied, by the causes of a 409. */
export function managersIn(answer: ClusterAnswer): readonly string[] {
  const names = causesOf(answer)
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ message = '' }) => /^conflict with "([^"]{1,128})"/.exec(message)?.[1] ?? UNREADABLE);
  return [...new Set(names)];
}

// Nobody's name, and so nobody from whom the secret may be taken.
const UNREADABLE = '?';

export function conflictRefusal(
  { object, namespace }: Attempt,
  managers: readonly string[],
): ClusterRequestError {
  const others = managers.map(name => `"${name}"`).join(', ');
  return new ClusterRequestError(
    `${object} in the namespace "${namespace}" is managed by ${others}. Change it there, or use another pull-secret-name.`,
    { code: 'conflict', status: 409 },
  );
}

/** What an object of a controller's own would say is soon undone. */
export function checkNotOwned(attempt: Attempt, { body }: ClusterAnswer): void {
  const { metadata = {} } = body as { metadata?: ObjectMetadata };
  const owners = metadata.ownerReferences;
  const owner = Array.isArray(owners) ? (owners as unknown[]).find(isController) : undefined;
  if (owner !== undefined) throw undone(attempt, `belongs to the ${owner.kind} "${owner.name}"`);
  const controller = markedBy(metadata);
  if (controller !== undefined) throw undone(attempt, `bears the mark of ${controller}`);
}

interface ObjectMetadata {
  readonly ownerReferences?: unknown;
  readonly labels?: unknown;
  readonly annotations?: unknown;
}

function undone({ object, namespace }: Attempt, whose: string): ClusterRequestError {
  return new ClusterRequestError(
    `${object} in the namespace "${namespace}" ${whose}, which would undo a change. Change it there, or use another pull-secret-name.`,
    { code: 'conflict' },
  );
}

function isController(owner: unknown): owner is { readonly kind: string; readonly name: string } {
  if (typeof owner !== 'object' || owner === null) return false;
  return 'controller' in owner && owner.controller === true && 'kind' in owner && 'name' in owner;
}
