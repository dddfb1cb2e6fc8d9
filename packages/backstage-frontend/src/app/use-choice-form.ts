import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import { berthApiRef, type BerthApi, type SelectionKey } from '../api/berth-api.ts';
import { asError, useKeptRequest } from '../api/use-kept-request.ts';
import { environmentTitle } from './app-environments.ts';
import {
  choiceDraftOf,
  choiceProblems,
  NONE,
  selectionInput,
  type ChoiceDraft,
} from './choice-draft.ts';

/**
 * What is stored, what is in the form, and what is done with it.
 *
 * @param isBroken whether the registry that is stored cannot be used any more.
 */
export function useChoiceForm(
  key: SelectionKey,
  isBroken: boolean,
  onDone: (message: string) => void,
) {
  const berth = useApi(berthApiRef);
  const { app, environment } = key;
  const stored = useKeptRequest(() => readStored(berth, key), [berth, app, environment]);
  const { version, registry: chosen } = stored.answer ?? {};
  const [changes, setChanges] = useState<Partial<ChoiceDraft>>({});
  const [showsProblems, setShowsProblems] = useState(false);
  const [busy, setBusy] = useState<'save' | 'take back'>();
  const [error, setError] = useState<Error>();
  const start = { ...choiceDraftOf(version?.entry), host: chosen?.host };
  const draft = { ...start, ...(isBroken && { registry: '' }), ...changes };
  const problems = choiceProblems(draft);

  const attempt = async (what: 'save' | 'take back', run: () => Promise<string>) => {
    if (busy !== undefined) return;
    setBusy(what);
    setError(undefined);
    try {
      onDone(await run());
    } catch (thrown) {
      setError(asError(thrown));
      setBusy(undefined);
    }
  };

  const element = useRef<HTMLFormElement>(null);
  const focusFirstProblem = () => element.current?.querySelector<HTMLElement>(WRONG)?.focus();

  const save = () => {
    setShowsProblems(true);
    if (Object.keys(problems).length > 0) return void setTimeout(focusFirstProblem);
    void attempt('save', async () => {
      const { registry } = await berth.putSelection(key, selectionInput(draft), version?.etag);
      const name = registry === NONE ? 'None, public images' : `"${registry}"`;
      return `${name} is chosen for ${environmentTitle(environment)}.`;
    });
  };

  const takeBack = () => {
    if (version === undefined) return;
    void attempt('take back', async () => {
      await berth.deleteSelection(key, version.etag);
      return `The choice for ${environmentTitle(environment)} was taken back.`;
    });
  };

  /** After somebody else has changed it; the button for that is gone then. */
  const startAnew = () => {
    element.current?.querySelector('button')?.focus();
    setChanges({});
    setError(undefined);
    stored.reload();
  };

  const change = (changed: Partial<ChoiceDraft>) => {
    setChanges(now => ({ ...now, ...changed }));
    setError(undefined);
  };

  const state = { element, stored, draft, problems, showsProblems, busy, error };
  return { ...state, change, save, takeBack, startAnew };
}

/** With the registry that is chosen, which may be none of those that are listed first. */
async function readStored(berth: BerthApi, key: SelectionKey) {
  const version = await berth.getSelection(key);
  const name = version?.entry.registry;
  if (name === undefined || name === NONE) return { version, registry: undefined };
  // Of one that cannot be read, its name does.
  const registry = await berth.getRegistry(name).then(
    ({ entry }) => entry,
    () => undefined,
  );
  return { version, registry };
}

// A select has its state on the element around its button.
const WRONG = 'input[aria-invalid="true"], [data-invalid] > button';
