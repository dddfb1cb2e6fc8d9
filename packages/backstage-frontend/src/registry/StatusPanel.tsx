import type { Check, Status } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { CheckResult, stepTitle } from '../registry-form/CheckResult.tsx';
import { formatEnd } from '../registries/end-of-day.ts';
import { RegistryStatus } from '../registries/RegistryStatus.tsx';
import { currentMeaning } from '../registries/status-meaning.ts';
import { formatDate, formatWhen } from '../registries/when.ts';
import { ActionFailure } from '../surface/ActionFailure.tsx';
import { Fact, Facts } from '../surface/Facts.tsx';
import { Panel } from '../surface/Panel.tsx';
import { useAction } from '../surface/use-action.ts';
import { checkNow, provenRepository } from './check-now.ts';
import { CheckNowForm } from './CheckNowForm.tsx';
import type { RegistryDetails } from './details.ts';
import { StatusHistory } from './StatusHistory.tsx';
import { useRetryAfter } from './use-retry-after.ts';

/** How the registry is, how it was, and a check at once. */
export function StatusPanel(props: {
  readonly details: RegistryDetails;
  readonly onChanged: () => void;
}) {
  const { details, onChanged } = props;
  const { registry, permitted } = details;
  const berth = useApi(berthApiRef);
  const [check, setCheck] = useState<Check>();
  const action = useAction();
  const mustWait = useRetryAfter(action.error);
  const mayCheck = permitted.may('registry.check');
  const runCheck = (repository: string) =>
    action.run(async () => {
      setCheck(await checkNow(berth, registry, repository));
      onChanged();
    });
  return (
    <Panel title="Status">
      <Flex direction="column" gap="4">
        <CurrentStatus status={registry.status} />
        <CheckNowForm
          repository={provenRepository(registry)}
          mayCheck={mayCheck}
          isDisabled={!mayCheck || mustWait}
          isPending={action.isRunning}
          onCheck={runCheck}
        />
        {action.error && <ActionFailure error={action.error} onReload={onChanged} />}
        {check && !action.error && <CheckResult check={check} />}
        <StatusHistory registry={registry} />
      </Flex>
    </Panel>
  );
}

function CurrentStatus({ status }: { readonly status: Status }) {
  const { meaning, nextStep } = currentMeaning(status);
  const { cause = meaning, since, checkedAt, expiresAt, proven } = status;
  const next = status.nextStep ?? nextStep;
  return (
    <Flex direction="column" gap="3">
      <Flex direction="column" gap="1" align="start">
        <RegistryStatus status={status} />
        <Text>{cause}</Text>
        {next !== undefined && <Text weight="bold">{next}</Text>}
      </Flex>
      <Facts>
        <Fact label="Since">{since && formatDate(since)}</Fact>
        <Fact label="Checked">
          {checkedAt && `${formatWhen(checkedAt)}, ${formatDate(checkedAt)}`}
        </Fact>
        <Fact label="Ends">{expiresAt && `${formatWhen(expiresAt)}, ${formatEnd(expiresAt)}`}</Fact>
        <Fact label="Proven">
          {proven.length === 0 ? undefined : (
            <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
              {proven.map(step => (
                <li key={step}>
                  <Text>{stepTitle(step)}</Text>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </Facts>
    </Flex>
  );
}
