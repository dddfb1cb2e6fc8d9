import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import type { Registry } from '@berth/backstage-plugin-berth-common';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databaseOf } from './database-of.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

const ca = createCertificateAuthority();
const other = createCertificateAuthority();
const ended = readFileSync(
  ca.issue(['DNS:old.example.com'], { days: 1, from: new Date('2020-01-01T00:00:00Z') })
    .certificateFile,
  'utf8',
);
const SERVER = { server: 'registry.example.com', connection: 'ca' };

function shown(pem: string, subject: string) {
  const { validFrom, validTo, fingerprint256: fingerprint } = new X509Certificate(pem);
  const iso = (date: string) => new Date(date).toISOString();
  const dates = { validFrom: iso(validFrom), validTo: iso(validTo) };
  return { subject, issuer: 'CN=Berth test authority', ...dates, fingerprint };
}

describe.each(databases)('connections on %s', database => {
  let berth: BerthBackend;
  const spy = databaseOf();

  beforeAll(async () => {
    berth = await startBerth({ database: newDatabase(database), features: [spy.feature] });
    await berth.put('/registries/first', { server: 'quay.io' }).expect(201);
  });
  afterAll(() => berth.stop());

  test('the certificates that are trusted are shown, with when they end', async () => {
    const caCertificate = `what stands between\n${other.certificate}\n${ca.certificate}`;
    const { body } = await berth.put('/registries/ca', { ...SERVER, caCertificate }).expect(201);
    const { caCertificates, caCertificate: stored } = body as Registry;
    expect(caCertificates).toEqual([
      shown(other.certificate, 'CN=Berth test authority'),
      shown(ca.certificate, 'CN=Berth test authority'),
    ]);
    expect(stored).toBe(`${other.certificate.trim()}\n${ca.certificate.trim()}\n`);
    const same = await berth.put('/registries/ca', body).expect(200);
    expect(same.body).toEqual(body);
    const off = await berth.put('/registries/ca', { server: SERVER.server }).expect(200);
    expect(off.body).not.toHaveProperty('caCertificates');
  });

  test('certificates that have all ended are refused when they are new, and stay when they are not', async () => {
    const input = { ...SERVER, caCertificate: ended };
    const refused = await berth.put('/registries/ended', input).expect(400);
    expect(errorOf(refused)).toEqual({
      name: 'InputError',
      field: 'caCertificate',
      message: `"caCertificate" has ended: "${new X509Certificate(ended).subject.replaceAll('\n', ', ')}" at 2020-01-02T00:00:00.000Z. Ask whoever runs the registry for the new one.`,
    });
    const both = { ...SERVER, caCertificate: ended + ca.certificate };
    const { body } = await berth.put('/registries/ended', both).expect(201);
    expect((body as Registry).caCertificates).toHaveLength(2);
    await berth.put('/registries/ended', input).expect(400);
    // Years later.
    await spy.knex()('registries').where({ name: 'ended' }).update({ ca_certificate: ended });
    const later = await berth.put('/registries/ended', { ...input, title: 'Old' }).expect(200);
    expect(later.body).toMatchObject({
      title: 'Old',
      caCertificates: [{ validTo: '2020-01-02T00:00:00.000Z' }],
    });
  });

  test('pull, push and source are purposes, with a credential for each way', async () => {
    const secret = { kind: 'password', username: 'u', password: 'canary-of-purposes' };
    const { body } = await berth
      .put('/registries/purposes', {
        server: 'ghcr.io',
        purposes: ['source', 'push', 'pull'],
        pullCredential: { name: 'reads', ...secret },
        pushCredential: { name: 'writes', ...secret, username: 'w' },
        ...{ management: 'managed', title: 'All of it', labels: { team: 'a' } },
        owner: 'group:default/payments',
      })
      .expect(201);
    expect(body).toMatchObject({
      purposes: ['pull', 'push', 'source'],
      ...{ pullCredential: 'reads', pushCredential: 'writes' },
      login: { kind: 'password', username: 'u' },
      ...{ management: 'managed', title: 'All of it', labels: { team: 'a' } },
      owner: 'group:default/payments',
    });
    const listed = await berth.get('/registries?purpose=source&management=managed').expect(200);
    expect(listed.body).toMatchObject({ totalItems: 1, items: [{ name: 'purposes' }] });
    const none = await berth.put('/registries/purposes', { server: 'ghcr.io' }).expect(200);
    expect(none.body).not.toHaveProperty('pullCredential');
    expect(none.body).not.toHaveProperty('login');
    expect(none.body).toMatchObject({ purposes: ['pull'], management: 'user' });
    await berth.get('/credentials/reads').expect(200);
  });
});
