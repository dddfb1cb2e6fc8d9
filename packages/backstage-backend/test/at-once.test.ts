import type {
  Credential,
  CredentialList,
  Registry,
  RegistryList,
} from '@berth/backstage-plugin-berth-common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type Answer, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';

const MANY = 20;
const numbers = Array.from({ length: MANY }, (_, at) => at);

/** On PostgreSQL two replicas share it. */
describe.each(databases)('%s with twenty writers at once', database => {
  let replicas: BerthBackend[];
  const of = (at: number) => {
    const berth = replicas[at % replicas.length];
    if (berth === undefined) throw new Error('There is no replica.');
    return berth;
  };

  beforeAll(async () => {
    const shared = newDatabase(database);
    replicas = [await startBerth({ database: shared })];
    if (database === 'PostgreSQL') replicas.push(await startBerth({ database: shared }));
    await of(0).put('/registries/first', { server: 'quay.io' }).expect(201);
  });
  afterAll(async () => {
    for (const berth of replicas) await berth.stop();
  });

  const all = (send: (at: number) => PromiseLike<Answer>) => Promise.all(numbers.map(send));
  const counted = (answers: readonly Answer[]) => {
    const counts: Record<number, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };
  const defaults = async () => {
    const { body } = await of(1).get('/registries?default=true').expect(200);
    return (body as RegistryList).items.map(({ name }) => name);
  };

  test('of those who create the same registry, one does, and the others change it or are told', async () => {
    const upserts = await all(at =>
      of(at).put('/registries/same', { server: 'ghcr.io', title: `t${at}` }),
    );
    expect(counted(upserts)).toEqual({ 200: MANY - 1, 201: 1 });
    const create = { headers: { 'if-none-match': '*' } };
    const creates = await all(at =>
      of(at).put('/registries/once', { server: 'ghcr.io', title: `t${at}` }, create),
    );
    expect(counted(creates)).toEqual({ 201: 1, 412: MANY - 1 });
  });

  test('no change of those who say what they saw is lost', async () => {
    const { headers } = await of(0).put('/registries/seen', { server: 'ghcr.io' }).expect(201);
    const ifMatch = { headers: { 'if-match': String(headers['etag']) } };
    const blind = await all(at =>
      of(at).put('/registries/seen', { server: 'ghcr.io', title: `t${at}` }, ifMatch),
    );
    expect(counted(blind)).toEqual({ 200: 1, 412: MANY - 1 });

    const append = async (at: number): Promise<void> => {
      const read = await of(at).get('/registries/seen').expect(200);
      const { labels } = read.body as Registry;
      const body = { server: 'ghcr.io', labels: { ...labels, [`l${at}`]: 'x' } };
      const etag = { headers: { 'if-match': String(read.headers['etag']) } };
      const { status } = await of(at).put('/registries/seen', body, etag);
      if (status === 412) return append(at);
      expect(status).toBe(200);
    };
    await Promise.all(numbers.slice(0, 8).map(append));
    const { body } = await of(0).get('/registries/seen');
    expect(Object.keys((body as Registry).labels).sort()).toEqual(
      numbers.slice(0, 8).map(at => `l${at}`),
    );
  });

  test('the default is one of those that it was given to, and there is one', async () => {
    const made = await all(at =>
      of(at).put(`/registries/d${at}`, { server: 'ghcr.io', default: true }),
    );
    expect(counted(made)).toEqual({ 201: MANY });
    expect(await defaults()).toHaveLength(1);
    const changes = await all(at =>
      at % 2 === 0
        ? of(at).put('/default-registry', { registry: `d${at}` })
        : of(at).delete(`/registries/d${at}`),
    );
    // Who deletes the default while it is the default is told so.
    expect(changes.filter(({ status }) => ![200, 409].includes(status))).toEqual([]);
    expect(changes.filter((_, at) => at % 2 === 0).map(({ status }) => status)).toEqual(
      changes.filter((_, at) => at % 2 === 0).map(() => 200),
    );
    const [only, ...others] = await defaults();
    expect(others).toEqual([]);
    expect(only).toMatch(/^d\d*[02468]$/);
  });

  test('a credential that is given away while it is deleted is whole or gone', async () => {
    const secret = { kind: 'password', username: 'u', password: 'p', hosts: ['ghcr.io'] };
    await of(0).put('/credentials/wanted', secret).expect(201);
    const answers = await all(at =>
      at % 2 === 0
        ? of(at).put(`/registries/w${at}`, { server: 'ghcr.io', pullCredential: 'wanted' })
        : of(at).delete('/credentials/wanted'),
    );
    expect(answers.filter(({ status }) => ![201, 204, 400, 404, 409].includes(status))).toEqual([]);
    const { body } = await of(0).get('/registries?search=w').expect(200);
    const users = (body as RegistryList).items.filter(({ pullCredential }) => pullCredential);
    const left = await of(1).get('/credentials?search=wanted').expect(200);
    const [credential] = (left.body as CredentialList).items;
    expect(credential?.usedBy.toSorted() ?? []).toEqual(users.map(({ name }) => name).sort());
    expect(answers.some(({ status }) => status === 204)).toBe(credential === undefined);
  });

  test('many passwords for one credential: the last one stays, with its revision', async () => {
    const secret = { kind: 'password', username: 'u', hosts: ['ghcr.io'] };
    const written = await all(at =>
      of(at).put('/credentials/busy', { ...secret, password: `p${at}` }),
    );
    expect(counted(written)).toEqual({ 200: MANY - 1, 201: 1 });
    const kept = await of(1)
      .put('/credentials/busy', { ...secret, title: 'T' })
      .expect(200);
    expect(kept.body).toMatchObject({ title: 'T', hasSecret: true } satisfies Partial<Credential>);
    expect(String(kept.headers['etag'])).toMatch(/-21"$/);
    const gone = await all(at => of(at).delete('/credentials/busy'));
    expect(counted(gone)).toEqual({ 204: 1, 404: MANY - 1 });
  });
});
