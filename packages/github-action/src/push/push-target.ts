import { warning } from '@actions/core';
import {
  dockerConfigKey,
  type ImageReference,
  type ProviderId,
  type RegistryLogin,
} from '@berth/core';
import type { Connection } from '@berth/registry-client';
import { dockerConfigFile } from '../docker-config/docker-config-path.ts';
import { existingLogin } from '../docker-config/existing-login.ts';

/** A registry to push to, with all references there. */
export interface PushTarget {
  readonly host: string;
  readonly provider: ProviderId;
  readonly connection: Connection;
  /** Of this run's inputs. */
  readonly login: RegistryLogin | undefined;
  readonly references: readonly ImageReference[];
}

/** The login of this run, or the one that the Docker config has from a step before. */
export async function loginFor({ host, login }: PushTarget): Promise<RegistryLogin | undefined> {
  return login ?? existingLogin(dockerConfigFile(), { host, key: dockerConfigKey(host) });
}

/** Warns of registries that nobody has logged in to: most refuse a push without a login. */
export async function checkAccess(targets: readonly PushTarget[]): Promise<void> {
  for (const target of targets) {
    if (await loginFor(target)) continue;
    warning(
      `There is no login for ${target.host}, neither in this step nor in the Docker config: the push goes there without one.`,
    );
  }
}
