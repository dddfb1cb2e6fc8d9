import { NotAllowedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Caller } from '../src/access/caller.ts';
import { CredentialService } from '../src/credential/credential-service.ts';
import { RegistryService } from '../src/registry/registry-service.ts';
import { Sealer } from '../src/sealing/sealer.ts';
import { databases } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';

const PAYMENTS = 'group:default/payments';
const sealer = new Sealer([{ id: 'k', bytes: new Uint8Array(32) }]);
const admin = new Caller({ ref: 'user:default/admin', kind: 'user', isAdmin: true });
const asAdmin = { ifMatch: undefined, ifNoneMatch: undefined, caller: admin };
const jane = new Caller({ ref: 'user:default/jane', kind: 'user', memberships: [PAYMENTS] });
const bot = { kind: 'password', username: 'u', password: 'p' } as const;

describe.each(databases)('what several registries have, on %s', database => {
  let knex: Knex;
  let service: RegistryService;

  beforeAll(async () => {
    knex = await migratedDatabase(database);
    service = new RegistryService({
      knex,
      sealer,
      findAnnotated: () => Promise.resolve({ users: [], total: 0 }),
      findApps: () => Promise.resolve([]),
    });
  });
  afterAll(() => knex.destroy());

  test('a credential that is written with one registry still goes to the others', async () => {
    const hosts = ['ghcr.io', 'quay.io'];
    const shared = { name: 'shared', ...bot };
    const whole = { server: 'ghcr.io', pullCredential: { ...shared, hosts } };
    await service.put('first', whole, asAdmin);
    await service.put('second', { server: 'quay.io', pullCredential: 'shared' }, asAdmin);
    const less = { ...whole, pullCredential: { ...shared, hosts: ['ghcr.io'] } };
    await expect(service.put('first', less, asAdmin)).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        'Registries that use the credential "shared" are not among its hosts: second. Add their hosts, or give them another credential first.',
      usages: ['second'],
    });
    const { isNew } = await service.put('second', { server: 'quay.io' }, asAdmin);
    expect(isNew).toBe(false);
    await service.put('first', less, asAdmin);
  });

  test('a credential keeps a kind that the registries which use it take', async () => {
    const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
    const role = { name: 'of-two', kind: 'aws-role' } as const;
    const whole = { ...role, roleArn: 'arn:aws:iam::123456789012:role/a' };
    const node = { name: 'of-two', kind: 'node-role' } as const;
    await service.put('ecr', { server: ecr, pullCredential: whole }, asAdmin);
    const gar = { server: 'europe-docker.pkg.dev', pullCredential: { name: 'gar', ...bot } };
    await service.put('gar', { ...gar, pullCredential: node }, asAdmin).catch(() => undefined);
    const credentials = new CredentialService({ knex, sealer });
    await credentials.put('of-two', { kind: 'node-role' }, asAdmin);
    await service.put('gar', { ...gar, pullCredential: 'of-two' }, asAdmin);
    const refused = {
      name: 'ConflictError',
      message:
        'Registries that use the credential "of-two" do not take the kind "aws-role": gar. Keep its kind, or give them another credential first.',
      usages: ['gar'],
    };
    const input = { kind: whole.kind, roleArn: whole.roleArn };
    await expect(credentials.put('of-two', input, asAdmin)).rejects.toMatchObject(refused);
    const change = service.put('ecr', { server: ecr, pullCredential: whole }, asAdmin);
    await expect(change).rejects.toMatchObject(refused);
    expect((await credentials.get('of-two', admin)).kind).toBe('node-role');
    await service.put('gar', { server: gar.server }, asAdmin);
    await credentials.put('of-two', input, asAdmin);
  });

  test('who owns a registry does not push by what it may only pull by', async () => {
    const own = { server: 'ghcr.io', owner: PAYMENTS };
    const pull = { name: 'pull-only', ...bot };
    await service.put('janes', { ...own, pullCredential: pull }, asAdmin);
    const asJane = { ...asAdmin, caller: jane };
    const unknown = 'There is no credential "pull-only" that you may use.';
    const kept = { ...own, pullCredential: 'pull-only' };
    await expect(
      service.put('janes', { ...own, pushCredential: 'pull-only' }, asJane),
    ).rejects.toThrow(unknown);
    await expect(
      service.put('janes', { ...kept, pushCredential: 'pull-only' }, asJane),
    ).rejects.toThrow(unknown);
    await service.put('janes', { ...kept, title: 'Ours' }, asJane);
    // What it has both ways already stays.
    await service.put('janes', { ...kept, pushCredential: 'pull-only' }, asAdmin);
    const both = { ...kept, pushCredential: 'pull-only', title: 'Both' };
    expect((await service.put('janes', both, asJane)).registry.title).toBe('Both');
  });

  test('what is allowed by scope is asked again where the scope has changed meanwhile', async () => {
    await service.put('scoped', { server: 'ghcr.io', scope: [PAYMENTS] }, asAdmin);
    let times = 0;
    class Jane extends Caller {
      /** By a policy that asks for the scope; an admin changes it after the first look. */
      override async require(...[, , subject]: Parameters<Caller['require']>): Promise<void> {
        if (!subject?.scope?.includes(PAYMENTS)) throw new NotAllowedError('Out of scope.');
        const scope = ['group:default/search'];
        if (times++ === 0) await service.put('scoped', { server: 'ghcr.io', scope }, asAdmin);
      }
    }
    const caller = new Jane({ ref: 'user:default/jane', kind: 'user' });
    const body = { server: 'quay.io', scope: [PAYMENTS] };
    const written = service.put('scoped', body, { ...asAdmin, caller });
    await expect(written).rejects.toThrow('Out of scope.');
    expect((await service.get('scoped', admin)).server).toBe('ghcr.io');
  });

  test('an owner does not get the default back that was given away meanwhile', async () => {
    const own = { server: 'ghcr.io', owner: PAYMENTS };
    await service.put('old', { ...own, default: true }, asAdmin);
    await service.put('other', { server: 'quay.io' }, asAdmin);
    let times = 0;
    class Jane extends Caller {
      /** Between looking at their rights and writing, an admin chooses another default. */
      override async require(...args: Parameters<Caller['require']>): Promise<void> {
        if (times++ === 0) await service.setDefault('other', asAdmin);
        return super.require(...args);
      }
    }
    const caller = new Jane({ ref: 'user:default/jane', kind: 'user', memberships: [PAYMENTS] });
    await expect(
      service.put('old', { ...own, default: true }, { ...asAdmin, caller }),
    ).rejects.toThrow('You may not choose the default registry.');
    expect((await service.getDefault(admin)).name).toBe('other');
  });
});
