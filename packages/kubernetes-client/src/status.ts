import type { ClusterAnswer } from './cluster-request.ts';

/** One of the reasons in a `Status`, as far as it is safe to tell. */
export interface StatusCause {
  readonly reason?: string;
  readonly field?: string;
  readonly message?: string;
}

/** The `details.causes` of a refusal. */
export function causesOf({ body }: ClusterAnswer): readonly StatusCause[] {
  const details = body['details'];
  if (typeof details !== 'object' || details === null || !('causes' in details)) return [];
  if (!Array.isArray(details.causes)) return [];
  return (details.causes as unknown[]).map(cause => ({
    ...wordIn(cause, 'reason'),
    ...wordIn(cause, 'field'),
    ...wordIn(cause, 'message'),
  }));
}

function wordIn(cause: unknown, key: keyof StatusCause): StatusCause {
  if (typeof cause !== 'object' || cause === null) return {};
  const value = (cause as Record<string, unknown>)[key];
  return typeof value === 'string' && PLAIN.test(value) ? { [key]: value } : {};
}

/** `Invalid`, `Forbidden`: the machine's word for what happened. */
export function reasonOf({ body }: ClusterAnswer): string | undefined {
  const { reason } = body;
  return typeof reason === 'string' && /^[A-Za-z]{1,63}$/.test(reason) ? reason : undefined;
}

/** Who the cluster takes us for, from the message that every version of the API server writes. */
export function userOf(answer: ClusterAnswer): string | undefined {
  return /User "([^"\\\p{Cc}]{1,253})" cannot /u.exec(messageOf(answer))?.[1];
}

export function webhookOf(answer: ClusterAnswer): string | undefined {
  return /^admission webhook "([a-z0-9.-]{1,253})" denied the request/.exec(messageOf(answer))?.[1];
}

function messageOf({ body }: ClusterAnswer): string {
  const { message } = body;
  return typeof message === 'string' ? message.slice(0, 2_000) : '';
}

/** No control characters, which would draw lines of their own in a log. */
const PLAIN = /^[^\p{Cc}]{1,2000}$/u;
