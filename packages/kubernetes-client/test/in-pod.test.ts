import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { expect, test } from 'vitest';

const PROGRAM = `
  import { openCluster } from '@berth/kubernetes-client';
  const cluster = openCluster({ environment: process.env, retries: 0 });
  const { body } = await cluster.request({ method: 'GET', path: ['version'] });
  console.log(JSON.stringify({ server: cluster.server, body }));`;

// A /run of its own, in which the files of a pod lie, as only this program sees it.
const UNSHARE = ['--mount', '--map-root-user'];
const canUnshare = spawnSync('unshare', [...UNSHARE, 'mount', '-t', 'tmpfs', 'none', '/run']);

test.skipIf(canUnshare.status !== 0)(
  'in a pod its own account logs in, without a kubeconfig',
  async () => {
    const authority = createCertificateAuthority();
    const server = await startScriptedServer({ '/version': [{ body: '{}' }] }, authority.issue());
    const folder = temporaryFolder('pod');
    writeFileSync(path.join(folder, 'token'), 'pod-token');
    writeFileSync(path.join(folder, 'ca.crt'), readFileSync(authority.certificateFile));
    const place = '/run/secrets/kubernetes.io/serviceaccount';
    const script = `mount -t tmpfs none /run && mkdir -p ${place} && cp "$1"/* ${place} && exec "$2" --conditions=@berth/source --input-type=module -e "$3"`;
    const args = [...UNSHARE, 'sh', '-c', script, 'sh', folder, process.execPath, PROGRAM];
    try {
      const { stdout } = await promisify(execFile)('unshare', args, {
        cwd: import.meta.dirname,
        env: {
          PATH: process.env['PATH'],
          HOME: folder,
          KUBERNETES_SERVICE_HOST: '127.0.0.1',
          KUBERNETES_SERVICE_PORT: server.host.split(':')[1],
        },
      });
      expect(JSON.parse(stdout)).toEqual({ server: server.url, body: {} });
      expect(server.requests[0]?.headers.authorization).toBe('Bearer pod-token');
    } finally {
      await server.stop();
    }
  },
);
