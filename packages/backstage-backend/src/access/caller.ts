import { NotAllowedError } from '@backstage/errors';
import type { Permission } from '@backstage/plugin-permission-common';

/** What decisions are made about: who owns it, and for whom it is. */
export interface AccessSubject {
  readonly owner: string | undefined;
  readonly scope?: readonly string[];
}

/** What a list may hold. */
export type Readable = 'all' | { readonly ownedBy: readonly string[] };

/** Who sent a request, and what they may do by Berth's own rules. */
export class Caller {
  /** `user:default/jane`, or the subject of a service. */
  readonly ref: string;
  readonly #kind: 'user' | 'service';
  readonly #memberships: readonly string[];
  readonly #isAdmin: boolean;
  readonly #granted: readonly string[];

  constructor(options: {
    readonly ref: string;
    readonly kind: 'user' | 'service';
    /** The user and the groups. */
    readonly memberships?: readonly string[];
    readonly isAdmin?: boolean;
    /** Names of permissions that a service's access restrictions grant. */
    readonly granted?: readonly string[];
  }) {
    this.ref = options.ref;
    this.#kind = options.kind;
    this.#memberships = options.memberships ?? [];
    this.#isAdmin = options.isAdmin ?? false;
    this.#granted = options.granted ?? [];
  }

  owns({ owner }: AccessSubject): boolean {
    return owner !== undefined && this.#memberships.includes(owner);
  }

  /** @param subject what it would be done to; absent for what is not there yet. */
  // eslint-disable-next-line @typescript-eslint/require-await -- policies are asked over the network
  async may(permission: Permission, subject?: AccessSubject): Promise<boolean> {
    if (this.#isAdmin) return true;
    if (this.#kind === 'service') {
      return isRead(permission) || this.#granted.includes(permission.name);
    }
    if (subject !== undefined && this.owns(subject)) return !OWNERS_MAY_NOT.has(permission.name);
    return EVERYBODY_MAY.has(permission.name);
  }

  /** @throws NotAllowedError that names what is missing. */
  async require(permission: Permission, what: string, subject?: AccessSubject): Promise<void> {
    if (await this.may(permission, subject)) return;
    throw new NotAllowedError(
      `You may not ${what}. Ask its owner or an admin of Berth, or for the permission "${permission.name}".`,
    );
  }

  /** What this caller may read of many. */
  // eslint-disable-next-line @typescript-eslint/require-await -- policies are asked over the network
  async readable(permission: Permission): Promise<Readable> {
    if (this.#isAdmin || this.#kind === 'service' || EVERYBODY_MAY.has(permission.name))
      return 'all';
    return { ownedBy: this.#memberships };
  }
}

const EVERYBODY_MAY = new Set(['berth.registry.read']);

/** Exports need a word of their own from whoever runs Berth. */
const OWNERS_MAY_NOT = new Set(['berth.pull-secret.export', 'berth.event.read']);

function isRead({ attributes }: Permission): boolean {
  return attributes.action === 'read';
}
