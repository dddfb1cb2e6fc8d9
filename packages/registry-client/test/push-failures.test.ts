import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseImageReference } from '@berth/core';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startScriptedServer, type Answers } from '@berth/test/servers/scripted-server';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { expect, test } from 'vitest';
import { pushImage } from '../src/push/push-image.ts';
import { Registry } from '../src/registry.ts';
import { openImageSource } from '../src/source/image-source.ts';

const layout = path.join(temporaryFolder('push-failures'), 'layout');
const { x: digest = '' } = writeOciLayout(layout, { x: testImages.tiny });
const NAME = '/v2/acme/api';
const refusal = (code: string) => JSON.stringify({ errors: [{ code, message: 'see our terms' }] });

/** A registry that answers as told, else takes everything. */
async function pushTo(
  script: Readonly<Record<string, Answers>>,
  { retries = 2, names = ['acme/api'] } = {},
) {
  const uploads = `${NAME}/blobs/uploads`;
  const server = await startScriptedServer({
    'GET /v2/': [{}],
    [`POST ${uploads}/`]: [{ status: 202, headers: { location: 'first?state=a%2Bb' } }],
    [`PUT ${uploads}/first`]: [{ status: 201 }],
    [`PUT ${NAME}/manifests/1`]: [{ status: 201 }],
    ...script,
  });
  const registry = new Registry({ server: server.url, insecure: true }, undefined, { retries });
  const source = await openImageSource(`oci:${layout}`);
  try {
    const references = names.map(name => parseImageReference(`${server.host}/${name}:1`));
    const result = await pushImage({ source, references, registry }).catch(
      (error: unknown) => error as Error,
    );
    return { result, server };
  } finally {
    registry.close();
    await source.close();
    await server.stop();
  }
}

test('keeps what a Location says, and adds the digest', async () => {
  const { result, server } = await pushTo({});
  expect(result).toMatchObject({ digest, blobs: { uploaded: 2 } });
  const puts = server.lines().filter(line => line.startsWith('PUT') && line.includes('blobs'));
  expect(puts).toHaveLength(2);
  for (const line of puts)
    expect(line).toMatch(/uploads\/first\?state=a%2Bb&digest=sha256%3A[0-9a-f]{64}$/);
  const sent = server.requests
    .filter(({ line }) => puts.includes(line))
    .map(({ line, body, headers }) => ({
      named: line.slice(-64),
      actual: createHash('sha256').update(body, 'utf8').digest('hex'),
      length: headers['content-length'],
    }));
  const config = sent.find(({ length }) => length === '163');
  expect(config?.actual).toBe(config?.named);
});

test('a Location without a query, and a whole one', async () => {
  for (const location of ['/upload/here', 'there']) {
    const { result, server } = await pushTo({
      [`POST ${NAME}/blobs/uploads/`]: [{ status: 202, headers: { location } }],
      'PUT /upload/here': [{ status: 201 }],
      [`PUT ${NAME}/blobs/uploads/there`]: [{ status: 201 }],
    });
    expect(result).toMatchObject({ digest });
    expect(server.lines().filter(line => line.includes('?digest=sha256%3A'))).toHaveLength(2);
  }
});

test.each<[string, Readonly<Record<string, Answers>>, string]>([
  [
    'no repository',
    { [`POST ${NAME}/blobs/uploads/`]: [{ status: 404, body: refusal('NAME_UNKNOWN') }] },
    'the repository does not exist (404, NAME_UNKNOWN). Create it first, or check its name: this registry makes none by being pushed to.',
  ],
  [
    'no right',
    { [`POST ${NAME}/blobs/uploads/`]: [{ status: 403, body: refusal('DENIED') }] },
    'the registry denies it (403, DENIED). Check that the repository is spelled right and that the login may push there.',
  ],
  [
    'a missing layer',
    { [`PUT ${NAME}/manifests/1`]: [{ status: 400, body: refusal('MANIFEST_BLOB_UNKNOWN') }] },
    'the registry misses a layer that the image names (400, MANIFEST_BLOB_UNKNOWN). Push again; where it was deleted a moment ago, wait for the clean-up to end.',
  ],
  [
    'a kind of image that it does not know',
    { [`PUT ${NAME}/manifests/1`]: [{ status: 400, body: refusal('MANIFEST_INVALID') }] },
    'the registry does not take this kind of image (400, MANIFEST_INVALID). Check that it supports the media types of the image, or save it in another format.',
  ],
])('names %s', async (_, script, message) => {
  const { result, server } = await pushTo(script);
  expect(result).toMatchObject({
    name: 'RegistryRequestError',
    message: `Cannot push to "${server.host}/acme/api": ${message}`,
  });
});

test('a registry that stored something else', async () => {
  const other = `sha256:${'0'.repeat(64)}`;
  const { result, server } = await pushTo({
    [`PUT ${NAME}/manifests/1`]: [{ status: 201, headers: { 'docker-content-digest': other } }],
  });
  expect(result).toMatchObject({
    code: 'protocol',
    message: `"${server.host}" stored a manifest as "${other}" that was sent as "${digest}". Check that it is a registry, and what lies between.`,
  });
});

test('an upload without a place', async () => {
  const { result, server } = await pushTo({ [`POST ${NAME}/blobs/uploads/`]: [{ status: 202 }] });
  expect(result).toMatchObject({
    message: `"${server.host}" opened an upload without saying where. Check that it is a registry, and what lies between.`,
  });
});

test('begins an upload anew that broke, from the start of the blob', async () => {
  const { result, server } = await pushTo({
    [`POST ${NAME}/blobs/uploads/`]: [
      { status: 202, headers: { location: 'broken' } },
      { status: 202, headers: { location: 'broken' } },
      { status: 202, headers: { location: 'first' } },
    ],
    [`PUT ${NAME}/blobs/uploads/broken`]: [
      { status: 503, headers: { 'retry-after': '0' } },
      'reset',
    ],
  });
  expect(result).toMatchObject({ digest, blobs: { uploaded: 2 } });
  expect(server.lines().filter(line => line.startsWith('POST')).length).toBeGreaterThanOrEqual(4);
});

test('uploads where mounting is refused', async () => {
  const { result, server } = await pushTo(
    {
      'POST /v2/acme/other/blobs/uploads/': ({ line }) =>
        line.includes('mount=')
          ? { status: 403, body: refusal('DENIED') }
          : { status: 202, headers: { location: 'first' } },
      'PUT /v2/acme/other/blobs/uploads/first': [{ status: 201 }],
      'PUT /v2/acme/other/manifests/1': [{ status: 201 }],
    },
    { names: ['acme/api', 'acme/other'] },
  );
  expect(result).toMatchObject({ blobs: { uploaded: 4, mounted: 0 } });
  expect(server.lines().filter(line => line.includes('mount='))).toHaveLength(2);
});

test('gives up in the end, and never for a refusal', async () => {
  const busy: Answers = [{ status: 503, headers: { 'retry-after': '0' } }];
  const { result } = await pushTo({ [`PUT ${NAME}/blobs/uploads/first`]: busy }, { retries: 1 });
  expect(result).toMatchObject({ code: 'server-error', status: 503 });

  const refused = await pushTo({ [`PUT ${NAME}/manifests/1`]: [{ status: 403 }] });
  expect(
    refused.server.lines().filter(line => line.includes('PUT /v2/acme/api/manifests')),
  ).toHaveLength(1);
});
