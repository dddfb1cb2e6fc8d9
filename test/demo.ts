// The main job, on your machine: a registry of its own, the action as a runner runs it, and what is left.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { parseArgs } from 'node:util';
import path from 'node:path';
import { testImages, writeOciLayout } from './images/test-image.ts';
import { startJob, type Outcome } from './runner/action.ts';
import { createCertificateAuthority } from './servers/certificate-authority.ts';
import { startDockerRegistry } from './servers/docker-registry.ts';

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log(`Usage: npm run demo

Starts a registry with passwords and TLS on loopback, runs the action of this checkout against it
(log in, push, pull secret, post) in a home folder of its own, and stops the registry.
Nothing outside the temporary folder is changed.`);
  process.exit(0);
}

step('Starts a registry that asks for passwords, over TLS of a private authority');
const ca = createCertificateAuthority();
const registry = await startDockerRegistry({
  auth: { kind: 'basic', users: { alice: 'correct horse' } },
  tls: ca.issue(),
});
const image = `${registry.host}/demo/hello`;
console.log(registry.url);

step('Runs the action: log in, push an OCI layout under two tags, write a pull secret');
const job = startJob();
const layout = path.join(job.workspace, 'image');
writeOciLayout(layout, { hello: testImages.tiny });
writeFileSync(path.join(job.workspace, 'ca.crt'), ca.certificate);
const main = await job.main({
  registry: registry.host,
  username: 'alice',
  password: 'correct horse',
  'ca-certificate': 'ca.crt',
  source: 'oci:image',
  images: `${image}:1.0\n${image}:latest`,
  'pull-secret-file': 'pull-secret.yaml',
});
show(main);

step('What the job sees: outputs, and a Docker config with one login');
for (const [name, value] of main.outputs) console.log(`${name}: ${value}`);

step('Reads the image back with nothing but the pull secret');
const pullSecret = readFileSync(path.join(job.workspace, 'pull-secret.yaml'), 'utf8');
console.log(pullSecret.replace(/^( +\.dockerconfigjson: .{12}).*$/m, '$1… (hidden here)'));
const status = await pull(pullSecret);
console.log(`GET /v2/demo/hello/manifests/1.0: ${status}`);

step('Runs the post step, as at the end of the job');
show(await main.post());
const left = existsSync(job.configFile);
console.log(`Docker config: ${left ? 'still there' : 'gone, as before the job'}`);

await registry.stop();
if (status !== 200 || left) {
  console.error('\nThe demo did not end as it should: please report what it printed.');
  process.exit(1);
}
step('Done: nothing is left behind');

function step(title: string): void {
  console.log(`\n— ${title}`);
}

function show({ log, exitCode, stderr }: Outcome): void {
  console.log(log.trim());
  if (exitCode === 0) return;
  console.error(stderr);
  process.exit(1);
}

/** Asks for the manifest as a cluster would, and answers with the status. */
async function pull(manifest: string): Promise<number | undefined> {
  const data = /\.dockerconfigjson: (\S+)/.exec(manifest)?.[1] ?? '';
  const config = JSON.parse(Buffer.from(data, 'base64').toString()) as {
    auths: Record<string, { auth: string }>;
  };
  const authorization = `Basic ${config.auths[registry.host]?.auth}`;
  return new Promise((resolve, reject) => {
    https
      .get(
        `${registry.url}/v2/demo/hello/manifests/1.0`,
        {
          ca: ca.certificate,
          headers: { authorization, accept: 'application/vnd.oci.image.manifest.v1+json' },
        },
        response => resolve(response.resume().statusCode),
      )
      .once('error', reject);
  });
}
