import { Alert, Button, ButtonLink, Flex, Grid, Text } from '@backstage/ui';
import type { PermittedActions } from '../api/use-permitted-actions.ts';
import { useReturnPath } from '../registries/return-path.ts';
import { AccessFields } from './AccessFields.tsx';
import { CheckResult } from './CheckResult.tsx';
import { ConnectionFields } from './ConnectionFields.tsx';
import { CredentialFields } from './CredentialFields.tsx';
import { DescriptionFields } from './DescriptionFields.tsx';
import { FormFailure } from './FormFailure.tsx';
import { FormSection } from './FormSection.tsx';
import { PasteBox } from './PasteBox.tsx';
import { ProviderChoice } from './ProviderChoice.tsx';
import { PushFields } from './PushFields.tsx';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';
import { SaveReason } from './SaveReason.tsx';
import { ServerFields } from './ServerFields.tsx';
import { SetupGuide } from './SetupGuide.tsx';
import { useRegistryForm } from './use-registry-form.ts';
import { ValidatedField } from './ValidatedField.tsx';
import { withProvider } from './with-provider.ts';

/** The guide stays in sight where it stands beside the fields, and not where it stands below. */
const BESIDE = `@media (min-width: 1024px) {
  .berth-beside { position: sticky; top: 16px; max-height: calc(100vh - 32px); overflow: auto }
}`;

/** What is being saved cannot be changed: its fields are one set, which is not to be seen. */
const PLAIN = { display: 'contents', border: 0, margin: 0, padding: 0, minInlineSize: 0 } as const;

type Form = ReturnType<typeof useRegistryForm>;

/** Adds a registry, or changes the one that is stored. */
export function RegistryForm(props: {
  readonly start: RegistryDraft;
  readonly stored?: StoredEntry;
  readonly permitted: PermittedActions;
  /** Why it cannot be saved by whoever looks at it. */
  readonly refusal?: string;
  /** Reads anew what is stored. */
  readonly onReload?: () => void;
}) {
  const { stored } = props;
  const form = useRegistryForm(props.start, props);
  const { draft, change } = form;
  return (
    <Grid.Root columns={{ initial: '1', md: '12' }} gap="5" py="4">
      <style>{BESIDE}</style>
      <Grid.Item colSpan={{ initial: '1', md: '7', lg: '8' }}>
        <Flex direction="column" gap="6" ref={form.form}>
          {stored === undefined && (
            <fieldset style={PLAIN} disabled={form.busy === 'save'}>
              <PasteBox draft={draft} onChange={change} />
              <ProviderChoice
                value={draft.isChosen ? draft.provider : undefined}
                onChange={provider => change(withProvider(draft, provider))}
              />
            </fieldset>
          )}
          {draft.isChosen ? <Fields form={form} {...props} /> : <NothingChosen />}
        </Flex>
      </Grid.Item>
      <Grid.Item colSpan={{ initial: '1', md: '5', lg: '4' }}>
        {draft.isChosen && (
          <div className="berth-beside">
            <SetupGuide draft={draft} />
          </div>
        )}
      </Grid.Item>
    </Grid.Root>
  );
}

function Fields(props: {
  readonly form: Form;
  readonly stored?: StoredEntry;
  readonly permitted: PermittedActions;
  readonly refusal?: string;
  readonly onReload?: () => void;
}) {
  const { form, stored, permitted, refusal, onReload } = props;
  const { draft, problems, showsProblems, change } = form;
  const fields = { draft, stored, problems, showsProblems, permitted, onChange: change };
  return (
    <>
      <fieldset style={PLAIN} disabled={form.busy === 'save'}>
        <FormSection title="Server and login">
          <ServerFields {...fields} />
          <CredentialFields {...fields} use="pull" />
          <PushFields {...fields} />
        </FormSection>
        <FormSection title="Name and purpose">
          <DescriptionFields {...fields} />
        </FormSection>
        <FormSection title="Who may use it">
          <AccessFields {...fields} />
        </FormSection>
        <FormSection title="Connection">
          <ConnectionFields {...fields} />
        </FormSection>
      </fieldset>
      <FormSection title="Check and save">
        <ValidatedField
          isDisabled={form.busy === 'save'}
          label="Repository to try (optional)"
          description="Without one, only the login is proven; with one, that it may pull and push there."
          placeholder="team/app"
          value={form.repository}
          onChange={form.tryRepository}
          problem={problems['repository']}
          showsProblem={showsProblems}
        />
        {form.stray.length > 0 && (
          <Alert role="alert" status="danger" icon description={form.stray.join(' ')} />
        )}
        {form.check && <CheckResult check={form.check} />}
        {form.error && (
          <FormFailure
            error={form.error}
            force={form.force}
            onForce={form.setForce}
            onReload={onReload}
          />
        )}
        <SaveReason form={form} />
        {refusal !== undefined && <Text color="secondary">{refusal}</Text>}
        <Actions form={form} isRefused={refusal !== undefined} />
      </FormSection>
    </>
  );
}

function Actions({ form, isRefused }: { readonly form: Form; readonly isRefused: boolean }) {
  const back = useReturnPath();
  const { busy, doubt } = form;
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }}>
      <Button
        variant="secondary"
        isPending={busy === 'check'}
        isDisabled={isRefused}
        onPress={form.runCheck}
      >
        Check
      </Button>
      <Button
        variant="primary"
        isPending={busy === 'save'}
        isDisabled={isRefused}
        onPress={form.save}
      >
        {doubt === undefined ? 'Save' : SAVE_IN_DOUBT[doubt]}
      </Button>
      <ButtonLink variant="tertiary" href={back}>
        Cancel
      </ButtonLink>
    </Flex>
  );
}

const SAVE_IN_DOUBT = {
  failed: 'Save although the check failed',
  unchecked: 'Save without a check',
} as const;

function NothingChosen() {
  const back = useReturnPath();
  return (
    <Flex direction="column" gap="3" align="start">
      <Text color="secondary">Choose a provider, and only what it needs is asked for.</Text>
      <ButtonLink variant="tertiary" href={back}>
        Cancel
      </ButtonLink>
    </Flex>
  );
}
