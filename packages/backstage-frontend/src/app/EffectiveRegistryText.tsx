import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { Alert, Flex, Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { ProviderMark } from '../registries/ProviderMark.tsx';
import { RegistryStatus } from '../registries/RegistryStatus.tsx';
import { useAppLinks } from './app-links.ts';
import { quotedName } from './registry-name.ts';

/** The outcome of resolving, with its reason. */
export function EffectiveRegistryText(props: {
  readonly effective: EffectiveRegistry;
  /** What to do, where the reason does not say it. */
  readonly action?: ReactNode;
}) {
  const { effective, action } = props;
  switch (effective.outcome) {
    case 'error':
      return (
        <Alert
          status="danger"
          icon
          title={`${quotedName(effective)} cannot be used`}
          description={effective.reason.text}
          customActions={action}
        />
      );
    case 'unset':
      return (
        <Flex direction="column" gap="2" align="start">
          <Text weight="bold">No registry is chosen</Text>
          <Text color="secondary">{effective.reason.text}</Text>
          {action}
        </Flex>
      );
    case 'none':
      return (
        <Flex direction="column" gap="2">
          <Text weight="bold">None, public images</Text>
          <Text color="secondary">{effective.reason.text}</Text>
        </Flex>
      );
    case 'registry':
      return <ChosenRegistry effective={effective} />;
  }
}

function ChosenRegistry({ effective }: { readonly effective: EffectiveRegistry }) {
  const { registry, registryName, repository, image, pullSecretName, snippets, reason } = effective;
  return (
    <Flex direction="column" gap="2">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        {registry !== undefined && <ProviderMark provider={registry.provider} />}
        <RegistryLink effective={effective} />
        {registry !== undefined && <RegistryStatus status={registry.status} />}
      </Flex>
      <Text color="secondary">{reason.text}</Text>
      <dl style={{ margin: 0, display: 'grid', gap: 4 }}>
        <Fact label="Images" value={image ?? registry?.host ?? repository ?? registryName ?? '–'} />
        <Fact
          label="Pull secret"
          value={snippets || registry === undefined ? pullSecretName : secretNote(effective)}
        />
      </dl>
    </Flex>
  );
}

function RegistryLink({ effective }: { readonly effective: EffectiveRegistry }) {
  const { registries } = useAppLinks();
  const { registry, registryName } = effective;
  const name = registry?.title ?? registry?.name ?? registryName;
  if (registry === undefined || registries === undefined) return <Text weight="bold">{name}</Text>;
  return (
    <Link href={registries.details(registry.name)} weight="bold">
      {name}
    </Link>
  );
}

function secretNote({ registry }: EffectiveRegistry): string {
  return registry?.login === undefined
    ? 'None needed: the registry is public'
    : 'None needed: the nodes of the cluster log in';
}

function Fact({ label, value }: { readonly label: string; readonly value: string | undefined }) {
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      <dt style={{ flex: 'none' }}>
        <Text color="secondary">{label}</Text>
      </dt>
      <dd style={{ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Text>{value ?? '–'}</Text>
      </dd>
    </div>
  );
}
