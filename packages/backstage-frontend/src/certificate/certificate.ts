import { derText, derTime, derValues, objectId, TAG, type Der } from './der.ts';

/** What people want to know of a certificate before they trust it. */
export interface ShownCertificate {
  /** `O=Acme, CN=Acme Root`. */
  readonly subject: string;
  /** The subject itself for a root. */
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
}

const BLOCK = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g;

/**
 * Reads what is shown of the certificates in a PEM file; the backend reads them again and decides.
 * `undefined` stands for one that cannot be read.
 */
export function certificatesIn(pem: string): readonly (ShownCertificate | undefined)[] {
  return [...pem.matchAll(BLOCK)].map(([, base64 = '']) => {
    try {
      return readCertificate(bytesOf(base64));
    } catch {
      return undefined;
    }
  });
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64.replace(/\s/g, '')), character => character.charCodeAt(0));
}

/** RFC 5280 section 4.1: version, number, algorithm, issuer, validity, subject, and so on. */
function readCertificate(bytes: Uint8Array): ShownCertificate {
  const [certificate] = derValues(bytes);
  const [body] = inside(certificate, TAG.sequence);
  const fields = inside(body, TAG.sequence);
  const afterVersion = fields[0]?.tag === TAG.version ? fields.slice(1) : fields;
  const [, , issuer, validity, subject] = afterVersion;
  const [from, to] = inside(validity, TAG.sequence);
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validFrom: derTime(present(from)),
    validTo: derTime(present(to)),
  };
}

function nameOf(name: Der | undefined): string {
  const parts = inside(name, TAG.sequence).map(part =>
    inside(part, TAG.set).map(attribute => {
      const [type, value] = inside(attribute, TAG.sequence);
      const id = objectId(present(type));
      return `${ATTRIBUTES[id] ?? id}=${derText(present(value))}`;
    }),
  );
  return parts.map(attributes => attributes.join(' + ')).join(', ');
}

/** RFC 4514 section 3, and what authorities use beside it. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

function inside(value: Der | undefined, tag: number): readonly Der[] {
  if (value?.tag !== tag) throw new RangeError('Another value was expected.');
  return derValues(value.content);
}

function present(value: Der | undefined): Der {
  if (value === undefined) throw new RangeError('A value is missing.');
  return value;
}
