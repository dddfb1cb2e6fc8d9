import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { Caller } from './caller.ts';
import type { Policy } from './policy.ts';

/** Says who a caller is to Berth. What callers may do is decided in `Caller`. */
export class Access {
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;
  readonly #policy: Policy;
  readonly #admins: ReadonlySet<string>;

  constructor(deps: {
    readonly auth: AuthService;
    readonly userInfo: UserInfoService;
    readonly config: RootConfigService;
    readonly policy: Policy;
  }) {
    this.#auth = deps.auth;
    this.#userInfo = deps.userInfo;
    this.#policy = deps.policy;
    const admins = deps.config.getOptionalStringArray('berth.admins') ?? [];
    this.#admins = new Set(admins.map(ref => ref.toLowerCase()));
  }

  async callerOf(credentials: BackstageCredentials): Promise<Caller> {
    if (this.#auth.isPrincipal(credentials, 'user')) return this.#user(credentials);
    if (this.#auth.isPrincipal(credentials, 'service')) {
      const { subject, accessRestrictions } = credentials.principal;
      return new Caller({ ref: subject, kind: 'service', restrictions: accessRestrictions });
    }
    throw new NotAllowedError('Only users and services may ask Berth. Sign in.');
  }

  async #user(credentials: BackstageCredentials<BackstageUserPrincipal>): Promise<Caller> {
    const { userEntityRef, ownershipEntityRefs } = await this.#userInfo.getUserInfo(credentials);
    const memberships = [...new Set([userEntityRef, ...ownershipEntityRefs])].map(ref =>
      ref.toLowerCase(),
    );
    const isAdmin = memberships.some(ref => this.#admins.has(ref));
    const policy = this.#policy.for(credentials);
    return new Caller({ ref: userEntityRef, kind: 'user', memberships, isAdmin, policy });
  }
}
