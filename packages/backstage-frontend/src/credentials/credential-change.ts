import type { Credential, CredentialInput } from '@berth/backstage-plugin-berth-common';
import { InvalidInputError } from '@berth/core';
import { endOfDay } from '../registries/end-of-day.ts';
import { parseOwner } from '../registry-form/described-scope.ts';

/** What of a credential can be changed without its secret; texts are as they were typed. */
export interface CredentialChange {
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  /** The day on which the secret ends, `2027-01-31`; empty where nobody knows. */
  readonly endsOn: string;
}

export function changeOf(credential: Credential): CredentialChange {
  const { title = '', description = '', owner = '', expiresAt = '' } = credential;
  return { title, description, owner, endsOn: expiresAt.slice(0, 10) };
}

/** What is wrong with the owner; core and the browser see to the rest. */
export function ownerProblem({ owner }: CredentialChange): string | undefined {
  try {
    parseOwner(owner);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
}

/** As it is sent: the secret is left out, and stays. */
export function changedInput(stored: Credential, change: CredentialChange): CredentialInput {
  const { endsOn } = change;
  const isSameDay = endsOn === changeOf(stored).endsOn;
  return {
    ...stored,
    title: entered(change.title),
    description: entered(change.description),
    owner: parseOwner(change.owner),
    expiresAt: isSameDay ? stored.expiresAt : endsOn === '' ? undefined : endOfDay(endsOn),
  };
}

function entered(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
