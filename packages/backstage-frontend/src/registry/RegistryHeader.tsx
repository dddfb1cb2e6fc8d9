import { useApi } from '@backstage/frontend-plugin-api';
import { Badge, Button, ButtonLink, Flex, Link, Text } from '@backstage/ui';
import { RiDeleteBinLine, RiEditLine, RiKey2Line, RiLockPasswordLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { usePageLinks } from '../registries/page-links.ts';
import { ProviderMark } from '../registries/ProviderMark.tsx';
import { RegistryStatus } from '../registries/RegistryStatus.tsx';
import type { LoginUse } from '../registry-form/login-use.ts';
import { checkNow } from './check-now.ts';
import { DefaultSwitch } from './DefaultSwitch.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import type { RegistryDetails } from './details.ts';
import { NewSecretDialog } from './NewSecretDialog.tsx';
import { PullSecretDialog } from './PullSecretDialog.tsx';
import { holdsSecret, refusals, renewable } from './permitted-deeds.ts';

type DialogName = 'pull-secret' | 'delete' | `new-secret-to-${LoginUse}`;

/** What the registry is called, how it is, and what can be done with it. */
export function RegistryHeader(props: {
  readonly details: RegistryDetails;
  readonly onChanged: () => void;
  /** Before it is read again what the page shows. */
  readonly onNewSecret: () => void;
}) {
  const { details, onChanged, onNewSecret } = props;
  const { registry, permitted } = details;
  const [open, setOpen] = useState<DialogName>();
  const berth = useApi(berthApiRef);
  const links = usePageLinks();
  const note = useId();
  const notes = refusals(details);
  const described = notes.length > 0 ? { 'aria-describedby': note } : {};
  const [told, setTold] = useState('');
  const dialog = { details, onChanged, onClose: () => setOpen(undefined) };
  const show = (name: DialogName) => {
    setTold('');
    setOpen(name);
  };
  const secretSaved = () => {
    setTold('The new secret is saved.');
    setOpen(undefined);
    onNewSecret();
    onChanged();
    // Its status is that of the old secret still. Where that was proven the new one may be refused,
    // which says nothing of the registry, and is not kept.
    if (permitted.may('registry.check')) {
      checkNow(berth, registry, '').then(onChanged, () => undefined);
    }
  };
  return (
    <Flex direction="column" gap="3">
      <div>
        <Link href={links.list}>All registries</Link>
      </div>
      <Flex justify="between" align="start" gap="4" style={{ flexWrap: 'wrap' }}>
        <Title details={details} />
        <DefaultSwitch {...{ details, onChanged }} />
      </Flex>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {holdsSecret(registry) && !registry.disabled && (
          <Button
            variant="primary"
            iconStart={<RiKey2Line />}
            isDisabled={!permitted.may('pull-secret.export')}
            {...described}
            onPress={() => show('pull-secret')}
          >
            Pull secret
          </Button>
        )}
        {renewable(details).map(({ use, may }) => (
          <Button
            key={use}
            variant="secondary"
            iconStart={<RiLockPasswordLine />}
            isDisabled={!may}
            {...described}
            onPress={() => show(`new-secret-to-${use}`)}
          >
            {use === 'pull' ? 'New secret' : 'New secret to push'}
          </Button>
        ))}
        <ButtonLink
          variant="secondary"
          iconStart={<RiEditLine />}
          href={links.edit(registry.name)}
          isDisabled={!permitted.may('registry.update')}
          {...described}
        >
          Edit
        </ButtonLink>
        <Button
          variant="secondary"
          destructive
          iconStart={<RiDeleteBinLine />}
          isDisabled={!permitted.may('registry.delete')}
          {...described}
          onPress={() => show('delete')}
        >
          Delete
        </Button>
      </Flex>
      {notes.length > 0 && (
        <Text id={note} variant="body-small" color="secondary">
          {notes.join(' ')}
        </Text>
      )}
      <span role="status">{told !== '' && <Text>{told}</Text>}</span>
      {open === 'pull-secret' && <PullSecretDialog {...dialog} />}
      {(['pull', 'push'] as const).map(
        use =>
          open === `new-secret-to-${use}` && (
            <NewSecretDialog key={use} {...dialog} use={use} onSaved={secretSaved} />
          ),
      )}
      {open === 'delete' && <DeleteDialog {...dialog} />}
    </Flex>
  );
}

function Title({ details: { registry } }: { readonly details: RegistryDetails }) {
  const { name, title, provider, status, disabled, management } = registry;
  return (
    <Flex direction="column" gap="1" style={{ minWidth: 0 }}>
      <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
        <Flex align="center" gap="3" style={{ minWidth: 0 }}>
          <ProviderMark provider={provider} />
          <Text as="h2" variant="title-medium" style={{ overflowWrap: 'anywhere' }}>
            {title ?? name}
          </Text>
        </Flex>
        {registry.default && <Badge>Default</Badge>}
        {disabled && <Badge>Disabled</Badge>}
        {management === 'managed' && <Badge>Managed</Badge>}
        <RegistryStatus status={status} />
      </Flex>
      {title !== undefined && <Text color="secondary">{name}</Text>}
    </Flex>
  );
}
