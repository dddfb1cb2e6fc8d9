import type { BackstagePrincipalAccessRestrictions } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Deed } from '../event/deed.ts';
import { NOTHING, type AccessSubject, type Readable } from './access-filter.ts';
import { memberMay, memberReads, serviceMay, type Member } from './own-rules.ts';
import type { CallersPolicy } from './policy.ts';

/** Who sent a request, and what they may do: see `Policy` and `own-rules.ts`. */
export class Caller {
  /** `user:default/jane`, or the subject of a service. */
  readonly ref: string;
  readonly kind: 'user' | 'service';
  /** What they have done in this request. */
  readonly deeds = new Map<string, Deed>();
  readonly #member: Member;
  readonly #restrictions: BackstagePrincipalAccessRestrictions | undefined;
  readonly #policy: CallersPolicy | undefined;
  readonly #decisions = new Map<string, Promise<PolicyDecision>>();

  constructor(options: {
    readonly ref: string;
    readonly kind: 'user' | 'service';
    /** The user and the groups. */
    readonly memberships?: readonly string[];
    readonly isAdmin?: boolean;
    /** Of a service. */
    readonly restrictions?: BackstagePrincipalAccessRestrictions | undefined;
    /** Without one, Berth's own rules decide. */
    readonly policy?: CallersPolicy;
  }) {
    this.ref = options.ref;
    this.kind = options.kind;
    this.#member = {
      memberships: options.memberships ?? [],
      isAdmin: options.isAdmin ?? false,
    };
    this.#restrictions = options.restrictions;
    this.#policy = options.policy;
  }

  /** @param subject what it would be done to; absent for what is not there yet. */
  async may(permission: Permission, subject?: AccessSubject): Promise<boolean> {
    if (this.kind === 'service') return serviceMay(this.#restrictions, permission);
    const decision = await this.#decide(permission);
    switch (decision.result) {
      case AuthorizeResult.DENY:
        return false;
      case AuthorizeResult.CONDITIONAL:
        return subject !== undefined && this.#policy?.meets(decision, subject) === true;
      case AuthorizeResult.ALLOW:
        return this.#policy?.isFinal || memberMay(this.#member, permission, subject);
    }
  }

  /** @throws NotAllowedError that names what is missing. */
  async require(permission: Permission, what: string, subject?: AccessSubject): Promise<void> {
    if (await this.may(permission, subject)) return;
    throw new NotAllowedError(
      `You may not ${what}. Ask its owner or an admin of Berth, or for the permission "${permission.name}".`,
    );
  }

  /**
   * Whether something is there for this caller: they may read it, or do to it what they want to.
   * What is not there for them is answered like what does not exist.
   */
  async sees(permissions: readonly Permission[], subject: AccessSubject): Promise<boolean> {
    for (const permission of permissions) {
      if (await this.may(permission, subject)) return true;
    }
    return false;
  }

  /** What this caller may read of many. */
  async readable(permission: Permission): Promise<Readable> {
    if (this.kind === 'service') return (await this.may(permission)) ? 'all' : NOTHING;
    const decision = await this.#decide(permission);
    switch (decision.result) {
      case AuthorizeResult.DENY:
        return NOTHING;
      case AuthorizeResult.CONDITIONAL:
        return this.#policy?.filter(decision) ?? NOTHING;
      case AuthorizeResult.ALLOW:
        return this.#policy?.isFinal ? 'all' : memberReads(this.#member, permission);
    }
  }

  /** The policy is asked once about each permission in a request. */
  #decide(permission: Permission): Promise<PolicyDecision> {
    const known = this.#decisions.get(permission.name);
    if (known) return known;
    const decision =
      this.#policy?.decide(permission) ??
      Promise.resolve({ result: AuthorizeResult.ALLOW } as const);
    this.#decisions.set(permission.name, decision);
    return decision;
  }
}
