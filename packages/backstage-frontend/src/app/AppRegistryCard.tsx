import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Skeleton, Text } from '@backstage/ui';
import { berthApiRef } from '../api/berth-api.ts';
import { useRequest } from '../api/use-request.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { EffectiveRegistryText } from './EffectiveRegistryText.tsx';

/** Which registry an app uses, and why. */
export function AppRegistryCard() {
  const { entity } = useEntity();
  const berth = useApi(berthApiRef);
  const app = stringifyEntityRef(entity);
  const request = useRequest(() => berth.getEffectiveRegistry(app), [berth, app]);
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small">
          Registry
        </Text>
      </CardHeader>
      <CardBody>
        {request.state === 'pending' && <Skeleton width="60%" height={20} />}
        {request.state === 'failed' && (
          <RequestFailure error={request.error} onRetry={request.retry} />
        )}
        {request.state === 'done' && <EffectiveRegistryText effective={request.answer} />}
      </CardBody>
    </Card>
  );
}
