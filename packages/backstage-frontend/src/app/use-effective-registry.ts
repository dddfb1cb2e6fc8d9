import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useRef } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { useKeptRequest } from '../api/use-kept-request.ts';
import { askedEnvironment } from './app-environments.ts';
import type { AppChoices } from './use-app.ts';

/** The effective registry of an environment; asked again when anything was chosen. */
export function useEffectiveRegistry({ app, revision }: AppChoices, environment: string) {
  const berth = useApi(berthApiRef);
  const asked = askedEnvironment(environment);
  const request = useKeptRequest(
    () => berth.getEffectiveRegistry(app, asked),
    [berth, app, environment],
  );
  const { reload } = request;
  const shown = useRef(revision);
  useEffect(() => {
    if (shown.current === revision) return;
    shown.current = revision;
    reload();
  }, [revision, reload]);
  return request;
}
