import type {
  BackstageCredentials,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import {
  AuthorizeResult,
  isResourcePermission,
  type ConditionalPolicyDecision,
  type Permission,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import type { AccessFilter, AccessSubject } from './access-filter.ts';
import {
  credentialResourceRef,
  registryResourceRef,
  selectionResourceRef,
} from './permission-rules.ts';

/** What the policy says about one caller. */
export interface CallersPolicy {
  /** What it allows is allowed; else Berth's own rules look, too. */
  readonly isFinal: boolean;
  decide(permission: Permission): Promise<PolicyDecision>;
  /** Whether something meets the conditions of the policy. */
  meets(decision: ConditionalPolicyDecision, subject: AccessSubject): boolean;
  /** The conditions of the policy, for a list. */
  filter(decision: ConditionalPolicyDecision): PermissionCriteria<AccessFilter>;
}

type Rules = PermissionRuleset<AccessSubject, AccessFilter>;

/**
 * The permission policy of whoever runs Backstage, and what its answers mean to Berth.
 *
 * DENY is final, for admins of Berth too. A conditional answer is final: it names Berth's own rules,
 * so that it was meant for Berth. ALLOW is what Backstage says as well where permissions are off,
 * and where the policy allows everything; it therefore leaves the decision to Berth's own rules,
 * unless `berth.permissions` is `policy`.
 */
export class Policy {
  readonly #logger: LoggerService;
  readonly #permissions: PermissionsService;
  readonly #rules: ReadonlyMap<string, Rules>;
  readonly #isFinal: boolean;

  /** @throws Error when the policy shall decide, and none is asked. */
  constructor(deps: {
    readonly config: RootConfigService;
    readonly logger: LoggerService;
    readonly permissions: PermissionsService;
    readonly permissionsRegistry: PermissionsRegistryService;
  }) {
    const { config, permissions, permissionsRegistry } = deps;
    this.#logger = deps.logger;
    this.#permissions = permissions;
    this.#isFinal = isFinal(config);
    this.#rules = new Map(
      [registryResourceRef, credentialResourceRef, selectionResourceRef].map(ref => [
        ref.resourceType,
        permissionsRegistry.getPermissionRuleset(ref),
      ]),
    );
  }

  /** The policy as one caller meets it. */
  for(credentials: BackstageCredentials): CallersPolicy {
    return {
      isFinal: this.#isFinal,
      decide: permission => this.#decide(permission, credentials),
      meets: (decision, subject) =>
        createConditionAuthorizer(this.#rulesOf(decision))(decision, subject),
      filter: decision => createConditionTransformer(this.#rulesOf(decision))(decision.conditions),
    };
  }

  async #decide(
    permission: Permission,
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision> {
    try {
      const options = { credentials };
      const [decision] = isResourcePermission(permission)
        ? await this.#permissions.authorizeConditional([{ permission }], options)
        : await this.#permissions.authorize([{ permission }], options);
      return decision ?? { result: AuthorizeResult.DENY };
    } catch (error) {
      this.#logger.error(`The permission policy cannot be asked: ${stringifyError(error)}`);
      throw new ServiceUnavailableError(
        'The permission policy cannot be asked. Try again, or read the log of the backend.',
      );
    }
  }

  #rulesOf({ resourceType }: ConditionalPolicyDecision): Rules {
    const rules = this.#rules.get(resourceType);
    if (rules) return rules;
    throw new Error(
      `The permission policy has conditions for "${resourceType}", which Berth has not.`,
    );
  }
}

function isFinal(config: RootConfigService): boolean {
  const decider = config.getOptionalString('berth.permissions') ?? 'defaults';
  if (decider === 'defaults') return false;
  if (decider !== 'policy') {
    throw new Error(`berth.permissions is "${decider}". Use "defaults" or "policy".`);
  }
  if (config.getOptionalBoolean('permission.enabled') === true) return true;
  throw new Error(
    'berth.permissions is "policy", and Backstage asks no policy. Set permission.enabled to true, or leave berth.permissions out.',
  );
}
