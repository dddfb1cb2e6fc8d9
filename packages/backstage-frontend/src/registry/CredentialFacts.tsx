import type { Credential } from '@berth/backstage-plugin-berth-common';
import { Flex, Text } from '@backstage/ui';
import { secretText } from '../credentials/secret-text.ts';
import { kindTitles } from '../registry-form/credential-fields.ts';
import { formatEnd } from '../registries/end-of-day.ts';
import { formatWhen } from '../registries/when.ts';
import { Fact, Facts } from '../surface/Facts.tsx';
import { Panel } from '../surface/Panel.tsx';
import type { RegistryDetails } from './details.ts';

/** What may be known of the credentials: all but their secrets. */
export function CredentialFacts({ details }: { readonly details: RegistryDetails }) {
  const { registry, credential, push } = details;
  const { login, pullCredential, pushCredential } = registry;
  return (
    <Panel title="Credential">
      {login === undefined ? (
        <Flex direction="column" gap="3">
          <Text>
            {pushCredential === undefined
              ? 'None: images that everybody may pull.'
              : `None to pull. Pushes are by "${pushCredential}".`}
          </Text>
          {push && <Facts>{pushFacts(push.credential)}</Facts>}
        </Flex>
      ) : (
        <Flex direction="column" gap="3">
          <Facts>
            <Fact label="Name">{pullCredential}</Fact>
            <Fact label="Kind">{kindTitles[login.kind][0]}</Fact>
            <Fact label="User name">{login.username}</Fact>
            <Fact label="Email">{login.email}</Fact>
            <Fact label="Ends">
              {login.expiresAt && `${formatWhen(login.expiresAt)}, ${formatEnd(login.expiresAt)}`}
            </Fact>
            <Fact label="Secret">{secretText(credential)}</Fact>
            <Fact label="Used for pushes">{pushText(pullCredential, pushCredential)}</Fact>
            {push && pushFacts(push.credential)}
            <Fact label="Used by other registries">
              {credential?.usedBy.filter(name => name !== registry.name).join(', ')}
            </Fact>
          </Facts>
        </Flex>
      )}
    </Panel>
  );
}

function pushFacts(credential: Credential) {
  const { expiresAt } = credential;
  return (
    <>
      <Fact label="Secret to push">{secretText(credential)}</Fact>
      <Fact label="Login to push ends">
        {expiresAt && `${formatWhen(expiresAt)}, ${formatEnd(expiresAt)}`}
      </Fact>
    </>
  );
}

function pushText(pull: string | undefined, push: string | undefined): string | undefined {
  if (push === undefined) return undefined;
  return push === pull ? 'This one' : `"${push}"`;
}
