import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { certificatesIn } from './certificate.ts';

const EC = ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];

function certificate(subject: string, options: readonly string[] = [], algorithm = EC): string {
  const key = ['-nodes', '-newkey', ...algorithm];
  const out = ['-keyout', '/dev/null', '-out', '-'];
  const args = ['req', '-x509', '-utf8', ...key, ...out, '-subj', subject, ...options];
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

const plain = certificate('/O=Acme/CN=Acme Root');

test.each([
  ['a root', plain],
  [
    'many parts',
    certificate('/C=DE/ST=Berlin/L=Mitte/O=Acme/OU=IT/CN=ca/emailAddress=a@b.example'),
  ],
  ['letters of other alphabets', certificate('/O=Bücher & Söhne 株式会社/CN=Корень')],
  ['parts of a directory', certificate('/DC=example/DC=corp/CN=Acme Root')],
  ['an end after 2049', certificate('/CN=Long', ['-days', '20000'])],
  ['a key of RSA', certificate('/CN=Rsa', [], ['rsa:2048'])],
])('%s is read as Node reads it', (_, pem) => {
  const expected = new X509Certificate(pem);
  expect(certificatesIn(pem)).toEqual([
    {
      subject: expected.subject.split('\n').join(', '),
      issuer: expected.issuer.split('\n').join(', '),
      validFrom: new Date(expected.validFrom).toISOString(),
      validTo: new Date(expected.validTo).toISOString(),
    },
  ]);
});

test('several are read one by one, and one that is cut is told', () => {
  const cut = plain.replace(/\n[^\n]+\n(?=-----END)/, '\n');
  const found = certificatesIn(`Acme\n${plain}${cut}\r\n${plain.replaceAll('\n', '\r\n')}`);
  expect(found.map(one => one?.subject)).toEqual([
    ...['O=Acme, CN=Acme Root', undefined, 'O=Acme, CN=Acme Root'],
  ]);
});

test('whatever the bytes are, reading them ends', () => {
  const bytes = Buffer.from(plain.replace(/-----[^-]*-----/g, ''), 'base64');
  for (let at = 0; at < bytes.length; at += 1) {
    for (const value of [0x00, 0x7f, 0x80, 0x84, 0xff]) {
      const other = Buffer.from(bytes);
      other[at] = value;
      const base64 = other.toString('base64');
      const pem = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`;
      expect(certificatesIn(pem)).toHaveLength(1);
    }
  }
  expect(certificatesIn('-----BEGIN CERTIFICATE-----'.repeat(40_000))).toEqual([]);
});
