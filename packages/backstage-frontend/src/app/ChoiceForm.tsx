import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { Button, Flex, Link, Skeleton, Text } from '@backstage/ui';
import { useLocation } from 'react-router-dom';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { useAppLinks } from './app-links.ts';
import { ALL_ENVIRONMENTS, environmentTitle } from './app-environments.ts';
import { NONE, USUAL_PULL_SECRET } from './choice-draft.ts';
import { ChoiceFailure } from './ChoiceFailure.tsx';
import { RegistrySelect } from './RegistrySelect.tsx';
import { useChoiceForm } from './use-choice-form.ts';

/** Chooses for one environment, or takes its choice back. */
export function ChoiceForm(props: {
  readonly app: string;
  readonly environment: string;
  readonly mayAddRegistry: boolean;
  readonly effective: EffectiveRegistry | undefined;
  /** With what was done, if anything was. */
  readonly onClose: (message?: string) => void;
}) {
  const { app, environment, mayAddRegistry, effective, onClose } = props;
  const form = useChoiceForm({ app, environment }, isBroken(effective, environment), onClose);
  const { stored, draft, problems, showsProblems, busy, change } = form;
  const { answer, error } = stored;
  if (answer === undefined) {
    if (error !== undefined) return <RequestFailure error={error} onRetry={stored.reload} />;
    return <Skeleton width="100%" height={32} />;
  }
  const own = answer.version?.entry;
  return (
    <form
      ref={form.element}
      aria-label={`Choice for ${environmentTitle(environment)}`}
      onSubmit={event => {
        event.preventDefault();
        form.save();
      }}
    >
      <Flex direction="column" gap="3">
        <RegistrySelect
          app={app}
          value={draft.registry}
          stored={answer.registry}
          problem={showsProblems ? problems.registry : undefined}
          onChange={(registry, found) => change({ registry, host: found?.host })}
        />
        <MissingRegistry mayAdd={mayAddRegistry} />
        {draft.registry !== NONE && (
          <>
            <ValidatedField
              label="Repository (optional)"
              description="Where the images are, without the registry and without a tag."
              placeholder="acme/payments"
              value={draft.repository}
              onChange={repository => change({ repository })}
              problem={problems.repository}
              showsProblem={showsProblems}
            />
            <ValidatedField
              label="Name of the pull secret (optional)"
              placeholder={USUAL_PULL_SECRET}
              value={draft.pullSecretName}
              onChange={pullSecretName => change({ pullSecretName })}
              problem={problems.pullSecretName}
              showsProblem={showsProblems}
            />
          </>
        )}
        {form.error && <ChoiceFailure error={form.error} onStartAnew={form.startAnew} />}
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <Button type="submit" variant="primary" isPending={busy === 'save'}>
            Save
          </Button>
          {own !== undefined && (
            <Button variant="secondary" isPending={busy === 'take back'} onPress={form.takeBack}>
              Take the choice back
            </Button>
          )}
          <Button variant="tertiary" onPress={() => onClose()}>
            Cancel
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}

/** Whether the choice for just this environment is one that cannot be used. */
function isBroken(effective: EffectiveRegistry | undefined, environment: string): boolean {
  if (effective?.outcome !== 'error') return false;
  const { app, reason } = effective;
  const decided = reason.environment ?? ALL_ENVIRONMENTS;
  return reason.source === 'selection' && reason.entityRef === app && decided === environment;
}

function MissingRegistry({ mayAdd }: { readonly mayAdd: boolean }) {
  const { registries } = useAppLinks();
  const { pathname } = useLocation();
  if (!mayAdd || registries === undefined) {
    return (
      <Text variant="body-small" color="secondary">
        Is the right one missing? Ask whoever runs this portal to add it, or to widen its scope.
      </Text>
    );
  }
  return (
    <Text variant="body-small" color="secondary">
      Is the right one missing? <Link href={registries.add(undefined, pathname)}>Add registry</Link>
    </Text>
  );
}
