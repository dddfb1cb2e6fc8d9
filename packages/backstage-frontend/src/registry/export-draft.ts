import type { PullSecretExportInput } from '@berth/backstage-plugin-berth-common';
import { checkNamespace, checkObjectName, InvalidInputError } from '@berth/core';

type Format = NonNullable<PullSecretExportInput['format']>;

export interface ExportDraft {
  readonly format: Format;
  readonly name: string;
  readonly namespace: string;
  readonly reason: string;
}

export const newExportDraft: ExportDraft = {
  format: 'yaml',
  name: 'docker-credentials',
  namespace: '',
  reason: '',
};

export const pullSecretFormats: readonly { readonly id: Format; readonly title: string }[] = [
  { id: 'yaml', title: 'YAML, for kubectl apply' },
  { id: 'json', title: 'JSON, for kubectl apply' },
  { id: 'dt-secrets', title: "Values of Devtron's chart dt-secrets" },
];

type Problems = Readonly<Partial<Record<'name' | 'namespace' | 'reason', string>>>;

/** What is wrong, by the rules of Kubernetes. */
export function exportProblems({ name, namespace, reason }: ExportDraft): Problems {
  const problems = {
    name: problemOf(() => checkObjectName(name, 'name of the pull secret', 'name')),
    namespace: problemOf(() => namespace !== '' && checkNamespace(namespace)),
    reason: reason.trim() === '' ? 'Say what you need the pull secret for.' : undefined,
  };
  return Object.fromEntries(
    Object.entries(problems).filter(([, problem]) => problem !== undefined),
  );
}

export function exportInput({ namespace, reason, ...draft }: ExportDraft): PullSecretExportInput {
  return { ...draft, reason: reason.trim(), ...(namespace !== '' && { namespace }) };
}

function problemOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
}
