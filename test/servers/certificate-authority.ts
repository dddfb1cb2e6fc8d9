import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

export interface CertificateAuthority {
  /** PEM of the authority, what a client must trust. */
  readonly certificate: string;
  readonly certificateFile: string;
  /** Issues a server certificate; names as in a subjectAltName, such as `DNS:localhost`. */
  issue(
    names?: readonly string[],
    options?: {
      readonly days?: number;
      /** From when it is valid; now unless given. */
      readonly from?: Date;
    },
  ): ServerCertificate;
  /** Issues one for a client, with which it is this user. */
  issueClient(user: string): ServerCertificate;
}

export interface ServerCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
}

const LOOPBACK = ['DNS:localhost', 'IP:127.0.0.1'];

/** A private certificate authority of this test run's own. */
export function createCertificateAuthority(): CertificateAuthority {
  const folder = temporaryFolder('ca');
  const file = (name: string) => path.join(folder, name);
  openssl(
    ['req', '-x509', ...NEW_KEY, '-days', '30', '-subj', '/CN=Berth test authority'],
    ['-keyout', file('ca.key'), '-out', file('ca.crt')],
    ['-addext', 'basicConstraints=critical,CA:TRUE'],
    ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  );

  let issued = 0;
  function sign(
    subject: string,
    extensions: string,
    { days, from }: { readonly days: number; readonly from?: Date },
  ): ServerCertificate {
    const base = file(`issued-${issued++}`);
    writeFileSync(`${base}.ext`, extensions);
    openssl(
      ['req', ...NEW_KEY, '-subj', subject],
      ['-keyout', `${base}.key`, '-out', `${base}.csr`],
    );
    if (from) {
      issueFrom(from, { days, folder, base });
      return { certificateFile: `${base}.crt`, keyFile: `${base}.key` };
    }
    openssl(
      ['x509', '-req', '-in', `${base}.csr`, '-CA', file('ca.crt'), '-CAkey', file('ca.key')],
      ['-CAcreateserial', '-days', `${days}`, '-extfile', `${base}.ext`, '-out', `${base}.crt`],
    );
    return { certificateFile: `${base}.crt`, keyFile: `${base}.key` };
  }
  return {
    certificate: readFileSync(file('ca.crt'), 'utf8'),
    certificateFile: file('ca.crt'),
    issue(names = LOOPBACK, { days = 30, from } = {}) {
      const extensions = `subjectAltName=${names.join()}\nextendedKeyUsage=serverAuth\n`;
      return sign('/CN=registry.test', extensions, { days, ...(from && { from }) });
    },
    issueClient: user => sign(`/CN=${user}`, 'extendedKeyUsage=clientAuth\n', { days: 30 }),
  };
}

/** Signs what begins later: older versions of `openssl x509` know no other beginning than now. */
function issueFrom(
  from: Date,
  { days, folder, base }: { readonly days: number; readonly folder: string; readonly base: string },
): void {
  const file = (name: string) => path.join(folder, name);
  writeFileSync(file('index.txt'), '');
  writeFileSync(
    file('ca.cnf'),
    ['[ca]', 'default_ca = berth', '[anything]', 'commonName = supplied', '[berth]']
      .concat('default_md = sha256', 'unique_subject = no', 'policy = anything')
      .concat(`new_certs_dir = ${folder}`, `database = ${file('index.txt')}`)
      .concat(`serial = ${file('serial.txt')}`, '')
      .join('\n'),
  );
  const until = new Date(from.getTime() + days * 86_400_000);
  openssl(
    ['ca', '-batch', '-notext', '-config', file('ca.cnf'), '-create_serial'],
    ['-cert', file('ca.crt'), '-keyfile', file('ca.key'), '-extfile', `${base}.ext`],
    ['-startdate', asn1Time(from), '-enddate', asn1Time(until)],
    ['-in', `${base}.csr`, '-out', `${base}.crt`],
  );
}

/** `20300101000000Z` */
function asn1Time(date: Date): string {
  return date.toISOString().replace(/[-:T]|\.\d+/g, '');
}

/** A self-signed certificate with its key, such as a token issuer signs with. */
export function selfSigned(commonName: string): ServerCertificate {
  const folder = temporaryFolder('self-signed');
  const files = {
    certificateFile: path.join(folder, 'server.crt'),
    keyFile: path.join(folder, 'server.key'),
  };
  openssl(
    ['req', '-x509', ...NEW_KEY, '-days', '30', '-subj', `/CN=${commonName}`],
    ['-addext', `subjectAltName=${LOOPBACK.join()}`],
    ['-keyout', files.keyFile, '-out', files.certificateFile],
  );
  return files;
}

// An elliptic key is made in a millisecond; RS256 token issuers need RSA, and 2048 bits are quick enough.
const NEW_KEY = ['-newkey', 'rsa:2048', '-nodes'];

function openssl(...args: string[][]): void {
  execFileSync('openssl', args.flat(), { stdio: ['ignore', 'ignore', 'pipe'] });
}
