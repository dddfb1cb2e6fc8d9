import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Switch, Text } from '@backstage/ui';
import { useId, useRef, useState } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';
import { DEFAULT_WITH_SCOPE } from '../registry-form/failure-text.ts';
import { ActionFailure } from '../surface/ActionFailure.tsx';
import { useAction } from '../surface/use-action.ts';
import type { RegistryDetails } from './details.ts';

/** Makes this the default registry; only another one can take that from it. */
export function DefaultSwitch(props: {
  readonly details: RegistryDetails;
  readonly onChanged: () => void;
}) {
  const { details, onChanged } = props;
  const { registry } = details;
  const berth = useApi(berthApiRef);
  const action = useAction();
  const [isAsked, setAsked] = useState(false);
  const note = useId();
  const place = useRef<HTMLDivElement>(null);
  const reason = reasonAgainst(details);
  const makeDefault = (force: boolean) =>
    action.run(async () => {
      const { etag } = await berth.getDefaultRegistry();
      await berth.setDefaultRegistry(registry.name, etag, { force });
      setAsked(false);
      onChanged();
      // What had the focus goes, and the switch cannot be used any more.
      if (force) place.current?.focus();
    });
  const forget = () => {
    setAsked(false);
    action.forget();
  };
  const cancel = () => {
    forget();
    place.current?.querySelector('input')?.focus();
  };
  const reload = () => {
    forget();
    onChanged();
  };
  // Somebody else may have given it a scope meanwhile.
  const isRefused = action.error instanceof BerthRequestError && action.error.isHeldByApps;
  return (
    <Flex
      ref={place}
      direction="column"
      gap="1"
      // It takes the focus when the switch has done what it can.
      role="group"
      tabIndex={-1}
      aria-label="Default registry"
      aria-describedby={note}
      style={{ maxWidth: 340 }}
    >
      <Switch
        label="Default registry"
        isSelected={registry.default}
        isDisabled={reason !== undefined || action.isRunning}
        onChange={() => (registry.scope.length > 0 ? setAsked(true) : makeDefault(false))}
        aria-describedby={note}
      />
      <Text id={note} variant="body-small" color="secondary">
        {reason ?? 'Apps that have chosen nothing use the default.'}
      </Text>
      {(isAsked || isRefused) && (
        <CutOffQuestion
          isPending={action.isRunning}
          onConfirm={() => makeDefault(true)}
          onCancel={cancel}
        />
      )}
      {action.error && !isRefused && <ActionFailure error={action.error} onReload={reload} />}
    </Flex>
  );
}

function CutOffQuestion(props: {
  readonly isPending: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}) {
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title="It has a scope"
      description={
        // Beside the text they would leave it no room here.
        <Flex direction="column" gap="2">
          <span>{DEFAULT_WITH_SCOPE}</span>
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            <Button variant="secondary" size="small" onPress={props.onCancel}>
              Cancel
            </Button>
            <Button
              variant="secondary"
              size="small"
              isPending={props.isPending}
              onPress={props.onConfirm}
            >
              Make it the default
            </Button>
          </Flex>
        </Flex>
      }
    />
  );
}

function reasonAgainst({ registry, permitted }: RegistryDetails): string | undefined {
  if (registry.default) return 'To change that, make another registry the default.';
  if (!permitted.may('default-registry.update')) {
    return "Only Berth's admins choose the default.";
  }
  return registry.disabled ? 'It is disabled. Enable it first.' : undefined;
}
