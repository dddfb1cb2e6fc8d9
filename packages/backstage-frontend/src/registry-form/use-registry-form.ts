import type { Check } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { berthApiRef } from '../api/berth-api.ts';
import { usePageLinks } from '../registries/page-links.ts';
import { registryInput } from './draft-input.ts';
import { draftProblems } from './draft-problems.ts';
import { nameOf } from './draft-server.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';
import { saveRegistry } from './save-registry.ts';

/** What is in the form, what is wrong with it, and what is done with it. */
export function useRegistryForm(start: RegistryDraft, stored: StoredEntry | undefined) {
  const berth = useApi(berthApiRef);
  const links = usePageLinks();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(start);
  const [showsProblems, setShowsProblems] = useState(false);
  const [check, setCheck] = useState<Check>();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState<'check' | 'save'>();
  const problems = useMemo(() => draftProblems(draft, stored), [draft, stored]);

  const change = (changed: Partial<RegistryDraft>) => {
    setDraft(now => ({ ...now, ...changed }));
    // What was proven was proven of something else.
    setCheck(undefined);
    setError(undefined);
  };

  const form = useRef<HTMLDivElement>(null);
  const attempt = async (what: 'check' | 'save', run: () => Promise<void>) => {
    setShowsProblems(true);
    if (busy !== undefined) return;
    if (Object.keys(problems).length > 0) return void setTimeout(focusFirstProblem);
    setBusy(what);
    setError(undefined);
    try {
      await run();
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setBusy(undefined);
    }
  };

  const focusFirstProblem = () =>
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();

  const runCheck = () =>
    void attempt('check', async () => {
      const input = registryInput(draft, { credentialName: nameOf(draft), stored });
      setCheck(await berth.checkDraft({ registry: input }));
    });

  const save = () =>
    void attempt('save', async () => {
      await saveRegistry(berth, draft, stored);
      navigate(links.list);
    });

  return { form, draft, problems, showsProblems, change, check, error, busy, runCheck, save };
}
