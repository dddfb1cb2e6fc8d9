// Looks whether the action did on this runner what its outputs say; its variables are set by the workflow.
import { deepEqual, equal, match } from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const { HOST, PASSWORD, EXPECTED, CONFIG, OUTPUTS = '{}' } = process.env;
const { DOCKER_CONFIG, REGISTRY_AUTH_FILE } = process.env;
const outputs = JSON.parse(OUTPUTS) as Readonly<Record<string, string>>;
const folder = outputs['config-dir'] ?? '';
const file = path.join(folder, 'config.json');
const reference = `${HOST}/acme/api:1`;

equal(outputs['logged-in'], 'true');
equal(outputs['username'], 'alice');
deepEqual(JSON.parse(outputs['registries'] ?? ''), [HOST]);
deepEqual(JSON.parse(outputs['references'] ?? ''), [reference]);
equal(outputs['digest'], EXPECTED);
deepEqual(JSON.parse(outputs['digests'] ?? ''), { [reference]: EXPECTED });

// What the steps behind this one read.
if (CONFIG === 'isolated') deepEqual([DOCKER_CONFIG, REGISTRY_AUTH_FILE], [folder, file]);
const { auths } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly auths: Readonly<Record<string, { readonly auth: string }>>;
};
const { auth = '' } = auths[HOST ?? ''] ?? {};
equal(Buffer.from(auth, 'base64').toString(), `alice:${PASSWORD}`);
checkPrivate(file);

const pulled = await fetch(`http://${HOST}/v2/acme/api/manifests/1`, {
  headers: { authorization: `Basic ${auth}` },
});
equal(pulled.headers.get('docker-content-digest'), EXPECTED);

const secretFile = outputs['pull-secret-file'] ?? '';
equal(path.isAbsolute(secretFile), true);
match(readFileSync(secretFile, 'utf8'), /^kind: Secret$/m);
checkPrivate(secretFile);
console.log(`All of it is so: ${OUTPUTS}`);

/** Windows has no such modes: there the folder of the user is what keeps others out. */
function checkPrivate(name: string): void {
  if (process.platform !== 'win32') equal(statSync(name).mode & 0o077, 0);
}
