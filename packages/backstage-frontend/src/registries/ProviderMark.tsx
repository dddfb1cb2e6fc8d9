import { providerFor, type ProviderId } from '@berth/core';
import { Flex, Text } from '@backstage/ui';

/** The first letters of the provider on its colour: white on each has a contrast above 4.5. */
const MARKS: Readonly<Record<ProviderId, readonly [letters: string, background: string]>> = {
  'docker-hub': ['DH', '#1458c8'],
  ghcr: ['GH', '#24292f'],
  gitlab: ['GL', '#b3400f'],
  quay: ['Q', '#a30f17'],
  harbor: ['H', '#1f6f8b'],
  ecr: ['ECR', '#9a5200'],
  'ecr-public': ['EP', '#9a5200'],
  gar: ['GAR', '#1a5fc7'],
  gcr: ['GCR', '#1a5fc7'],
  acr: ['ACR', '#0062ad'],
  icr: ['ICR', '#0f4fd0'],
  artifactory: ['JF', '#23702f'],
  generic: ['…', '#5c5c5c'],
};

export function ProviderMark({ provider }: { readonly provider: ProviderId }) {
  const [letters, background] = MARKS[provider];
  return (
    <span
      aria-hidden
      style={{
        ...{ display: 'inline-flex', alignItems: 'center', justifyContent: 'center' },
        ...{ width: 28, height: 20, flex: 'none', borderRadius: 'var(--bui-radius-2)' },
        ...{ background, color: '#fff', fontSize: 10, fontWeight: 700 },
      }}
    >
      {letters}
    </span>
  );
}

export function ProviderName({ provider }: { readonly provider: ProviderId }) {
  return (
    <Flex align="center" gap="2">
      <ProviderMark provider={provider} />
      <Text variant="body-medium" truncate>
        {providerFor(provider).title}
      </Text>
    </Flex>
  );
}
