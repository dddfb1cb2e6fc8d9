import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Switch, Text } from '@backstage/ui';
import { useId } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { ActionFailure } from './ActionFailure.tsx';
import type { RegistryDetails } from './details.ts';
import { useAction } from './use-action.ts';

/** Makes this the default registry; only another one can take that from it. */
export function DefaultSwitch(props: {
  readonly details: RegistryDetails;
  readonly onChanged: () => void;
}) {
  const { details, onChanged } = props;
  const { registry } = details;
  const berth = useApi(berthApiRef);
  const action = useAction();
  const note = useId();
  const reason = reasonAgainst(details);
  const makeDefault = () =>
    action.run(async () => {
      const { etag } = await berth.getDefaultRegistry();
      await berth.setDefaultRegistry(registry.name, etag);
      onChanged();
    });
  const reload = () => {
    action.forget();
    onChanged();
  };
  return (
    <Flex direction="column" gap="1" style={{ maxWidth: 340 }}>
      <Switch
        label="Default registry"
        isSelected={registry.default}
        isDisabled={reason !== undefined || action.isRunning}
        onChange={makeDefault}
        aria-describedby={note}
      />
      <Text id={note} variant="body-small" color="secondary">
        {reason ?? 'Apps that have chosen nothing use the default.'}
      </Text>
      {action.error && <ActionFailure error={action.error} onReload={reload} />}
    </Flex>
  );
}

function reasonAgainst({ registry, permitted }: RegistryDetails): string | undefined {
  if (registry.default) return 'To change that, make another registry the default.';
  if (!permitted.may('default-registry.update')) {
    return "Only Berth's admins choose the default.";
  }
  return registry.disabled ? 'It is disabled. Enable it first.' : undefined;
}
