import type { Selection, SelectionInput } from '@berth/backstage-plugin-berth-common';
import {
  checkObjectName,
  DEFAULT_PULL_SECRET_NAME,
  InvalidInputError,
  parseImageReference,
} from '@berth/core';

/** What takes the place of a registry's name where there is to be none. */
export const NONE = 'none';

/** What is in the form; texts are as they were typed. */
export interface ChoiceDraft {
  /** A name, or `none`; empty while nothing is chosen. */
  readonly registry: string;
  /** Of that registry, where it is known. */
  readonly host: string | undefined;
  readonly repository: string;
  readonly pullSecretName: string;
}

export type ChoiceProblems = Partial<Record<'registry' | 'repository' | 'pullSecretName', string>>;

export function choiceDraftOf(selection: Selection | undefined): ChoiceDraft {
  return {
    registry: selection?.registry ?? '',
    host: undefined,
    repository: selection?.repository ?? '',
    pullSecretName: selection?.pullSecretName ?? '',
  };
}

/** What is sent; with none there is nothing else to say. */
export function selectionInput(draft: ChoiceDraft): SelectionInput {
  const { registry } = draft;
  const repository = draft.repository.trim();
  const pullSecretName = draft.pullSecretName.trim();
  if (registry === NONE) return { registry };
  return {
    registry,
    ...(repository !== '' && { repository }),
    ...(pullSecretName !== '' && { pullSecretName }),
  };
}

/** What is wrong, by field; core has the rules. */
export function choiceProblems(draft: ChoiceDraft): ChoiceProblems {
  const { registry, host = 'registry.example.com' } = draft;
  if (registry === '') return { registry: 'Choose a registry, or "None, public images".' };
  const { repository, pullSecretName } = selectionInput(draft);
  return {
    ...(repository !== undefined &&
      caught('repository', () => checkRepository(`${host}/${repository}`))),
    ...(pullSecretName !== undefined &&
      caught('pullSecretName', () =>
        checkObjectName(pullSecretName, 'name of a pull secret', 'pullSecretName'),
      )),
  };
}

export const USUAL_PULL_SECRET = DEFAULT_PULL_SECRET_NAME;

function checkRepository(image: string): void {
  parseImageReference(image);
  const last = image.slice(image.lastIndexOf('/'));
  if (!/[:@]/.test(last)) return;
  throw new InvalidInputError(
    'The repository has a tag or a digest. Leave that out: the choice holds for all its images.',
  );
}

function caught(field: keyof ChoiceProblems, check: () => void): ChoiceProblems {
  try {
    check();
    return {};
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { [field]: error.message };
  }
}
