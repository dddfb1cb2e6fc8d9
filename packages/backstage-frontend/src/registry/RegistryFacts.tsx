import type { CaCertificate, Registry } from '@berth/backstage-plugin-berth-common';
import { providerFor } from '@berth/core';
import { Alert, Badge, Flex, Text } from '@backstage/ui';
import { formatDate } from '../registries/when.ts';
import { Fact, Facts } from '../surface/Facts.tsx';
import { Panel } from '../surface/Panel.tsx';
import { EntityName } from './EntityName.tsx';

const CONNECTIONS: Readonly<Record<Registry['connection'], string>> = {
  secure: 'Secure: a certificate that everybody trusts',
  ca: 'A certificate authority of your own',
  insecure: 'Insecure: any certificate, and plain HTTP',
};

const PURPOSES: Readonly<Record<Registry['purposes'][number], string>> = {
  pull: 'Pull',
  push: 'Push',
  source: 'Source of base images',
};

export function RegistryFacts({ registry }: { readonly registry: Registry }) {
  const { host, server, provider, connection, purposes, owner, scope, labels } = registry;
  return (
    <Panel title="Registry">
      <Flex direction="column" gap="4">
        {registry.description !== undefined && <Text>{registry.description}</Text>}
        <Facts>
          <Fact label="Provider">{providerFor(provider).title}</Fact>
          <Fact label="Images are named">{`${host}/…`}</Fact>
          <Fact label="Server, as entered">{server === host ? undefined : server}</Fact>
          <Fact label="For">{purposes.map(purpose => PURPOSES[purpose]).join(', ')}</Fact>
          <Fact label="Connection">{CONNECTIONS[connection]}</Fact>
          <Fact label="Owner">
            {owner === undefined ? 'Nobody: the admins of Berth' : <EntityName entityRef={owner} />}
          </Fact>
          <Fact label="Who may choose it">{<Scope scope={scope} />}</Fact>
          <Fact label="Labels">{labelsOf(labels)}</Fact>
          <Fact label="Changed">
            {`${formatDate(registry.updatedAt)} by ${registry.updatedBy}`}
          </Fact>
        </Facts>
        {connection === 'insecure' && (
          <Alert
            status="warning"
            icon
            title="Whoever is on the way can read the password and change the images"
            description="Give it a certificate, and choose a certificate authority of your own."
          />
        )}
        {registry.caCertificates?.map(certificate => (
          <Certificate key={certificate.fingerprint} certificate={certificate} />
        ))}
      </Flex>
    </Panel>
  );
}

function Scope({ scope }: { readonly scope: readonly string[] }) {
  if (scope.length === 0) return <Text>Every app</Text>;
  return (
    <Flex direction="column" gap="0">
      <Text>The apps of</Text>
      {scope.map(ref => (
        <EntityName key={ref} entityRef={ref} />
      ))}
    </Flex>
  );
}

function labelsOf(labels: Registry['labels']) {
  const entries = Object.entries(labels);
  if (entries.length === 0) return undefined;
  return (
    <Flex gap="1" style={{ flexWrap: 'wrap' }}>
      {entries.map(([key, value]) => (
        <Badge key={key} size="small">{`${key}=${value}`}</Badge>
      ))}
    </Flex>
  );
}

function Certificate({ certificate }: { readonly certificate: CaCertificate }) {
  const { subject, issuer, validTo } = certificate;
  const hasEnded = Date.parse(validTo) < Date.now();
  return (
    <section aria-label={`Certificate ${subject}`}>
      <Facts>
        <Fact label="Certificate authority">{subject}</Fact>
        <Fact label="Issued by">{issuer === subject ? 'Itself' : issuer}</Fact>
        <Fact label="Valid to">{`${formatDate(validTo)}${hasEnded ? ': it has ended' : ''}`}</Fact>
      </Facts>
    </section>
  );
}
