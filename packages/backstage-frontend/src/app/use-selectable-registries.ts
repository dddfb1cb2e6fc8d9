import type { Registry } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { asError } from '../api/use-kept-request.ts';

export interface SelectableRegistries {
  readonly registries: readonly Registry[];
  /** How many there are beside these. */
  readonly more: number;
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
      const { items, totalItems } = await berth.listRegistries(query, asking.signal);
      if (asking.signal.aborted) return;
      const more = totalItems - items.length;
      setState({ ...NOTHING_YET, registries: items, more, isPending: false });
    };
    const fail = (error: unknown) => {
      if (asking.signal.aborted) return;
      setState({ ...NOTHING_YET, isPending: false, error: asError(error) });
    };
    const timer = setTimeout(() => void ask().catch(fail), search === '' ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [berth, app, text]);
  return state;
}

const NOTHING_YET: SelectableRegistries = {
  ...{ registries: [], more: 0, isPending: true },
  error: undefined,
};
