import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex, Link, Skeleton, Text } from '@backstage/ui';
import { berthApiRef } from '../api/berth-api.ts';
import { usePermittedActions } from '../api/use-permitted-actions.ts';
import { useRequest } from '../api/use-request.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { Panel } from '../surface/Panel.tsx';
import { useAppLinks } from './app-links.ts';
import { EffectiveRegistryText } from './EffectiveRegistryText.tsx';
import { whoChooses } from './who-chooses.ts';

/** Which registry an app uses, and why. */
export function AppRegistryCard() {
  const { entity } = useEntity();
  const berth = useApi(berthApiRef);
  const { tab } = useAppLinks();
  const app = stringifyEntityRef(entity);
  const request = useRequest(() => berth.getEffectiveRegistry(app), [berth, app]);
  const mayChoose = usePermittedActions({ app })?.may('selection.update');
  const action = tab !== undefined && mayChoose === true && (
    <ButtonLink href={tab} variant="secondary" size="small">
      Choose a registry
    </ButtonLink>
  );
  return (
    <Panel
      title="Registry"
      actions={
        tab !== undefined &&
        mayChoose !== undefined && (
          <Link href={tab}>{mayChoose ? 'Change it' : 'See more'}, and check images</Link>
        )
      }
    >
      {request.state === 'pending' && <Skeleton width="60%" height={20} />}
      {request.state === 'failed' && (
        <RequestFailure error={request.error} onRetry={request.retry} />
      )}
      {request.state === 'done' && (
        <Flex direction="column" gap="2">
          <EffectiveRegistryText effective={request.answer} action={action} />
          {mayChoose === false && ['unset', 'error'].includes(request.answer.outcome) && (
            <Text variant="body-small" color="secondary">
              {whoChooses(entity)}
            </Text>
          )}
        </Flex>
      )}
    </Panel>
  );
}
