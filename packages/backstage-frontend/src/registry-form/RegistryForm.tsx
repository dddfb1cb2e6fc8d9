import { Button, ButtonLink, Flex, Grid } from '@backstage/ui';
import { usePageLinks } from '../registries/page-links.ts';
import { CheckResult, isGood } from './CheckResult.tsx';
import { ConnectionFields } from './ConnectionFields.tsx';
import { CredentialFields } from './CredentialFields.tsx';
import { DescriptionFields } from './DescriptionFields.tsx';
import { FormFailure } from './FormFailure.tsx';
import { PasteBox } from './PasteBox.tsx';
import { ProviderChoice } from './ProviderChoice.tsx';
import { withProvider, type RegistryDraft, type StoredEntry } from './registry-draft.ts';
import { ServerFields } from './ServerFields.tsx';
import { SetupGuide } from './SetupGuide.tsx';
import { useRegistryForm } from './use-registry-form.ts';

/** Adds a registry, or changes the one that is stored. */
export function RegistryForm(props: {
  readonly start: RegistryDraft;
  readonly stored?: StoredEntry;
}) {
  const { stored } = props;
  const form = useRegistryForm(props.start, stored);
  const links = usePageLinks();
  const { draft, problems, showsProblems, change, check, busy } = form;
  const fields = { draft, problems, showsProblems, onChange: change };
  return (
    <Grid.Root columns={{ initial: '1', md: '12' }} gap="5" py="4">
      <Grid.Item colSpan={{ initial: '1', md: '7', lg: '8' }}>
        <Flex direction="column" gap="5" ref={form.form}>
          {stored === undefined && (
            <>
              <PasteBox draft={draft} onChange={change} />
              <ProviderChoice
                value={draft.provider}
                onChange={provider => change(withProvider(draft, provider))}
              />
            </>
          )}
          <ServerFields {...fields} />
          <CredentialFields {...fields} stored={stored} />
          <DescriptionFields {...fields} stored={stored} />
          <ConnectionFields {...fields} />
          {check && <CheckResult check={check} />}
          {form.error && <FormFailure error={form.error} />}
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            <Button variant="secondary" isPending={busy === 'check'} onPress={form.runCheck}>
              Check
            </Button>
            <Button variant="primary" isPending={busy === 'save'} onPress={form.save}>
              {check && !isGood(check) ? 'Save although the check failed' : 'Save'}
            </Button>
            <ButtonLink variant="tertiary" href={links.list}>
              Cancel
            </ButtonLink>
          </Flex>
        </Flex>
      </Grid.Item>
      <Grid.Item colSpan={{ initial: '1', md: '5', lg: '4' }}>
        <div
          style={{ position: 'sticky', top: 16, maxHeight: 'calc(100vh - 32px)', overflow: 'auto' }}
        >
          <SetupGuide draft={draft} />
        </div>
      </Grid.Item>
    </Grid.Root>
  );
}
