import { Flex, Text } from '@backstage/ui';
import { certificatesIn, type ShownCertificate } from '../certificate/certificate.ts';
import { formatDate, formatWhen } from '../registries/when.ts';

/** Whose certificates these are, before anybody trusts them. */
export function CertificateList({ pem }: { readonly pem: string }) {
  const certificates = certificatesIn(pem).filter(one => one !== undefined);
  if (certificates.length === 0) return null;
  return (
    <ul aria-label="Certificates" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {certificates.map((certificate, index) => (
        <li key={index} style={ITEM}>
          <Certificate {...certificate} />
        </li>
      ))}
    </ul>
  );
}

function Certificate({ subject, issuer, validTo }: ShownCertificate) {
  const hasEnded = Date.parse(validTo) < Date.now();
  return (
    <Flex direction="column" gap="0.5">
      <Text weight="bold">{subject}</Text>
      <Text variant="body-small" color="secondary">
        {issuer === subject ? 'A root: issued by itself' : `Issued by ${issuer}`}
      </Text>
      <Text variant="body-small" color={hasEnded ? 'danger' : 'secondary'}>
        {`${hasEnded ? 'Ended' : 'Ends'} on ${formatDate(validTo)}, ${formatWhen(validTo)}`}
      </Text>
    </Flex>
  );
}

const ITEM = {
  ...({ padding: 10, marginBlockEnd: 8, overflowWrap: 'anywhere' } as const),
  ...{ background: 'var(--bui-bg-neutral-1)', borderRadius: 'var(--bui-radius-2)' },
} as const;
