import { providerFor, type ProviderId, type ServerPart } from '@berth/core';
import { Button, Flex, Text } from '@backstage/ui';
import { askedParts, hostOf } from './draft-server.ts';
import type { Problems } from './draft-problems.ts';
import type { RegistryDraft } from './registry-draft.ts';
import { ValidatedField } from './ValidatedField.tsx';

const PARTS: Readonly<Record<ServerPart, readonly [label: string, example: string]>> = {
  accountId: ['Account ID', '123456789012'],
  region: ['Region', 'eu-central-1'],
  location: ['Location', 'europe-west1'],
  registryName: ['Registry name', 'acmeprod'],
  server: ['Server', 'registry.example.com'],
};

/** Where a provider has values of its own. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'icr.region': 'global, us, de, …',
  'gcr.location': 'us, eu or asia; gcr.io when empty',
};

/** Only what the provider needs to know where it is: nothing for Docker Hub. */
export function ServerFields(props: {
  readonly draft: RegistryDraft;
  readonly problems: Problems;
  readonly showsProblems: boolean;
  readonly onChange: (change: Partial<RegistryDraft>) => void;
}) {
  const { draft, problems, showsProblems, onChange } = props;
  const { provider, parts, server } = draft;
  const host = hostOf(draft);
  return (
    <Flex direction="column" gap="3">
      {askedParts(draft).map(part => {
        const [label, example] = PARTS[part];
        return (
          <ValidatedField
            key={part}
            label={label}
            placeholder={EXAMPLES[`${provider}.${part}`] ?? example}
            value={(server !== undefined ? server : parts[part]) ?? ''}
            onChange={text =>
              onChange(
                server !== undefined ? { server: text } : { parts: { ...parts, [part]: text } },
              )
            }
            problem={problems[`parts.${part}`]}
            showsProblem={showsProblems}
          />
        );
      })}
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text variant="body-small" color="secondary">
          {host === undefined ? 'Images are named after the server.' : `Images are named ${host}/…`}
        </Text>
        {hasOwnParts(provider) && <PartsSwitch {...props} />}
      </Flex>
      {askedParts(draft).includes('server') && (
        <Text variant="body-small" color="secondary">
          {PRIVATE_NETWORK}
        </Text>
      )}
    </Flex>
  );
}

const PRIVATE_NETWORK =
  'A registry in a network of your own is asked only where the portal allows it: berth.network.allow in its configuration names the host.';

/** A private endpoint has another name than its parts make. */
function PartsSwitch({ draft, onChange }: Parameters<typeof ServerFields>[0]) {
  const isWhole = draft.server !== undefined;
  return (
    <Button
      variant="tertiary"
      size="small"
      onPress={() => onChange({ server: isWhole ? undefined : (hostOf(draft) ?? '') })}
    >
      {isWhole ? 'Enter its parts' : 'Enter another server'}
    </Button>
  );
}

/** Whether there is less to enter than the whole server. */
function hasOwnParts(provider: ProviderId): boolean {
  const { serverParts } = providerFor(provider);
  return serverParts.length > 0 && !serverParts.includes('server');
}
