import { warning } from '@actions/core';
import {
  formatImageReference,
  InvalidInputError,
  type ImageReference,
  type ProviderId,
  type RegistryLogin,
} from '@berth/core';
import type { Connection } from '@berth/registry-client';
import {
  existingLogin,
  IDENTITY_TOKEN,
  isKeptByHelper,
  type LoginReader,
} from '../docker-config/existing-login.ts';

/** A registry to push to, with all references there. */
export interface PushTarget {
  readonly host: string;
  readonly provider: ProviderId;
  readonly connection: Connection;
  /** Of this run's inputs. */
  readonly login: RegistryLogin | undefined;
  readonly references: readonly [ImageReference, ...ImageReference[]];
  /** Who pushes. */
  readonly pusher: LoginReader;
}

/**
 * The login of this run, or the one from a step before, for a push by Berth itself.
 *
 * @throws InvalidInputError where there is one that only Docker can use.
 */
export async function loginFor(target: PushTarget): Promise<RegistryLogin | undefined> {
  const login = await findLogin(target);
  if (login?.username !== IDENTITY_TOKEN) return login;
  throw new InvalidInputError(
    `The Docker config holds an identity token for ${target.host}, which only Docker can use. Give this step "registry", "username" and "password", or push with "source: docker:<image>".`,
    { field: 'images' },
  );
}

/** The login that was pushed with, as far as Berth can find out. */
export async function loginOfProgram(target: PushTarget): Promise<RegistryLogin | undefined> {
  return findLogin(target).catch(() => undefined);
}

/**
 * Warns of registries that nobody has logged in to: most refuse a push without a login. What keeps a
 * program from its login is the program's to judge, so that it is a warning only. A helper that is
 * not asked is taken to hold a login.
 */
export async function checkAccess(
  targets: readonly PushTarget[],
  helpers: 'asked' | 'not asked' = 'asked',
): Promise<void> {
  for (const target of targets) {
    try {
      if (helpers === 'not asked' && isKeptByHelper(target.pusher, pushedTo(target))) continue;
      if (await (target.pusher === 'berth' ? loginFor : findLogin)(target)) continue;
      warning(
        `There is no login for ${target.host}, neither in this step nor in the Docker config: the push goes there without one.`,
      );
    } catch (error) {
      if (target.pusher === 'berth' || !(error instanceof InvalidInputError)) throw error;
      warning(error.message);
    }
  }
}

async function findLogin(target: PushTarget): Promise<RegistryLogin | undefined> {
  return target.login ?? existingLogin(target.pusher, pushedTo(target));
}

function pushedTo({ host, references: [first] }: PushTarget) {
  return { host, image: formatImageReference(first) };
}
