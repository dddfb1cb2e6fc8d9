import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Selection } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useState } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { useKeptRequest } from '../api/use-kept-request.ts';
import { usePermittedActions } from '../api/use-permitted-actions.ts';
import { environmentsOf } from './app-environments.ts';

export interface AppChoices {
  /** Its full entity reference. */
  readonly app: string;
  readonly environments: readonly string[];
  /** Those that other apps have. */
  readonly otherEnvironments: readonly string[];
  readonly selections: readonly Selection[];
  readonly mayChoose: boolean;
  readonly mayAddRegistry: boolean;
  /** Counts what was saved: whoever shows an effective registry asks again. */
  readonly revision: number;
  readonly addEnvironment: (name: string) => void;
  readonly changed: () => void;
}

/** What an app has chosen, for which environments, and what the user may do about it. */
export function useApp(entity: Entity): {
  readonly choices: AppChoices | undefined;
  readonly error: Error | undefined;
  readonly retry: () => void;
} {
  const berth = useApi(berthApiRef);
  const app = stringifyEntityRef(entity);
  const permitted = usePermittedActions({ app });
  const [added, setAdded] = useState<readonly string[]>([]);
  const [revision, setRevision] = useState(0);
  const request = useKeptRequest(
    () => Promise.all([berth.listEnvironments(), berth.listSelections(app)]),
    [berth, app],
  );
  const { answer, error, reload } = request;
  const changed = useCallback(() => {
    setRevision(count => count + 1);
    reload();
  }, [reload]);
  const addEnvironment = useCallback((name: string) => setAdded(now => [...now, name]), []);
  if (answer === undefined || permitted === undefined) {
    return { choices: undefined, error, retry: reload };
  }
  const [{ items, configured }, selections] = answer;
  const environments = environmentsOf({ configured, selections, entity, added });
  const choices = {
    app,
    environments,
    otherEnvironments: items.filter(name => !environments.includes(name)),
    selections,
    mayChoose: permitted.may('selection.update'),
    mayAddRegistry: permitted.may('registry.create'),
    ...{ revision, addEnvironment, changed },
  };
  return { choices, error, retry: reload };
}
