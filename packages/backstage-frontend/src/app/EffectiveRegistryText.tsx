import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { Alert, Flex, Text } from '@backstage/ui';
import { ProviderMark } from '../registries/ProviderMark.tsx';
import { RegistryStatus } from '../registries/RegistryStatus.tsx';

/** The outcome of resolving, with its reason. */
export function EffectiveRegistryText({ effective }: { readonly effective: EffectiveRegistry }) {
  const { outcome, registry, reason } = effective;
  if (outcome === 'error') {
    return (
      <Alert
        status="danger"
        icon
        title={`${effective.registryName ?? 'The registry'} cannot be used`}
        description={reason.text}
      />
    );
  }
  return (
    <Flex direction="column" gap="2">
      {registry === undefined ? (
        <Text weight="bold">{outcome === 'none' ? 'None, public images' : 'None chosen'}</Text>
      ) : (
        <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
          <ProviderMark provider={registry.provider} />
          <Text weight="bold">{registry.title ?? registry.name}</Text>
          <RegistryStatus status={registry.status} />
        </Flex>
      )}
      <Text color="secondary">{reason.text}</Text>
      {registry !== undefined && <Fact label="Images" value={imagesAt(effective)} />}
      {effective.pullSecretName !== undefined && (
        <Fact label="Pull secret" value={effective.pullSecretName} />
      )}
    </Flex>
  );
}

function imagesAt({ registry, repository }: EffectiveRegistry): string {
  return [registry?.host, repository].filter(part => part !== undefined).join('/');
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Flex gap="2">
      <Text color="secondary">{label}</Text>
      <Text>{value}</Text>
    </Flex>
  );
}
