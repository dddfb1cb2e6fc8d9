import type { ClusterAnswer } from './cluster-request.ts';
import { ClusterRequestError } from './cluster-request-error.ts';
import { causesOf, reasonOf, userOf, webhookOf } from './status.ts';

/** What was asked for, in words that follow "cannot be". */
export interface Attempt {
  /** `the Secret "docker-credentials"` */
  readonly object: string;
  readonly namespace: string;
  readonly resource: 'secrets' | 'serviceaccounts';
  readonly verbs: readonly string[];
}

/** Turns a refusal into one line with the next step, from the fields of the answer that are no text. */
export function clusterRefusal(answer: ClusterAnswer, attempt: Attempt): ClusterRequestError {
  const { status } = answer;
  const where = `${attempt.object} in the namespace "${attempt.namespace}"`;
  const error = (
    code: ConstructorParameters<typeof ClusterRequestError>[1]['code'],
    message: string,
  ) => new ClusterRequestError(message, { code, status });

  switch (status) {
    case 401:
      return error(
        'unauthorized',
        'The cluster does not know this login (401). Its token may have ended: give a new kubeconfig.',
      );
    case 403:
      return error('forbidden', `${where} is out of reach: ${whyForbidden(answer, attempt)}`);
    case 404:
      return missing(answer, attempt, error);
    case 429:
      return error(
        'rate-limited',
        `The cluster has no time for ${where} now (429). Try again later.`,
      );
    default:
      if (status >= 500) {
        const sentence = `The cluster failed with ${status} at ${where}. Try again later.`;
        return error('server-error', sentence);
      }
      return error(
        'refused',
        `${where} is refused (${status}${reasonText(answer)}). ${nextStep(answer)}`,
      );
  }
}

function missing(
  answer: ClusterAnswer,
  { object, namespace }: Attempt,
  error: (code: 'not-found', message: string) => ClusterRequestError,
): ClusterRequestError {
  const details = answer.body['details'];
  const kind = typeof details === 'object' && details && 'kind' in details ? details.kind : '';
  return kind === 'namespaces'
    ? error(
        'not-found',
        `There is no namespace "${namespace}" in the cluster. Create it first, or correct its name.`,
      )
    : error(
        'not-found',
        `There is no ${object.replace(/^The /, '')} in the namespace "${namespace}". Create it first, or correct its name.`,
      );
}

function whyForbidden(answer: ClusterAnswer, { namespace, resource, verbs }: Attempt): string {
  if (causesOf(answer).some(({ reason }) => reason === 'NamespaceTerminating')) {
    return 'the namespace is being deleted. Wait until it is gone and made anew.';
  }
  const webhook = webhookOf(answer);
  if (webhook !== undefined) {
    return `the admission webhook "${webhook}" refuses it. Its policy tells why.`;
  }
  const user = userOf(answer);
  const who = user === undefined ? 'the user of the kubeconfig' : `the user "${user}"`;
  const rule = `{ apiGroups: [""], resources: [${resource}], verbs: [${verbs.join(', ')}] }`;
  return `${who} may not do this. Bind a Role in "${namespace}" to it, with the rule ${rule}.`;
}

function reasonText(answer: ClusterAnswer): string {
  const reason = reasonOf(answer);
  return reason === undefined ? '' : `, ${reason}`;
}

function nextStep(answer: ClusterAnswer): string {
  const webhook = webhookOf(answer);
  if (webhook !== undefined) return `The admission webhook "${webhook}" wants it otherwise.`;
  const fields = causesOf(answer).flatMap(({ field }) => field ?? []);
  if (fields.length === 0) return 'Check what lies between this runner and the cluster.';
  return `The cluster does not take its ${fields.join(', ')}.`;
}
