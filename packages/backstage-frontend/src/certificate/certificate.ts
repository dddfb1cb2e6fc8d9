import {
  BaseStringBlock,
  Constructed,
  fromBER,
  ObjectIdentifier,
  Sequence,
  Set as AsnSet,
  UTCTime,
  type AsnType,
} from 'asn1js';

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
  const [body] = inside(fromBER(bytes).result, Sequence);
  const fields = inside(body, Sequence);
  const hasVersion = fields[0] instanceof Constructed && fields[0].idBlock.tagNumber === 0;
  const [, , issuer, validity, subject] = hasVersion ? fields.slice(1) : fields;
  const [from, to] = inside(validity, Sequence);
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validFrom: timeOf(from),
    validTo: timeOf(to),
  };
}

function nameOf(name: AsnType | undefined): string {
  const parts = inside(name, Sequence).map(part =>
    inside(part, AsnSet).map(attribute => {
      const [type, value] = inside(attribute, Sequence);
      const id = of(type, ObjectIdentifier).getValue();
      return `${ATTRIBUTES[id] ?? id}=${textOf(value)}`;
    }),
  );
  return parts.map(attributes => attributes.join(' + ')).join(', ');
}

/** Of any string type of names. */
function textOf(value: AsnType | undefined): string {
  if (value instanceof BaseStringBlock) return value.getValue();
  throw new RangeError('A text was expected.');
}

/** A GeneralizedTime is one as well. */
function timeOf(time: AsnType | undefined): string {
  return of(time, UTCTime).toDate().toISOString();
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

function inside(value: AsnType | undefined, type: typeof Sequence | typeof AsnSet) {
  return of<Constructed>(value, type).valueBlock.value;
}

/** @throws RangeError where something else stands there, or nothing that can be read. */
function of<Type>(value: AsnType | undefined, type: new () => Type): Type {
  if (value instanceof type) return value;
  throw new RangeError('Another value was expected.');
}
