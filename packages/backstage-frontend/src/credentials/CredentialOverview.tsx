import type { Credential } from '@berth/backstage-plugin-berth-common';
import { Flex, Link, Text } from '@backstage/ui';
import { formatEnd } from '../registries/end-of-day.ts';
import { usePageLinks } from '../registries/page-links.ts';
import { formatDate, formatWhen } from '../registries/when.ts';
import { EntityName } from '../registry/EntityName.tsx';
import { credentialFields, kindTitles } from '../registry-form/credential-fields.ts';
import { Fact, Facts } from '../surface/Facts.tsx';
import { Panel } from '../surface/Panel.tsx';
import { secretText } from './secret-text.ts';

/** All of a credential but its secret. */
export function CredentialOverview({ credential }: { readonly credential: Credential }) {
  const { kind, description, hosts, email, owner, expiresAt } = credential;
  return (
    <>
      <Panel title="Credential">
        <Facts>
          <Fact label="Kind">{kindTitles[kind][0]}</Fact>
          <Fact label="Description">{description}</Fact>
          {publicFacts(credential).map(([label, value]) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
          <Fact label="Email">{email}</Fact>
          <Fact label="For the hosts">{hosts.join(', ')}</Fact>
          <Fact label="Ends">
            {expiresAt && `${formatWhen(expiresAt)}, ${formatEnd(expiresAt)}`}
          </Fact>
          <Fact label="Secret">{secretText(credential)}</Fact>
          <Fact label="Owner">{owner && <EntityName entityRef={owner} />}</Fact>
          <Fact label="Created">{`${formatDate(credential.createdAt)} by ${credential.createdBy}`}</Fact>
          <Fact label="Changed">{`${formatDate(credential.updatedAt)} by ${credential.updatedBy}`}</Fact>
        </Facts>
      </Panel>
      <Panel title="Used by">
        <Users names={credential.usedBy} />
      </Panel>
    </>
  );
}

function Users({ names }: { readonly names: readonly string[] }) {
  const links = usePageLinks();
  if (names.length === 0) return <Text>No registry that you may see uses it.</Text>;
  return (
    <Flex gap="3" style={{ flexWrap: 'wrap' }}>
      {names.map(name => (
        <Link key={name} href={links.details(name)}>
          {name}
        </Link>
      ))}
    </Flex>
  );
}

function publicFacts(credential: Credential): readonly (readonly [label: string, value: string])[] {
  const values: Readonly<Record<string, unknown>> = { ...credential };
  return credentialFields('generic', credential.kind)
    .filter(({ isSecret }) => isSecret !== true)
    .flatMap(({ name, label }) => {
      const value = values[name];
      return typeof value === 'string' ? [[label, value] as const] : [];
    });
}
