import type { Registry } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { asError } from '../api/use-kept-request.ts';

export interface SelectableRegistries {
  readonly registries: readonly Registry[];
  readonly isPending: boolean;
  readonly error: Error | undefined;
}

const SHOWN = 50;
const PAUSE_MS = 200;

/** The registries that an app may choose and whose name, title or server has this text. */
export function useSelectableRegistries(app: string, text: string): SelectableRegistries {
  const berth = useApi(berthApiRef);
  const [state, setState] = useState<SelectableRegistries>(NOTHING_YET);
  useEffect(() => {
    const asking = new AbortController();
    const search = text.trim();
    const ask = async () => {
      setState(now => ({ ...now, isPending: true, error: undefined }));
      const query = { app, limit: SHOWN, ...(search !== '' && { search }) };
      const { items } = await berth.listRegistries(query, asking.signal);
      if (!asking.signal.aborted)
        setState({ registries: items, isPending: false, error: undefined });
    };
    const fail = (error: unknown) => {
      if (asking.signal.aborted) return;
      setState({ registries: [], isPending: false, error: asError(error) });
    };
    const timer = setTimeout(() => void ask().catch(fail), search === '' ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [berth, app, text]);
  return state;
}

const NOTHING_YET: SelectableRegistries = { registries: [], isPending: true, error: undefined };
