import { Alert, Flex, Radio, RadioGroup } from '@backstage/ui';
import { useId } from 'react';
import { CertificateList } from './CertificateList.tsx';
import type { Problems } from './draft-problems.ts';
import type { RegistryDraft } from './registry-draft.ts';
import { ValidatedField } from './ValidatedField.tsx';

const MODES = ['secure', 'ca', 'insecure'] as const;

interface ConnectionFieldsProps {
  readonly draft: RegistryDraft;
  readonly problems: Problems;
  readonly showsProblems: boolean;
  readonly onChange: (change: Partial<RegistryDraft>) => void;
}

export function ConnectionFields(props: ConnectionFieldsProps) {
  const { draft, problems, onChange } = props;
  return (
    <Flex direction="column" gap="3">
      <RadioGroup
        label="Connection"
        value={draft.connection}
        onChange={mode => onChange({ connection: MODES.find(one => one === mode) ?? 'secure' })}
      >
        <Radio value="secure">Secure: a certificate that everybody trusts</Radio>
        <Radio value="ca">A certificate authority of your own</Radio>
        <Radio value="insecure">Insecure: any certificate, and plain HTTP</Radio>
      </RadioGroup>
      {draft.connection === 'ca' && <CaCertificate {...props} />}
      {draft.connection === 'insecure' && (
        <Alert
          status="warning"
          icon
          title="Whoever is on the way can read the password and change the images"
          description="Every node and every runner must be told to allow it as well. Choose a certificate authority of your own instead, if the registry has a certificate at all."
        />
      )}
      {problems['connection'] !== undefined && (
        <Alert status="danger" icon description={problems['connection']} />
      )}
    </Flex>
  );
}

function CaCertificate({ draft, problems, showsProblems, onChange }: ConnectionFieldsProps) {
  const id = useId();
  const read = (file: File | undefined) =>
    void file?.text().then(caCertificate => onChange({ caCertificate }));
  return (
    <Flex direction="column" gap="2">
      <ValidatedField
        label="Certificate of the authority (PEM)"
        placeholder="-----BEGIN CERTIFICATE-----"
        isLong
        value={draft.caCertificate}
        onChange={caCertificate => onChange({ caCertificate })}
        problem={problems['caCertificate']}
        showsProblem={showsProblems}
      />
      <label htmlFor={id} style={{ fontSize: 'var(--bui-font-size-2)' }}>
        Or choose its file
      </label>
      <input
        id={id}
        type="file"
        aria-label="Choose the file of the certificate"
        accept=".pem,.crt,.cer,.ca-bundle"
        style={{ color: 'var(--bui-fg-primary)', maxWidth: '100%' }}
        onChange={event => read(event.target.files?.[0])}
      />
      <CertificateList pem={draft.caCertificate} />
    </Flex>
  );
}
