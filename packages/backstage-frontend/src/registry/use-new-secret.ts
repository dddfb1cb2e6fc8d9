import type { Check, Credential } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useMemo, useRef, useState } from 'react';
import { berthApiRef, type Versioned } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';
import { isGood, isUndecided } from '../registry-form/check-outcome.ts';
import { registryInput } from '../registry-form/draft-input.ts';
import { endOfSecret, loginProblems } from '../registry-form/login-problems.ts';
import { loginFor, type LoginUse } from '../registry-form/login-use.ts';
import {
  draftOf,
  type LoginDraft,
  type RegistryDraft,
  type StoredEntry,
} from '../registry-form/registry-draft.ts';
import { useAction } from '../surface/use-action.ts';
import { credentialInput, missingSecret } from './new-secret.ts';

/** Why a reason is asked for: the check proved it to be wrong, or could not be made. */
type Doubt = 'failed' | 'unchecked';

/** A new secret while it is entered: it is checked before it is saved. */
export function useNewSecret(options: {
  readonly use: LoginUse;
  readonly stored: StoredEntry;
  readonly credential: Versioned<Credential>;
  readonly onSaved: () => void;
}) {
  const { use, stored, credential, onSaved } = options;
  const berth = useApi(berthApiRef);
  // When the old secret ends says nothing of the new one.
  const [entered, setDraft] = useState(() => withLogin(draftOf(stored), use, { endsOn: '' }));
  // What the secret says itself counts; a day that was entered before it is out of sight.
  const draft = useMemo(
    () =>
      endOfSecret(loginFor(entered, use)) === undefined
        ? entered
        : withLogin(entered, use, { endsOn: '' }),
    [entered, use],
  );
  const login = loginFor(draft, use);
  const [showsProblems, setShowsProblems] = useState(false);
  const [check, setCheck] = useState<Check>();
  const [doubt, setDoubt] = useState<Doubt>();
  const [reason, setReason] = useState('');
  const [isReasonMissed, setReasonMissed] = useState(false);
  const action = useAction();
  const problems = useMemo(
    () => ({ ...loginProblems(draft, stored, use), ...missingSecret(loginFor(draft, use), use) }),
    [draft, stored, use],
  );

  const checking = useRef<AbortController>();
  const stopCheck = () => checking.current?.abort();
  useEffect(() => stopCheck, []);

  const change = (changed: Partial<LoginDraft>) => {
    setDraft(now => withLogin(now, use, changed));
    // What was proven, or is about to be, was proven of something else.
    stopCheck();
    setCheck(undefined);
    setDoubt(undefined);
    setReasonMissed(false);
    action.forget();
  };
  const { name } = credential.entry;
  const prove = async (signal: AbortSignal): Promise<Doubt | undefined> => {
    try {
      const registry = registryInput(draft, { credentialName: name, stored });
      const answer = await berth.checkDraft({ registry, purpose: use }, signal);
      if (!signal.aborted) setCheck(answer);
      return isGood(answer) || isUndecided(answer) ? undefined : 'failed';
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!isOutage(error)) throw error;
      action.fail(error);
      return 'unchecked';
    }
  };
  const hasReason = reason.trim() !== '';
  // What could not be checked can perhaps be by now.
  const isToBeChecked = doubt === undefined || (doubt === 'unchecked' && !hasReason);
  const save = () =>
    action.run(async () => {
      const { signal } = (checking.current = new AbortController());
      const found = isToBeChecked ? await prove(signal) : doubt;
      if (signal.aborted) return;
      setDoubt(found);
      // Nobody has missed what was not there before the check.
      if (found !== undefined && !hasReason) return setReasonMissed(doubt !== undefined);
      const input = credentialInput(credential.entry, login);
      const given = found === undefined ? input : { ...input, reason: reason.trim() };
      await berth.updateCredential(name, given, credential.etag);
      onSaved();
    });
  const submit = () => {
    setShowsProblems(true);
    if (Object.keys(problems).length === 0) save();
  };
  return {
    ...{ login, change, problems, showsProblems, check, doubt, reason, setReason, submit },
    ...{ isReasonMissed, isToBeChecked },
    ...{ isSaving: action.isRunning, error: action.error },
  };
}

function withLogin(
  draft: RegistryDraft,
  use: LoginUse,
  changed: Partial<LoginDraft>,
): RegistryDraft {
  if (use === 'pull') return { ...draft, ...changed };
  return { ...draft, push: { ...draft.push, ...changed } };
}

/** Whoever may change a credential may perhaps not check it with its registry. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof BerthRequestError)) return true;
  return [403, 429].includes(error.status) || error.status >= 500;
}
