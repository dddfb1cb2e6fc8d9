import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

export interface CertificateAuthority {
  /** PEM of the authority, what a client must trust. */
  readonly certificate: string;
  readonly certificateFile: string;
  /** Issues a server certificate; names as in a subjectAltName, such as `DNS:localhost`. */
  issue(names?: readonly string[], options?: { readonly days?: number }): ServerCertificate;
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
  function sign(subject: string, extensions: string, days: number): ServerCertificate {
    const base = file(`issued-${issued++}`);
    writeFileSync(`${base}.ext`, extensions);
    openssl(
      ['req', ...NEW_KEY, '-subj', subject],
      ['-keyout', `${base}.key`, '-out', `${base}.csr`],
    );
    openssl(
      ['x509', '-req', '-in', `${base}.csr`, '-CA', file('ca.crt'), '-CAkey', file('ca.key')],
      ['-CAcreateserial', '-days', `${days}`, '-extfile', `${base}.ext`, '-out', `${base}.crt`],
    );
    return { certificateFile: `${base}.crt`, keyFile: `${base}.key` };
  }
  return {
    certificate: readFileSync(file('ca.crt'), 'utf8'),
    certificateFile: file('ca.crt'),
    issue(names = LOOPBACK, { days = 30 } = {}) {
      const extensions = `subjectAltName=${names.join()}\nextendedKeyUsage=serverAuth\n`;
      return sign('/CN=registry.test', extensions, days);
    },
    issueClient: user => sign(`/CN=${user}`, 'extendedKeyUsage=clientAuth\n', 30),
  };
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
