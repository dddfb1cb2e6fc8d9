import { createCipheriv } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { Secret } from '@berth/core';
import { CompactEncrypt } from 'jose';
import { describe, expect, test } from 'vitest';
import { Sealer } from './sealer.ts';
import { sealedHeader } from './sealed-header.ts';

const OLD = { id: 'old', bytes: new Uint8Array(32).fill(1) };
const NEW = { id: 'new', bytes: new Uint8Array(32).fill(2) };
const OWNER = { id: 'c1', revision: 3, bindings: [{ host: 'ghcr.io', connection: 'secure' }] };
const PLAIN = new TextEncoder().encode('canary');

const sealer = new Sealer([OLD]);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a sealed secret', () => {
  test('opens for what it was sealed for, and has neither the secret nor the hosts in it', async () => {
    const { text, keyId } = await sealer.seal(new Secret('canary'), OWNER);
    expect(keyId).toBe('old');
    expect((await sealer.open(text, OWNER)).reveal()).toBe('canary');
    const [header = ''] = text.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      ...{ alg: 'dir', enc: 'A256GCM', kid: 'old', cid: 'c1', rev: 3 },
      hosts: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
  });

  test('is another each time', async () => {
    const texts = [1, 2].map(async () => (await sealer.seal(new Secret('canary'), OWNER)).text);
    const [one, two] = await Promise.all(texts);
    expect(one).not.toBe(two);
  });

  test('opens by each key that is there; the first one seals', async () => {
    const { text } = await sealer.seal(new Secret('canary'), OWNER);
    const rotated = new Sealer([NEW, OLD]);
    expect((await rotated.open(text, OWNER)).reveal()).toBe('canary');
    expect((await rotated.seal(new Secret('canary'), OWNER)).keyId).toBe('new');
  });

  test.each([
    ['another credential', { id: 'c2' }],
    ['an earlier revision', { revision: 4 }],
    ['a later revision', { revision: 2 }],
    ['another host', { bindings: [{ host: 'evil.example.com', connection: 'secure' }] }],
    ['one host more', { bindings: [...OWNER.bindings, { host: 'evil.example.com' }] }],
    ['an open connection', { bindings: [{ host: 'ghcr.io', connection: 'insecure' }] }],
  ])('does not open for %s', async (_, other) => {
    const { text } = await sealer.seal(new Secret('canary'), OWNER);
    await expect(sealer.open(text, { ...OWNER, ...other })).rejects.toMatchObject({
      reason: 'misplaced',
      message: 'it was put in the place of another',
    });
  });

  test('does not open without its key, nor by another key of the same id', async () => {
    const { text } = await sealer.seal(new Secret('canary'), OWNER);
    await expect(new Sealer([NEW]).open(text, OWNER)).rejects.toMatchObject({
      reason: 'unknown-key',
      message: 'no encryption key has the id "old"',
    });
    const impostor = new Sealer([{ ...NEW, id: 'old' }]);
    await expect(impostor.open(text, OWNER)).rejects.toMatchObject({ reason: 'damaged' });
  });

  test('does not open when any of its parts was changed', async () => {
    const { text } = await sealer.seal(new Secret('canary'), OWNER);
    const parts = text.split('.');
    const forged = part({ ...sealedHeader('old', { ...OWNER, id: 'c2' }) });
    const texts = [
      ...['', 'x', 'a.b.c', text.slice(0, -4), `${text}.AAAA`],
      [forged, ...parts.slice(1)].join('.'),
      ...[2, 3, 4].map(at => parts.with(at, flipped(parts[at] ?? '')).join('.')),
    ];
    for (const changed of texts) {
      for (const owner of [OWNER, { ...OWNER, id: 'c2' }]) {
        await expect(sealer.open(changed, owner)).rejects.toMatchObject({ reason: 'damaged' });
      }
    }
  });
});

describe('what was not sealed here is refused, though its key is right', () => {
  const header = sealedHeader('old', OWNER);
  const refused = { name: 'UnopenedSealError', reason: 'damaged' };

  test('another way to encrypt', async () => {
    const wrapped = await new CompactEncrypt(PLAIN)
      .setProtectedHeader({ ...header, alg: 'A256GCMKW' })
      .encrypt(OLD.bytes);
    const otherEnc = await new CompactEncrypt(PLAIN)
      .setProtectedHeader({ ...header, enc: 'A128CBC-HS256' })
      .encrypt(OLD.bytes);
    for (const text of [wrapped, otherEnc]) {
      await expect(sealer.open(text, OWNER)).rejects.toMatchObject(refused);
    }
  });

  test('no encryption at all', async () => {
    const unsigned = `${part({ ...header, alg: 'none' })}.${part({ password: 'x' })}.`;
    const unsealed = `${part({ ...header, alg: 'none' })}..AAAA.${part({ password: 'x' })}.AAAA`;
    for (const text of [unsigned, unsealed]) {
      await expect(sealer.open(text, OWNER)).rejects.toMatchObject(refused);
    }
  });

  test('what would be inflated', async () => {
    const bomb = deflateRawSync(new Uint8Array(10_000_000));
    const text = encrypted({ ...header, zip: 'DEF' }, bomb);
    await expect(sealer.open(text, OWNER)).rejects.toMatchObject(refused);
    const same = await sealer.open(encrypted(header, PLAIN), OWNER);
    expect(same.reveal()).toBe('canary');
  });

  test('a header with more or less in it', async () => {
    const more = await new CompactEncrypt(PLAIN)
      .setProtectedHeader({ ...header, jku: 'https://evil.example.com' })
      .encrypt(OLD.bytes);
    const less = await new CompactEncrypt(PLAIN)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'old' })
      .encrypt(OLD.bytes);
    for (const text of [more, less]) {
      await expect(sealer.open(text, OWNER)).rejects.toMatchObject(refused);
    }
  });
});

/** By hand (RFC 7516, 5.1): no library makes what ours must refuse. */
function encrypted(header: object, plain: Uint8Array): string {
  const iv = Buffer.alloc(12, 1);
  const cipher = createCipheriv('aes-256-gcm', OLD.bytes, iv);
  cipher.setAAD(Buffer.from(part(header)));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const parts = [iv, body, cipher.getAuthTag()].map(bytes => bytes.toString('base64url'));
  return [part(header), '', ...parts].join('.');
}

function flipped(encoded: string): string {
  const bytes = Buffer.from(encoded, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return bytes.toString('base64url');
}
