import type { Check, RegistryInput } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { berthApiRef } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';
import type { PermittedActions } from '../api/use-permitted-actions.ts';
import { messageState } from '../registries/PageMessage.tsx';
import { useReturnPath } from '../registries/return-path.ts';
import { checkNow, provenRepository } from '../registry/check-now.ts';
import { isGood, isUndecided } from './check-outcome.ts';
import { checkDraft } from './draft-check.ts';
import { draftProblems } from './draft-problems.ts';
import { nameOf } from './draft-server.ts';
import { refusedFields } from './refused-fields.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';
import { inputFor, isLoginChanged, saveRegistry } from './save-registry.ts';
import { withSecretsBound } from './secret-host.ts';
import { strayProblems } from './stray-problems.ts';

/** Why a reason is asked for: what was proven to be wrong, or could not be proven at all. */
type Doubt = 'failed' | 'unchecked';

interface FormSubject {
  /** Absent for what is new. */
  readonly stored?: StoredEntry;
  readonly permitted: PermittedActions;
}

/** What is in the form, what is wrong with it, and what is done with it. */
export function useRegistryForm(start: RegistryDraft, { stored, permitted }: FormSubject) {
  const berth = useApi(berthApiRef);
  const back = useReturnPath();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(start);
  const [repository, setRepository] = useState('');
  const [reason, setReason] = useState('');
  const [isReasonMissed, setReasonMissed] = useState(false);
  const [force, setForce] = useState(false);
  const [showsProblems, setShowsProblems] = useState(false);
  const [check, setCheck] = useState<Check>();
  const [doubt, setDoubt] = useState<Doubt>();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState<'check' | 'save'>();
  const own = useMemo(() => draftProblems(draft, stored), [draft, stored]);
  const isNew = stored === undefined;
  const problems = useMemo(() => ({ ...refusedFields(error, isNew), ...own }), [error, isNew, own]);

  const running = useRef<AbortController>();
  const forget = () => {
    // What was proven was proven of something else; what is being proven is, too.
    running.current?.abort();
    setCheck(undefined);
    setDoubt(undefined);
    setReasonMissed(false);
    setError(undefined);
    setForce(false);
  };
  const change = (changed: Partial<RegistryDraft>) => {
    setDraft(now => ({ ...now, ...changed }));
    forget();
  };
  const tryRepository = (text: string) => {
    setRepository(text);
    forget();
  };

  const form = useRef<HTMLDivElement>(null);
  const focusSoon = (field: string) =>
    setTimeout(() => form.current?.querySelector<HTMLElement>(field)?.focus());
  const focusFirstProblem = () => focusSoon('[aria-invalid="true"]');
  const attempt = async (what: 'check' | 'save', run: (signal: AbortSignal) => Promise<void>) => {
    setShowsProblems(true);
    if (busy !== undefined) return;
    if (Object.keys(own).length > 0) return void focusFirstProblem();
    setDraft(withSecretsBound);
    const { signal } = (running.current = new AbortController());
    setBusy(what);
    setError(undefined);
    try {
      await run(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      focusFirstProblem();
    } finally {
      setBusy(undefined);
    }
  };

  const prove = async (input: RegistryInput, signal: AbortSignal): Promise<Doubt | undefined> => {
    try {
      const answer = await checkDraft(berth, input, { repository, signal });
      signal.throwIfAborted();
      const found = isGood(answer) || isUndecided(answer) ? undefined : 'failed';
      setCheck(answer);
      setDoubt(found);
      return found;
    } catch (thrown) {
      // What the backend refuses to check it would refuse to save; all else may pass.
      if (signal.aborted || !isOutage(thrown)) throw thrown;
      setDoubt('unchecked');
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      return 'unchecked';
    }
  };

  const runCheck = () =>
    void attempt('check', async signal => {
      await prove(await inputFor(berth, draft, stored), signal);
    });

  const save = () =>
    void attempt('save', async signal => {
      const input = await inputFor(berth, draft, stored);
      const isProven = check !== undefined || doubt !== undefined || !isLoginChanged(input, stored);
      const found = isProven ? doubt : await prove(input, signal);
      signal.throwIfAborted();
      if (found !== undefined && reason.trim() === '') {
        // Nobody has missed what was not there before the check.
        setReasonMissed(doubt !== undefined);
        return void focusSoon('[name="reason"]');
      }
      const given = found === undefined ? input : { ...input, reason: reason.trim() };
      const entry = { name: nameOf(draft), stored, force };
      const saved = await saveRegistry(berth, given, entry);
      const tried = found === undefined ? repository.trim() : '';
      // Another login may be refused where the one before was proven, which would not be kept.
      const proven = isLoginChanged(input, stored) ? '' : provenRepository(saved);
      // Its status is that of what was stored before, and what was proven in a repository goes on
      // to be tried there; that it cannot be checked now is no failure.
      if (isNew ? tried !== '' : permitted.may('registry.check')) {
        checkNow(berth, saved, tried || proven).catch(() => undefined);
      }
      navigate(back, { state: messageState(`"${saved.name}" is saved.`) });
    });

  return {
    ...{ form, draft, problems, showsProblems, change, check, error, busy, runCheck, save },
    ...{ stray: showsProblems ? strayProblems(own, draft) : [] },
    ...{ repository, tryRepository, doubt, reason, setReason, isReasonMissed },
    ...{ force, setForce },
  };
}

function isOutage(thrown: unknown): boolean {
  if (!(thrown instanceof BerthRequestError)) return true;
  return thrown.status === 429 || thrown.status >= 500;
}
