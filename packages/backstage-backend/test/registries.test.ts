import type { Registry } from '@berth/backstage-plugin-berth-common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

describe.each(databases)('registries on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({ database: newDatabase(database) });
    await berth.put('/registries/first', { server: 'quay.io' }).expect(201);
  });
  afterAll(() => berth.stop());

  test('a registry is created, read by name and id, changed and deleted', async () => {
    const created = await berth.put('/registries/ghcr', { server: 'ghcr.io' }).expect(201);
    const registry = created.body as Registry;
    expect(registry).toEqual({
      id: expect.any(String) as string,
      name: 'ghcr',
      provider: 'ghcr',
      server: 'ghcr.io',
      host: 'ghcr.io',
      connection: 'secure',
      purposes: ['pull'],
      default: false,
      disabled: false,
      management: 'user',
      scope: [],
      labels: {},
      status: { code: 'UNKNOWN', proven: [] },
      // The catalog may be slower.
      usedBy: expect.objectContaining({ selections: 0 }) as object,
      createdAt: expect.any(String) as string,
      createdBy: 'user:default/admin',
      updatedAt: registry.createdAt,
      updatedBy: 'user:default/admin',
    });
    const read = await berth.get(`/registries/${registry.id}`).expect(200);
    expect(read.body).toMatchObject({ ...registry, usedBy: { selections: 0 } });
    const changed = await berth
      .put(`/registries/${registry.id.toUpperCase()}`, { server: 'ghcr.io', title: 'GitHub' })
      .expect(200);
    expect(changed.body).toMatchObject({ name: 'ghcr', title: 'GitHub' });
    await berth
      .delete('/registries/ghcr')
      .expect(200, { deleted: { id: registry.id, name: 'ghcr' }, credentials: [] });
    await berth.get('/registries/ghcr').expect(404);
    await berth.get(`/registries/${registry.id}`).expect(404);
    await berth.delete('/registries/ghcr').expect(404);
  });

  test('an answer can be sent back as it is, and nothing changes', async () => {
    const created = await berth
      .put('/registries/round', {
        title: 'Round',
        description: 'There and back',
        server: 'https://registry.example.com/v1/',
        provider: 'harbor',
        purposes: ['push', 'pull'],
        owner: 'Payments',
        scope: ['system:checkout', 'group:default/payments', 'system:default/checkout'],
        labels: { team: 'payments', 'example.com/tier': '1' },
        disabled: true,
        management: 'managed',
      })
      .expect(400);
    expect(errorOf(created)).toEqual({
      name: 'InputError',
      field: 'owner',
      message:
        'Invalid "owner" "Payments": it is no reference to a group or user. Write it as group:default/name.',
    });
    const { body, headers } = await berth
      .put('/registries/round', {
        title: 'Round',
        description: 'There and back',
        server: 'https://registry.example.com/v1/',
        provider: 'harbor',
        purposes: ['push', 'pull'],
        owner: 'group:Payments',
        scope: ['system:checkout', 'group:default/payments', 'system:default/checkout'],
        labels: { team: 'payments', 'example.com/tier': '1' },
        disabled: true,
        management: 'managed',
      })
      .expect(201);
    expect(body).toMatchObject({
      server: 'https://registry.example.com/v1/',
      host: 'registry.example.com',
      provider: 'harbor',
      purposes: ['pull', 'push'],
      owner: 'group:default/payments',
      scope: ['group:default/payments', 'system:default/checkout'],
      labels: { 'example.com/tier': '1', team: 'payments' },
      disabled: true,
      management: 'managed',
    });
    const again = await berth.put('/registries/round', body).expect(200, body);
    expect(again.headers['etag']).toBe(headers['etag']);
  });

  test('what is left out takes its default', async () => {
    await berth.put('/registries/full', { server: 'quay.io', title: 'Q', labels: { a: 'b' } });
    const { body } = await berth.put('/registries/full', { server: 'quay.io' }).expect(200);
    expect(body).not.toHaveProperty('title');
    expect(body).toMatchObject({ labels: {}, default: false });
  });

  test.each([
    ['acr', { registryName: 'AcmeRegistry' }, 'acmeregistry.azurecr.io'],
    [
      'ecr',
      { accountId: '123456789012', region: 'eu-west-1' },
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    ],
    ['icr', { region: 'eu-de' }, 'de.icr.io'],
    ['gar', { location: 'europe' }, 'europe-docker.pkg.dev'],
    ['docker-hub', undefined, 'docker.io'],
  ])('%s needs only %j', async (provider, serverParts, host) => {
    const { body } = await berth.put(`/registries/parts-${provider}`, { provider, serverParts });
    expect(body).toMatchObject({ provider, server: host, host });
  });

  test('conditions hold against what is stored', async () => {
    const create = { headers: { 'if-none-match': '*' } };
    const { headers } = await berth
      .put('/registries/etag', { server: 'quay.io' }, create)
      .expect(201);
    const first = String(headers['etag']);
    expect(errorOf(await berth.put('/registries/etag', { server: 'quay.io' }, create))).toEqual({
      name: 'PreconditionFailedError',
      statusCode: 412,
      changed: [],
      message:
        'The registry "etag" exists already. Leave If-None-Match out to change it, or use another name.',
    });

    const ifFirst = { headers: { 'if-match': first } };
    const { body: changed, headers: next } = await berth
      .put('/registries/etag', { server: 'quay.io', title: 'Two', labels: { a: 'b' } }, ifFirst)
      .expect(200);
    expect(next['etag']).not.toBe(first);
    const { updatedAt } = changed as Registry;
    const stale = await berth.put('/registries/etag', { server: 'quay.io' }, ifFirst).expect(412);
    expect(errorOf(stale)).toEqual({
      name: 'PreconditionFailedError',
      statusCode: 412,
      changed: ['labels', 'title'],
      message: `The registry "etag" is not what If-Match names: labels, title changed, last by user:default/admin at ${updatedAt}. Read it again and repeat your change.`,
    });
    await berth.delete('/registries/etag', ifFirst).expect(412);
    await berth.get('/registries/etag', { headers: { 'if-none-match': first } }).expect(200);
    await berth
      .get('/registries/etag', { headers: { 'if-none-match': String(next['etag']) } })
      .expect(200);
    await berth.delete('/registries/etag', { headers: { 'if-match': '*' } }).expect(200);
    await berth
      .put('/registries/etag', { server: 'quay.io' }, { headers: { 'if-match': '*' } })
      .expect(412);

    const { headers: anew } = await berth.put('/registries/etag', { server: 'quay.io' });
    expect(anew['etag']).not.toBe(first);
    await berth.put('/registries/etag', { server: 'quay.io' }, ifFirst).expect(412);
  });

  test.each([
    ['UPPER', 'it is not 1 to 63 of a-z, 0-9 and "-" with a letter or digit at both ends.'],
    ['-a', 'it is not 1 to 63 of a-z, 0-9 and "-" with a letter or digit at both ends.'],
    ['a.b', 'it is not 1 to 63 of a-z, 0-9 and "-" with a letter or digit at both ends.'],
    ['none', 'it says that there is no registry. Use another name.'],
    [
      '01234567-89ab-cdef-0123-456789abcdef',
      'it looks like the id of an entry, and there is none. Use a name.',
    ],
  ])('the name %j is refused', async (name, reason) => {
    const answer = await berth.put(`/registries/${name}`, { server: 'ghcr.io' }).expect(400);
    expect(errorOf(answer)).toMatchObject({
      field: 'name',
      message: expect.stringContaining(
        `Invalid name of a registry ${JSON.stringify(name)}: ${reason}`,
      ) as string,
    });
  });

  test.each([
    [{}, 'server', '"server" is missing. Add it, or name the provider.'],
    [{ sever: 'ghcr.io' }, 'sever', '"sever" is not known here. Did you mean "server"?'],
    [{ server: 5 }, 'server', '"server" has the wrong type. Write text.'],
    [[], undefined, 'The request has the wrong type. Write an object.'],
    [
      { server: 'ghcr.io', purposes: ['pul'] },
      'purposes[0]',
      '"purposes[0]" is none of the values it can have. Use one of: pull, push, source.',
    ],
    [
      { server: 'ghcr.io', purposes: [] },
      'purposes',
      '"purposes" is empty. Fill it in or leave it out.',
    ],
    [
      { server: 'ghcr.io', serverParts: { regin: 'x' } },
      'serverParts.regin',
      '"serverParts.regin" is not known here. Did you mean "region"?',
    ],
    [
      { provider: 'acr', serverParts: { registryName: 'a' } },
      'serverParts.registryName',
      'Invalid "registryName" "a": it does not have the right form. Write the name of the registry, 5 to 50 letters and digits.',
    ],
    [
      { server: 'ghcr.io', provider: 'ecr' },
      'provider',
      'The server "ghcr.io" does not belong to the provider "ecr". Use "ghcr", or leave it out.',
    ],
    [
      { server: 'registry.example.com', provider: 'ecr' },
      'provider',
      'The server "registry.example.com" does not belong to the provider "ecr". Use "generic", or check the server.',
    ],
    [
      { server: 'http://registry.example.com' },
      'connection',
      'The server "http://registry.example.com" speaks plain HTTP, and the connection is "secure". Write https, or make the connection "insecure".',
    ],
    [
      { server: 'ghcr.io', connection: 'ca' },
      'caCertificate',
      'The connection "ca" needs "caCertificate". Add the certificate in PEM.',
    ],
    [
      { server: 'ghcr.io', caCertificate: 'x' },
      'caCertificate',
      '"caCertificate" goes with the connection "ca" only. Leave it out, or make the connection "ca".',
    ],
    [
      { server: 'ghcr.io', connection: 'ca', caCertificate: 'x' },
      'caCertificate',
      '"caCertificate" is no certificate in PEM. Give the text from BEGIN to END CERTIFICATE.',
    ],
    [
      { server: 'ghcr.io', scope: ['user:default/jane'] },
      'scope[0]',
      'Invalid "scope[0]" "user:default/jane": it is no reference to a group or system or domain. Write it as group:default/name.',
    ],
    [
      { server: 'ghcr.io', labels: { 'a b': 'c' } },
      'labels.a b',
      'The label "a b" is no key of a label. Use at most 63 letters, digits, "-", "_" and "." with a letter or digit at both ends, with an optional "domain/" before it.',
    ],
    [
      { server: 'ghcr.io', name: 'other' },
      'name',
      'The name "other" is not that of "wrong", and a name cannot be changed. Leave it out, or make a new entry.',
    ],
    [
      { server: 'ghcr.io', pullCredential: 'missing' },
      'pullCredential',
      'There is no credential "missing" that you may use. Check its name, or ask its owner.',
    ],
    [
      { server: 'ghcr.io', pullCredential: 7 },
      'pullCredential',
      '"pullCredential" has the wrong type. Write text or an object.',
    ],
    [
      { server: 'ghcr.io', pullCredential: {} },
      'pullCredential.name',
      '"pullCredential.name" is missing. Add it. "pullCredential.kind" is missing. Add it.',
    ],
  ])('%j is refused at %j', async (body, field, message) => {
    const answer = await berth.put('/registries/wrong', body).expect(400);
    expect(errorOf(answer)).toEqual({
      name: 'InputError',
      ...(field !== undefined && { field }),
      message,
    });
    await berth.get('/registries/wrong').expect(404);
  });

  test('a body that is no JSON is not repeated', async () => {
    const answer = await berth
      .put('/registries/wrong', '{"password":"hunter2-hunter2"', {
        headers: { 'content-type': 'application/json' },
      })
      .expect(400);
    expect(answer.text).not.toContain('hunter2');
    expect(errorOf(answer).message).toBe(
      'The body is no JSON. Send a JSON object, with its Content-Type.',
    );
    const large = JSON.stringify({ title: 'hunter2'.repeat(100_000) });
    const tooLarge = await berth.put('/registries/wrong', JSON.parse(large)).expect(413);
    expect(tooLarge.text).not.toContain('hunter2');
  });

  test('people who sign in read, owners change theirs, services read', async () => {
    const own = { server: 'quay.io', owner: 'group:default/payments' };
    await berth.put('/registries/own', own).expect(201);
    await berth.get('/registries/own', { as: 'nobody' }).expect(401);
    for (const as of ['jane', 'john', 'service'] as const) {
      await berth.get('/registries/own', { as }).expect(200);
      await berth.get('/registries', { as }).expect(200);
    }
    await berth.put('/registries/own', { ...own, title: 'Ours' }, { as: 'jane' }).expect(200);
    const denied = await berth.put('/registries/own', own, { as: 'john' }).expect(403);
    expect(errorOf(denied)).toEqual({
      name: 'NotAllowedError',
      message:
        'You may not change the registry "own". Ask its owner or an admin of Berth, or for the permission "berth.registry.update".',
    });
    await berth.put('/registries/own', own, { as: 'service' }).expect(403);
    await berth.put('/registries/new', own, { as: 'jane' }).expect(403);
    await berth.put('/registries/own', { ...own, default: true }, { as: 'jane' }).expect(403);
    await berth.put('/default-registry', { registry: 'own' }, { as: 'jane' }).expect(403);
    await berth.delete('/registries/own', { as: 'john' }).expect(403);
    await berth.delete('/registries/own', { as: 'jane' }).expect(200);
  });
});
