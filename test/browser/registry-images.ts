import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { testImages, writeOciLayout } from '../images/test-image.ts';
import type { CertificateAuthority } from '../servers/certificate-authority.ts';
import type { DockerRegistry } from '../servers/docker-registry.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';

/** What skopeo reads of a registry with somebody's login. */
export interface RegistryImages {
  /** With the host: `127.0.0.1:5000/acme/payments`. */
  readonly repository: string;
  /** What it tells of the image; throws with what it writes where it may not read it. */
  inspect(dockerConfig: string): unknown;
}

/** Pushes an image with skopeo, to be read with whatever login. */
export function pushTestImage(options: {
  readonly registry: DockerRegistry;
  readonly authority: CertificateAuthority;
  readonly username: string;
  readonly password: string;
}): RegistryImages {
  const { registry, authority, username, password } = options;
  const folder = temporaryFolder('skopeo');
  const file = (name: string) => path.join(folder, name);
  const repository = `${registry.host}/acme/payments`;
  const skopeo = (dockerConfig: string, command: string, ...args: string[]) => {
    writeFileSync(file('auth.json'), dockerConfig, { mode: 0o600 });
    return execFileSync('skopeo', [command, '--authfile', file('auth.json'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };
  writeFileSync(file('ca.crt'), authority.certificate);
  writeOciLayout(file('image'), { v1: testImages.tiny });
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  skopeo(
    JSON.stringify({ auths: { [registry.host]: { auth } } }),
    ...(['copy', '--dest-cert-dir', folder] as const),
    ...[`oci:${file('image')}:v1`, `docker://${repository}:v1`],
  );
  return {
    repository,
    inspect: (dockerConfig): unknown =>
      JSON.parse(
        skopeo(
          dockerConfig,
          'inspect',
          '--cert-dir',
          folder,
          `docker://${repository}:v1`,
        ).toString(),
      ),
  };
}

/** The Docker config in the manifest of a pull secret. */
export function dockerConfigOf(manifest: string): string {
  const data = /^\s*\.dockerconfigjson: "?([A-Za-z0-9+/=]+)"?$/m.exec(manifest)?.[1];
  if (data === undefined) throw new Error(`There is no Docker config in the manifest.`);
  return Buffer.from(data, 'base64').toString();
}
