// Made from packages/backstage-common/openapi by "npm run reference".
export interface paths {
  readonly '/permitted-actions': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * What the caller may do.
     * @description Without parameters what needs no subject: `registry.create`, `credential.create`, `event.read`,
     *     `registry.read` for those who may read any, and `default-registry.update` for those who choose
     *     the default. With `registry`, also what they may do with that one, and `credential.update`
     *     where they may change the credential that pulls from it, and `credential.delete` where they
     *     may delete all its credentials, as `deleteCredential=true` does.
     *     With `credential`, both for that one, whatever registries have it.
     *     With `app`, also `selection.update` where they may choose for it.
     */
    readonly get: operations['listPermittedActions'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/registries/{name}/checks': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Proves the stored login now.
     * @description A check that fails is an answer like another, with its result. 429 with `Retry-After` where somebody checks, or a host is checked, too often.
     */
    readonly post: operations['checkRegistry'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/registries/{name}/status-history': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    /**
     * How a registry was, the newest first.
     * @description Kept as long as events are; what it is now is always there.
     */
    readonly get: operations['listStatusHistory'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/checks': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Proves the login of an entry that is not saved yet.
     * @description Nothing of it is stored. With the `name` of a registry, it is a change of that one, which its owner may check; any other is for those who may create registries.
     */
    readonly post: operations['checkDraft'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/credentials': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Lists the credentials that the caller may read, without their secrets. */
    readonly get: operations['listCredentials'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/credentials/{name}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    /** One credential, without its secret. */
    readonly get: operations['getCredential'];
    /**
     * Creates a credential, or replaces what is entered for it.
     * @description A secret that is left out stays as it is stored; an empty one is refused. Another kind, or
     *     another host, needs the secret again.
     */
    readonly put: operations['putCredential'];
    readonly post?: never;
    /** Deletes a credential; 409 with the registries that use it. */
    readonly delete: operations['deleteCredential'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/events': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Who did what, the newest first, by fingerprints. */
    readonly get: operations['listEvents'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/registries/{name}/pull-secret-exports': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Writes a pull secret out, with its password.
     * @description The only answer that holds a secret. It needs a permission of its own, is not to be stored by anybody on the way, and is audited with the reason given.
     */
    readonly post: operations['exportPullSecret'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/image-checks': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Checks an image reference, without asking any registry. */
    readonly post: operations['checkImage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/pull-explanations': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Says which key of a Docker config a client uses for an image. */
    readonly post: operations['explainPull'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/registries': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Lists the registries that the caller may read. */
    readonly get: operations['listRegistries'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/registries/{name}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    /** One registry. */
    readonly get: operations['getRegistry'];
    /**
     * Creates a registry, or replaces what is entered for it.
     * @description What is left out takes its default, but for `default`, which stays. The first registry becomes
     *     the default. A credential with a secret goes only to the host, and by the connection, for
     *     which its secret was entered: who changes server, connection or certificate enters it again,
     *     by giving the credential as an object. 409 with the apps that use it where it would get
     *     another host, a smaller scope, or be disabled, unless `force=true`; apps that have chosen
     *     nothing use the default. Of a smaller scope, the apps count that would not be in it any more,
     *     and those behind the first 100, which are not looked at. It becomes the default by `default`
     *     as by `PUT /default-registry`.
     */
    readonly put: operations['putRegistry'];
    readonly post?: never;
    /**
     * Deletes a registry; its credentials stay unless asked.
     * @description 409 with the apps that use it unless `force=true`; 409 for the default while there are others.
     */
    readonly delete: operations['deleteRegistry'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/default-registry': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The default registry; 404 where there is no registry. */
    readonly get: operations['getDefaultRegistry'];
    /**
     * Makes another registry the default one.
     * @description 400 for a registry that is disabled. 409 for one with a scope unless `force=true`: apps
     *     outside of it that have chosen nothing would have an error.
     */
    readonly put: operations['putDefaultRegistry'];
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/registries/{name}/usages': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    /**
     * Who uses a registry.
     * @description First the selections that name it, by app, then the entities whose annotations do, as far as
     *     the caller may see them in the catalog. Annotations for an environment are found where it is
     *     in `berth.environments`, or among the first 50 that somebody has chosen for. Apps that take what their system, domain or owner
     *     chose are not listed one by one, nor those that take the default.
     */
    readonly get: operations['listRegistryUsages'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/environments': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * The environments that are configured, and those that somebody has chosen for; sorted.
     * @description Of those that are not configured, the first 500.
     */
    readonly get: operations['listEnvironments'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/selections': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Everything that was chosen, by app.
     * @description For services and for those who may read every registry; users get what the catalog shows them.
     */
    readonly get: operations['listSelections'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/apps/{kind}/{namespace}/{name}/selections': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description Of the app's entity reference. */
        readonly kind: components['parameters']['Kind'];
        /** @description Of the app's entity reference. */
        readonly namespace: components['parameters']['Namespace'];
        /** @description Of the app's entity reference. */
        readonly name: components['parameters']['AppName'];
      };
      readonly cookie?: never;
    };
    /** What an app has chosen, for all and for single environments. */
    readonly get: operations['listAppSelections'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/apps/{kind}/{namespace}/{name}/selections/{environment}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description Of the app's entity reference. */
        readonly kind: components['parameters']['Kind'];
        /** @description Of the app's entity reference. */
        readonly namespace: components['parameters']['Namespace'];
        /** @description Of the app's entity reference. */
        readonly name: components['parameters']['AppName'];
        /** @description `*` for all. */
        readonly environment: components['schemas']['Environment'];
      };
      readonly cookie?: never;
    };
    /** What an app has chosen. */
    readonly get: operations['getSelection'];
    /**
     * Chooses a registry, or explicitly none, for an app.
     * @description For the owner of the app, or of the system or domain that chooses for its apps; a group
     *     chooses for what it owns. Only a registry that the caller may use, that is not disabled, and
     *     that has the app in its scope can be chosen. The scope is looked at again whenever the
     *     registry is asked for.
     */
    readonly put: operations['putSelection'];
    readonly post?: never;
    /** Takes a choice back. */
    readonly delete: operations['deleteSelection'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/apps/{kind}/{namespace}/{name}/effective-registry': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description Of the app's entity reference. */
        readonly kind: components['parameters']['Kind'];
        /** @description Of the app's entity reference. */
        readonly namespace: components['parameters']['Namespace'];
        /** @description Of the app's entity reference. */
        readonly name: components['parameters']['AppName'];
      };
      readonly cookie?: never;
    };
    /** Which registry an app uses, and why. */
    readonly get: operations['getEffectiveRegistry'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    readonly PageInfo: {
      /** @description Absent on the last page. */
      readonly nextCursor?: string;
    };
    readonly ErrorResponse: {
      readonly error: components['schemas']['ErrorDetails'];
      readonly request?: {
        readonly method?: string;
        readonly url?: string;
      };
      readonly response: {
        readonly statusCode: number;
      };
    };
    readonly ErrorDetails: {
      readonly name: string;
      readonly message: string;
      readonly code?: components['schemas']['ErrorCode'];
      /** @description The path of the field: `pullCredential.password`. */
      readonly field?: string;
      /** @description The first of them. */
      readonly problems?: readonly components['schemas']['ErrorProblem'][];
      /** @description With 412: the fields that have changed since that `ETag`. */
      readonly changed?: readonly string[];
      /** @description With 409: who still uses it, as far as the caller may see them; the first 100. */
      readonly usages?: readonly string[];
      /** @description With 409: how many use it, those counted that the caller may not see. */
      readonly totalUsages?: number;
      /**
       * @description With 409: it is, or would be, the default, and whoever has chosen nothing uses that; they are not counted.
       * @enum {boolean}
       */
      readonly default?: true;
      /**
       * @description With 409: what still uses it, whether or not the caller may see any of it. `force=true` overrules apps, not registries.
       * @enum {string}
       */
      readonly heldBy?: 'apps' | 'registries';
    };
    readonly ErrorProblem: {
      readonly field?: string;
      readonly message: string;
      readonly code?: components['schemas']['ErrorCode'];
    };
    /**
     * @description What a program can act on without reading the message, which may change; absent where the status says it all. `NAME_TAKEN`: by an entry that the caller may not read. `SECRET_NEEDED`: the stored secret was not entered for this server and the way to it. `CUT_OFF_BY_…`: apps use the registry, and could not any more when it is disabled, is at another server, or has a smaller scope. `DEFAULT_HAS_SCOPE`: apps outside of its scope that have chosen nothing would have an error.
     * @enum {string}
     */
    readonly ErrorCode:
      | 'NAME_TAKEN'
      | 'SECRET_NEEDED'
      | 'CUT_OFF_BY_DISABLING'
      | 'CUT_OFF_BY_SERVER'
      | 'CUT_OFF_BY_SCOPE'
      | 'DEFAULT_HAS_SCOPE';
    /** @description 1 to 63 of a-z, 0-9 and "-", a letter or digit at both ends; not `none`, not like a UUID. */
    readonly EntryName: string;
    /** @description A full entity reference: `group:default/payments`. */
    readonly EntityRef: string;
    readonly EntityPart: string;
    /** @description A name such as `production`; `*` for all. */
    readonly Environment: string;
    readonly Labels: {
      readonly [key: string]: string;
    };
    /**
     * Format: date-time
     * @description ISO 8601, UTC.
     */
    readonly Timestamp: string;
    /** @enum {string} */
    readonly Provider:
      | 'docker-hub'
      | 'ghcr'
      | 'gitlab'
      | 'quay'
      | 'harbor'
      | 'ecr'
      | 'ecr-public'
      | 'gar'
      | 'gcr'
      | 'acr'
      | 'icr'
      | 'artifactory'
      | 'generic';
    /** @description Ignored in requests, so that an answer can be changed and sent back. */
    readonly Answered: unknown;
    readonly PermittedActions: {
      readonly items: readonly components['schemas']['PermittedAction'][];
    };
    /** @enum {string} */
    readonly PermittedAction:
      | 'credential.create'
      | 'credential.delete'
      | 'credential.update'
      | 'default-registry.update'
      | 'event.read'
      | 'pull-secret.export'
      | 'registry.check'
      | 'registry.create'
      | 'registry.delete'
      | 'registry.read'
      | 'registry.update'
      | 'registry.use'
      | 'selection.update';
    /** @enum {string} */
    readonly StatusCode:
      | 'OK'
      | 'EXPIRING'
      | 'EXPIRED'
      | 'INVALID'
      | 'UNREACHABLE'
      | 'RATE_LIMITED'
      | 'TLS_ERROR'
      | 'INSUFFICIENT_SCOPE'
      | 'PUBLIC'
      | 'UNKNOWN';
    readonly Status: {
      readonly code: components['schemas']['StatusCode'];
      /** @description Why it is so. */
      readonly cause?: string;
      /** @description What to do. */
      readonly nextStep?: string;
      readonly since?: components['schemas']['Timestamp'];
      /** @description Absent before the first check. */
      readonly checkedAt?: components['schemas']['Timestamp'];
      readonly expiresAt?: components['schemas']['Timestamp'];
      /** @description `endpoint`, `identity`, `pull:<repository>`, `push:<repository>`. */
      readonly proven: readonly string[];
    };
    readonly StatusChange: {
      readonly code: components['schemas']['StatusCode'];
      /** @description Why it was so. */
      readonly cause?: string;
      /** @description Since when it was so. */
      readonly at: components['schemas']['Timestamp'];
    };
    readonly StatusHistory: {
      readonly items: readonly components['schemas']['StatusChange'][];
      /** @description Of all pages. */
      readonly totalItems: number;
      readonly pageInfo: components['schemas']['PageInfo'];
    };
    readonly CheckInput: {
      /**
       * @default pull
       * @enum {string}
       */
      readonly purpose?: 'pull' | 'push';
      /** @description Tried too: `acme/api`. One that was pulled is tried by the scheduled checks as well. */
      readonly repository?: string;
    };
    readonly DraftCheckInput: {
      /**
       * @default pull
       * @enum {string}
       */
      readonly purpose?: 'pull' | 'push';
      readonly repository?: string;
      readonly registry: components['schemas']['RegistryInput'];
    };
    readonly CheckStep: {
      /** @description `exchange` (at the token service of the cloud), `endpoint`, `identity`, `pull:<repository>`, `push:<repository>`. */
      readonly step: string;
      /**
       * @description `unclear`: the registry answers everybody alike, or there is nothing yet to try it on.
       * @enum {string}
       */
      readonly outcome: 'proven' | 'failed' | 'unclear';
    };
    readonly Check: {
      readonly status: components['schemas']['Status'];
      readonly explanation: string;
      /** @description What was tried, one after the other. */
      readonly steps: readonly components['schemas']['CheckStep'][];
      /** @description What could be better about the credential. */
      readonly hints: readonly string[];
    };
    /** @enum {string} */
    readonly CredentialKind:
      | 'password'
      | 'google-key'
      | 'azure-service-principal'
      | 'iam-api-key'
      | 'aws-keys'
      | 'aws-role'
      | 'google-federation'
      | 'azure-federation'
      | 'docker-hub-connection'
      | 'node-role';
    /** @description No answer holds it. */
    readonly WriteOnlySecret: string;
    /** @description The fields of a kind are those of its row; others are refused. */
    readonly CredentialInput: {
      readonly kind: components['schemas']['CredentialKind'];
      readonly title?: string;
      readonly description?: string;
      /** @description The group or user who may change it. */
      readonly owner?: components['schemas']['EntityRef'];
      /** @description Where you know it; else it is read from the secret, if that says so. */
      readonly expiresAt?: components['schemas']['Timestamp'];
      /** @description The registries that the secret is for; it goes to no other. */
      readonly hosts?: readonly string[];
      readonly email?: string;
      /** @description Of `password`; may be left out where the provider has a fixed one. */
      readonly username?: string;
      /** @description Of `password`. */
      readonly password?: components['schemas']['WriteOnlySecret'];
      /** @description Of `google-key`: the whole key file. */
      readonly key?: components['schemas']['WriteOnlySecret'];
      /** @description Of `azure-service-principal` and `azure-federation`. */
      readonly clientId?: string;
      /** @description Of `azure-service-principal`. */
      readonly clientSecret?: components['schemas']['WriteOnlySecret'];
      /** @description Of `azure-service-principal` and `azure-federation`. */
      readonly tenantId?: string;
      /** @description Of `iam-api-key`. */
      readonly apiKey?: components['schemas']['WriteOnlySecret'];
      /** @description Of `aws-keys`. */
      readonly accessKeyId?: string;
      /** @description Of `aws-keys`. */
      readonly secretAccessKey?: components['schemas']['WriteOnlySecret'];
      /** @description Of `aws-keys` that are temporary. */
      readonly sessionToken?: components['schemas']['WriteOnlySecret'];
      /** @description Of `aws-keys` and `aws-role`; read from the host when absent. */
      readonly region?: string;
      /** @description Of `aws-role`. */
      readonly roleArn?: string;
      /** @description Of `google-federation`. */
      readonly workloadIdentityProvider?: string;
      /** @description Of `google-federation`. */
      readonly serviceAccount?: string;
      /** @description Of `docker-hub-connection`. */
      readonly connectionId?: string;
      /** @description Of `docker-hub-connection`. */
      readonly organization?: string;
      /** @description Why it is saved although its check failed. The event of the change keeps it; the credential does not. */
      readonly reason?: string;
      /** @description Must be the name in the path, which cannot be changed. */
      readonly name?: string;
      readonly id?: components['schemas']['Answered'];
      readonly hasSecret?: components['schemas']['Answered'];
      readonly clientEmail?: components['schemas']['Answered'];
      readonly usedBy?: components['schemas']['Answered'];
      readonly secretChangedAt?: components['schemas']['Answered'];
      readonly secretChangedBy?: components['schemas']['Answered'];
      readonly createdAt?: components['schemas']['Answered'];
      readonly createdBy?: components['schemas']['Answered'];
      readonly updatedAt?: components['schemas']['Answered'];
      readonly updatedBy?: components['schemas']['Answered'];
    };
    /** @description A credential that is written with its registry; `hosts` is the registry's unless given. */
    readonly NamedCredentialInput: {
      readonly kind: components['schemas']['CredentialKind'];
      readonly title?: string;
      readonly description?: string;
      /** @description The group or user who may change it. */
      readonly owner?: components['schemas']['EntityRef'];
      /** @description Where you know it; else it is read from the secret, if that says so. */
      readonly expiresAt?: components['schemas']['Timestamp'];
      /** @description The registries that the secret is for; it goes to no other. */
      readonly hosts?: readonly string[];
      readonly email?: string;
      /** @description Of `password`; may be left out where the provider has a fixed one. */
      readonly username?: string;
      /** @description Of `password`. */
      readonly password?: components['schemas']['WriteOnlySecret'];
      /** @description Of `google-key`: the whole key file. */
      readonly key?: components['schemas']['WriteOnlySecret'];
      /** @description Of `azure-service-principal` and `azure-federation`. */
      readonly clientId?: string;
      /** @description Of `azure-service-principal`. */
      readonly clientSecret?: components['schemas']['WriteOnlySecret'];
      /** @description Of `azure-service-principal` and `azure-federation`. */
      readonly tenantId?: string;
      /** @description Of `iam-api-key`. */
      readonly apiKey?: components['schemas']['WriteOnlySecret'];
      /** @description Of `aws-keys`. */
      readonly accessKeyId?: string;
      /** @description Of `aws-keys`. */
      readonly secretAccessKey?: components['schemas']['WriteOnlySecret'];
      /** @description Of `aws-keys` that are temporary. */
      readonly sessionToken?: components['schemas']['WriteOnlySecret'];
      /** @description Of `aws-keys` and `aws-role`; read from the host when absent. */
      readonly region?: string;
      /** @description Of `aws-role`. */
      readonly roleArn?: string;
      /** @description Of `google-federation`. */
      readonly workloadIdentityProvider?: string;
      /** @description Of `google-federation`. */
      readonly serviceAccount?: string;
      /** @description Of `docker-hub-connection`. */
      readonly connectionId?: string;
      /** @description Of `docker-hub-connection`. */
      readonly organization?: string;
      /** @description Why it is saved although its check failed. The event of the change keeps it; the credential does not. */
      readonly reason?: string;
      /** @description Must be the name in the path, which cannot be changed. */
      readonly name: string;
      readonly id?: components['schemas']['Answered'];
      readonly hasSecret?: components['schemas']['Answered'];
      readonly clientEmail?: components['schemas']['Answered'];
      readonly usedBy?: components['schemas']['Answered'];
      readonly secretChangedAt?: components['schemas']['Answered'];
      readonly secretChangedBy?: components['schemas']['Answered'];
      readonly createdAt?: components['schemas']['Answered'];
      readonly createdBy?: components['schemas']['Answered'];
      readonly updatedAt?: components['schemas']['Answered'];
      readonly updatedBy?: components['schemas']['Answered'];
    };
    readonly Credential: {
      /** Format: uuid */
      readonly id: string;
      readonly name: components['schemas']['EntryName'];
      readonly kind: components['schemas']['CredentialKind'];
      readonly title?: string;
      readonly description?: string;
      readonly owner?: components['schemas']['EntityRef'];
      readonly expiresAt?: components['schemas']['Timestamp'];
      /** @description Empty for a kind without a secret. */
      readonly hosts: readonly string[];
      readonly hasSecret: boolean;
      readonly email?: string;
      readonly username?: string;
      /** @description Of `google-key`, read from the key. */
      readonly clientEmail?: string;
      readonly clientId?: string;
      readonly tenantId?: string;
      readonly accessKeyId?: string;
      readonly region?: string;
      readonly roleArn?: string;
      readonly workloadIdentityProvider?: string;
      readonly serviceAccount?: string;
      readonly connectionId?: string;
      readonly organization?: string;
      /** @description The registries that refer to it. */
      readonly usedBy: readonly components['schemas']['EntryName'][];
      /** @description When its secret was entered; absent for a kind without one. */
      readonly secretChangedAt?: components['schemas']['Timestamp'];
      /** @description Who entered its secret. */
      readonly secretChangedBy?: string;
      readonly createdAt: components['schemas']['Timestamp'];
      readonly createdBy: string;
      readonly updatedAt: components['schemas']['Timestamp'];
      readonly updatedBy: string;
    };
    readonly CredentialList: {
      readonly items: readonly components['schemas']['Credential'][];
      /** @description Of all pages. */
      readonly totalItems: number;
      readonly pageInfo: components['schemas']['PageInfo'];
    };
    /** @enum {string} */
    readonly EventAction:
      | 'registry.create'
      | 'registry.update'
      | 'registry.delete'
      | 'credential.create'
      | 'credential.update'
      | 'credential.delete'
      | 'selection.create'
      | 'selection.update'
      | 'selection.delete'
      | 'pull-secret.export';
    readonly Event: {
      /** Format: uuid */
      readonly id: string;
      readonly at: components['schemas']['Timestamp'];
      readonly action: components['schemas']['EventAction'];
      readonly actor: string;
      /** @enum {string} */
      readonly actorKind: 'user' | 'service';
      /** @description What it was done to: `registry:ghcr`, `credential:ghcr-bot`, an app. */
      readonly target: string;
      /**
       * Format: uuid
       * @description Of a registry or a credential.
       */
      readonly targetId?: string;
      /** @enum {string} */
      readonly outcome: 'succeeded' | 'failed';
      /** @description As it was given. */
      readonly reason?: string;
      readonly changes: readonly {
        readonly field: string;
        /** @description A value that may be shown; of a secret its fingerprint, which says whether it changed and nothing else. */
        readonly before?: string;
        readonly after?: string;
      }[];
    };
    readonly EventList: {
      readonly items: readonly components['schemas']['Event'][];
      readonly totalItems: number;
      readonly pageInfo: components['schemas']['PageInfo'];
    };
    readonly PullSecretExportInput: {
      /**
       * @default yaml
       * @enum {string}
       */
      readonly format?: 'yaml' | 'json' | 'dt-secrets';
      /** @default docker-credentials */
      readonly name?: string;
      readonly namespace?: string;
      readonly labels?: {
        readonly [key: string]: string;
      };
      readonly annotations?: {
        readonly [key: string]: string;
      };
      /** @default false */
      readonly immutable?: boolean;
      /** @default false */
      readonly appendHash?: boolean;
      /** @description Why you need it; it is kept in the events. */
      readonly reason: string;
    };
    readonly PullSecretExport: {
      /** @enum {string} */
      readonly format: 'yaml' | 'json' | 'dt-secrets';
      readonly name: string;
      readonly namespace?: string;
      readonly expiresAt?: components['schemas']['Timestamp'];
      readonly manifest: string;
    };
    readonly ImageCheckInput: {
      readonly image: string;
      /**
       * @default docker
       * @enum {string}
       */
      readonly profile?: 'docker' | 'podman' | 'code-engine';
    };
    readonly ImageCheck: {
      /** @description Absent where an error keeps the image from being pulled. */
      readonly reference?: {
        readonly registry: string;
        readonly repository: string;
        readonly tag?: string;
        readonly digest?: string;
        readonly canonical: string;
        readonly familiar: string;
      };
      readonly problems: readonly components['schemas']['ImageProblem'][];
    };
    readonly ImageProblem: {
      readonly code: string;
      /** @enum {string} */
      readonly severity: 'error' | 'warning' | 'info';
      /** @enum {string} */
      readonly component: 'reference' | 'registry' | 'port' | 'repository' | 'tag' | 'digest';
      readonly start: number;
      readonly end: number;
      readonly message: string;
      readonly fix?: {
        readonly start: number;
        readonly end: number;
        readonly text: string;
      };
    };
    readonly PullExplanationInput: {
      readonly image: string;
      /**
       * @default kubelet
       * @enum {string}
       */
      readonly client?: 'kubelet' | 'docker' | 'podman';
      /** @description A config.json, as an object or as text. It is not stored. */
      readonly dockerConfig: Record<string, never> | string;
    };
    readonly PullExplanation: {
      readonly image: string;
      readonly tried: readonly {
        readonly key: string;
        readonly username: string;
      }[];
      readonly ambiguous: boolean;
      readonly anonymous: boolean;
      readonly helper?: string;
      readonly reason: string;
    };
    /** @enum {string} */
    readonly Purpose: 'pull' | 'push' | 'source';
    /**
     * @description `ca` trusts `caCertificate` as well; `insecure` takes any certificate and plain HTTP.
     * @enum {string}
     */
    readonly ConnectionMode: 'secure' | 'ca' | 'insecure';
    /** @enum {string} */
    readonly Management: 'user' | 'managed';
    /** @description Instead of `server`, the little that the provider needs: `registryName` of Azure, `region` of IBM Cloud, `accountId` and `region` of ECR, `location` of Google. */
    readonly ServerParts: {
      readonly accountId?: string;
      readonly region?: string;
      readonly location?: string;
      readonly registryName?: string;
      readonly server?: string;
    };
    readonly RegistryInput: {
      readonly title?: string;
      readonly description?: string;
      /** @description Recognised by the server when absent. */
      readonly provider?: components['schemas']['Provider'];
      /** @description As people write it: `ghcr.io`, `https://registry.example.com/v1/`. Docker Hub needs none. */
      readonly server?: string;
      readonly serverParts?: components['schemas']['ServerParts'];
      /** @default secure */
      readonly connection?: components['schemas']['ConnectionMode'];
      /** @description PEM, one or more; with the connection `ca` only. At least one that has not ended. */
      readonly caCertificate?: string;
      /** @description The name of a credential, or a credential to write with this registry. Absent for a public registry. */
      readonly pullCredential?:
        components['schemas']['EntryName'] | components['schemas']['NamedCredentialInput'];
      /** @description As `pullCredential`; no pull secret holds it. */
      readonly pushCredential?:
        components['schemas']['EntryName'] | components['schemas']['NamedCredentialInput'];
      /**
       * @default [
       *       "pull"
       *     ]
       */
      readonly purposes?: readonly components['schemas']['Purpose'][];
      /** @description True makes it the default registry; false cannot take that away. */
      readonly default?: boolean;
      /**
       * @description Kept
       * @default false
       */
      readonly disabled?: boolean;
      /** @default user */
      readonly management?: components['schemas']['Management'];
      /** @description The group or user who may change it. */
      readonly owner?: components['schemas']['EntityRef'];
      /** @description The groups */
      readonly scope?: readonly components['schemas']['EntityRef'][];
      readonly labels?: components['schemas']['Labels'];
      /** @description Why it is saved although its check failed. The event of the change keeps it; the registry does not. */
      readonly reason?: string;
      readonly id?: components['schemas']['Answered'];
      /** @description Must be the name in the path, which cannot be changed. */
      readonly name?: string;
      readonly host?: components['schemas']['Answered'];
      readonly caCertificates?: components['schemas']['Answered'];
      readonly login?: components['schemas']['Answered'];
      readonly status?: components['schemas']['Answered'];
      readonly expiresAt?: components['schemas']['Answered'];
      readonly usedBy?: components['schemas']['Answered'];
      readonly createdAt?: components['schemas']['Answered'];
      readonly createdBy?: components['schemas']['Answered'];
      readonly updatedAt?: components['schemas']['Answered'];
      readonly updatedBy?: components['schemas']['Answered'];
    };
    readonly Registry: {
      /** Format: uuid */
      readonly id: string;
      readonly name: components['schemas']['EntryName'];
      readonly title?: string;
      readonly description?: string;
      readonly provider: components['schemas']['Provider'];
      /** @description As it was entered. */
      readonly server: string;
      /** @description Its canonical host: two spellings of a registry have the same. */
      readonly host: string;
      readonly connection: components['schemas']['ConnectionMode'];
      readonly caCertificate?: string;
      /** @description What is in `caCertificate`. */
      readonly caCertificates?: readonly components['schemas']['CaCertificate'][];
      readonly pullCredential?: components['schemas']['EntryName'];
      readonly pushCredential?: components['schemas']['EntryName'];
      readonly login?: components['schemas']['PublicLogin'];
      readonly purposes: readonly components['schemas']['Purpose'][];
      readonly default: boolean;
      readonly disabled: boolean;
      readonly management: components['schemas']['Management'];
      readonly owner?: components['schemas']['EntityRef'];
      readonly scope: readonly components['schemas']['EntityRef'][];
      readonly labels: components['schemas']['Labels'];
      readonly status: components['schemas']['Status'];
      /** @description When the first of its logins ends, as far as is known. */
      readonly expiresAt?: components['schemas']['Timestamp'];
      readonly usedBy: components['schemas']['RegistryUsage'];
      readonly createdAt: components['schemas']['Timestamp'];
      readonly createdBy: string;
      readonly updatedAt: components['schemas']['Timestamp'];
      readonly updatedBy: string;
    };
    /** @description How often it was chosen, whoever may see by whom. */
    readonly RegistryUsage: {
      /** @description The selections that name it, one for each environment; 1000 says 1000 or more. */
      readonly selections: number;
      /** @description The annotations that name it; one for each environment. Counted within the last minutes; absent while the catalog cannot be asked. */
      readonly annotations?: number;
    };
    readonly CaCertificate: {
      /** @description Such as `O=Acme, CN=Acme Root`. */
      readonly subject: string;
      /** @description The subject itself for a root. */
      readonly issuer: string;
      readonly validFrom: components['schemas']['Timestamp'];
      readonly validTo: components['schemas']['Timestamp'];
      /** @description SHA-256, in hexadecimal with colons. */
      readonly fingerprint: string;
    };
    /** @description What may be shown of the credential that pulls. */
    readonly PublicLogin: {
      readonly kind: components['schemas']['CredentialKind'];
      readonly username?: string;
      readonly email?: string;
      readonly expiresAt?: components['schemas']['Timestamp'];
    };
    readonly RegistryList: {
      readonly items: readonly components['schemas']['Registry'][];
      /** @description Of all pages. */
      readonly totalItems: number;
      readonly pageInfo: components['schemas']['PageInfo'];
    };
    readonly RegistryDeletion: {
      readonly deleted: {
        /** Format: uuid */
        readonly id: string;
        readonly name: components['schemas']['EntryName'];
      };
      /** @description The credentials it had. */
      readonly credentials: readonly {
        readonly name: components['schemas']['EntryName'];
        /** @description False says that it is still there. */
        readonly deleted: boolean;
      }[];
    };
    readonly DefaultRegistryInput: {
      /** @description Its name or id. */
      readonly registry: string;
    };
    readonly SelectionInput: {
      /** @description A name or id, or `none`. */
      readonly registry: string;
      /** @description Where the images are, without the registry: `acme/payments`. Not with `none`. */
      readonly repository?: string;
      /** @description `docker-credentials` when absent. Not with `none`. */
      readonly pullSecretName?: string;
      readonly registryId?: components['schemas']['Answered'];
      readonly app?: components['schemas']['Answered'];
      readonly environment?: components['schemas']['Answered'];
      readonly createdAt?: components['schemas']['Answered'];
      readonly createdBy?: components['schemas']['Answered'];
      readonly updatedAt?: components['schemas']['Answered'];
      readonly updatedBy?: components['schemas']['Answered'];
    };
    readonly Selection: {
      readonly app: components['schemas']['EntityRef'];
      readonly environment: components['schemas']['Environment'];
      /** @description A name, or `none`. One that was deleted keeps the name it had. */
      readonly registry: string;
      /**
       * Format: uuid
       * @description Absent with `none`. One that was made anew under the name has another.
       */
      readonly registryId?: string;
      readonly repository?: string;
      readonly pullSecretName?: string;
      readonly createdAt: components['schemas']['Timestamp'];
      readonly createdBy: string;
      readonly updatedAt: components['schemas']['Timestamp'];
      readonly updatedBy: string;
    };
    readonly SelectionList: {
      readonly items: readonly components['schemas']['Selection'][];
      readonly totalItems: number;
      /** @description How many of this page are left out because the catalog does not show their entities to the caller; `totalItems` counts them. Absent for none. */
      readonly hidden?: number;
      readonly pageInfo: components['schemas']['PageInfo'];
    };
    readonly EnvironmentList: {
      readonly items: readonly string[];
      /** @description Those of them that are in `berth.environments`, which every app has; sorted. */
      readonly configured: readonly string[];
    };
    readonly RegistryReason: {
      /** @enum {string} */
      readonly source: 'selection' | 'annotation' | 'default' | 'nothing';
      /** @description Whose choice decided. */
      readonly entityRef?: components['schemas']['EntityRef'];
      /** @description Absent when it is for all. */
      readonly environment?: string;
      readonly text: string;
    };
    readonly EffectiveRegistry: {
      readonly app: components['schemas']['EntityRef'];
      readonly environment?: string;
      /**
       * @description `error`: what was chosen cannot be used, and nothing takes its place. `unset`: nobody chose, and there is no default.
       * @enum {string}
       */
      readonly outcome: 'registry' | 'none' | 'error' | 'unset';
      /** @description What was chosen; with `registry` and `error`. */
      readonly registryName?: string;
      /** @description With the outcome `registry`, for callers who may read it. */
      readonly registry?: components['schemas']['Registry'];
      /**
       * @description With the outcome `error`.
       * @enum {string}
       */
      readonly cause?: 'deleted' | 'disabled' | 'out-of-scope';
      readonly repository?: string;
      /** @description The host and the repository, to put a tag behind: `ghcr.io/acme/payments`. With a repository, for callers who may read the registry. */
      readonly image?: string;
      /** @description With the outcome `registry`. */
      readonly pullSecretName?: string;
      readonly snippets?: components['schemas']['PullSecretSnippets'];
      readonly reason: components['schemas']['RegistryReason'];
    };
    /** @description What names the pull secret in a cluster; absent where the registry needs no login. */
    readonly PullSecretSnippets: {
      /** @description YAML for the spec of a pod template. */
      readonly podTemplate: string;
      /** @description A manifest of the ServiceAccount `default`. */
      readonly serviceAccount: string;
    };
    readonly Usage: {
      readonly app: components['schemas']['EntityRef'];
      /** @description Absent for all. */
      readonly environment?: string;
      /** @enum {string} */
      readonly source: 'selection' | 'annotation';
      readonly repository?: string;
      readonly pullSecretName?: string;
    };
    readonly UsageList: {
      readonly items: readonly components['schemas']['Usage'][];
      /** @description Of all pages; an entity with several annotations counts once. */
      readonly totalItems: number;
      /** @description How many selections of this page are left out because the catalog does not show their entities to the caller; `totalItems` counts them. Absent for none. */
      readonly hidden?: number;
      /** @description It is the default registry: whoever has chosen nothing uses it, too. */
      readonly default: boolean;
      readonly pageInfo: components['schemas']['PageInfo'];
    };
  };
  responses: {
    /** @description Backstage's error format; what was given, which rule it breaks, what to do. */
    readonly Error: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['ErrorResponse'];
      };
    };
  };
  parameters: {
    /** @description A name, or the id. */
    readonly Name: string;
    /** @description Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed. */
    readonly IfMatch: string;
    /** @description `*` creates only; 412 where there is one already. */
    readonly IfNoneMatch: string;
    /** @description Items of a page. */
    readonly Limit: number;
    /** @description `pageInfo.nextCursor` of the page before, with the same filters and sorting. */
    readonly Cursor: string;
    /** @description The environment, such as `production`; without it, what holds for all. */
    readonly Environment: components['schemas']['Environment'];
    /** @description Of the app's entity reference. */
    readonly Kind: components['schemas']['EntityPart'];
    /** @description Of the app's entity reference. */
    readonly Namespace: components['schemas']['EntityPart'];
    /** @description Of the app's entity reference. */
    readonly AppName: components['schemas']['EntityPart'];
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type PageInfo = components['schemas']['PageInfo'];
export type ErrorResponse = components['schemas']['ErrorResponse'];
export type ErrorDetails = components['schemas']['ErrorDetails'];
export type ErrorProblem = components['schemas']['ErrorProblem'];
export type ErrorCode = components['schemas']['ErrorCode'];
export type EntryName = components['schemas']['EntryName'];
export type EntityRef = components['schemas']['EntityRef'];
export type EntityPart = components['schemas']['EntityPart'];
export type Environment = components['schemas']['Environment'];
export type Labels = components['schemas']['Labels'];
export type Timestamp = components['schemas']['Timestamp'];
export type Provider = components['schemas']['Provider'];
export type Answered = components['schemas']['Answered'];
export type PermittedActions = components['schemas']['PermittedActions'];
export type PermittedAction = components['schemas']['PermittedAction'];
export type StatusCode = components['schemas']['StatusCode'];
export type Status = components['schemas']['Status'];
export type StatusChange = components['schemas']['StatusChange'];
export type StatusHistory = components['schemas']['StatusHistory'];
export type CheckInput = components['schemas']['CheckInput'];
export type DraftCheckInput = components['schemas']['DraftCheckInput'];
export type CheckStep = components['schemas']['CheckStep'];
export type Check = components['schemas']['Check'];
export type CredentialKind = components['schemas']['CredentialKind'];
export type WriteOnlySecret = components['schemas']['WriteOnlySecret'];
export type CredentialInput = components['schemas']['CredentialInput'];
export type NamedCredentialInput = components['schemas']['NamedCredentialInput'];
export type Credential = components['schemas']['Credential'];
export type CredentialList = components['schemas']['CredentialList'];
export type EventAction = components['schemas']['EventAction'];
export type Event = components['schemas']['Event'];
export type EventList = components['schemas']['EventList'];
export type PullSecretExportInput = components['schemas']['PullSecretExportInput'];
export type PullSecretExport = components['schemas']['PullSecretExport'];
export type ImageCheckInput = components['schemas']['ImageCheckInput'];
export type ImageCheck = components['schemas']['ImageCheck'];
export type ImageProblem = components['schemas']['ImageProblem'];
export type PullExplanationInput = components['schemas']['PullExplanationInput'];
export type PullExplanation = components['schemas']['PullExplanation'];
export type Purpose = components['schemas']['Purpose'];
export type ConnectionMode = components['schemas']['ConnectionMode'];
export type Management = components['schemas']['Management'];
export type ServerParts = components['schemas']['ServerParts'];
export type RegistryInput = components['schemas']['RegistryInput'];
export type Registry = components['schemas']['Registry'];
export type RegistryUsage = components['schemas']['RegistryUsage'];
export type CaCertificate = components['schemas']['CaCertificate'];
export type PublicLogin = components['schemas']['PublicLogin'];
export type RegistryList = components['schemas']['RegistryList'];
export type RegistryDeletion = components['schemas']['RegistryDeletion'];
export type DefaultRegistryInput = components['schemas']['DefaultRegistryInput'];
export type SelectionInput = components['schemas']['SelectionInput'];
export type Selection = components['schemas']['Selection'];
export type SelectionList = components['schemas']['SelectionList'];
export type EnvironmentList = components['schemas']['EnvironmentList'];
export type RegistryReason = components['schemas']['RegistryReason'];
export type EffectiveRegistry = components['schemas']['EffectiveRegistry'];
export type PullSecretSnippets = components['schemas']['PullSecretSnippets'];
export type Usage = components['schemas']['Usage'];
export type UsageList = components['schemas']['UsageList'];
export type ResponseError = components['responses']['Error'];
export type ParameterName = components['parameters']['Name'];
export type ParameterIfMatch = components['parameters']['IfMatch'];
export type ParameterIfNoneMatch = components['parameters']['IfNoneMatch'];
export type ParameterLimit = components['parameters']['Limit'];
export type ParameterCursor = components['parameters']['Cursor'];
export type ParameterEnvironment = components['parameters']['Environment'];
export type ParameterKind = components['parameters']['Kind'];
export type ParameterNamespace = components['parameters']['Namespace'];
export type ParameterAppName = components['parameters']['AppName'];
export type $defs = Record<string, never>;
export interface operations {
  readonly listPermittedActions: {
    readonly parameters: {
      readonly query?: {
        /** @description A name, or the id. */
        readonly registry?: string;
        /** @description A name, or the id. */
        readonly credential?: string;
        /** @description An entity reference: `component:default/payments`. */
        readonly app?: components['schemas']['EntityRef'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Names of permissions without `berth.`, sorted. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['PermittedActions'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly checkRegistry: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['CheckInput'];
      };
    };
    readonly responses: {
      /** @description What was proven, or why not. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Check'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly listStatusHistory: {
    readonly parameters: {
      readonly query?: {
        /** @description Items of a page. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `pageInfo.nextCursor` of the page before, with the same filters and sorting. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['StatusHistory'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly checkDraft: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['DraftCheckInput'];
      };
    };
    readonly responses: {
      /** @description What was proven, or why not. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Check'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly listCredentials: {
    readonly parameters: {
      readonly query?: {
        /** @description Part of the name, the title or a host. */
        readonly search?: string;
        /** @description Any of these. */
        readonly kind?: readonly components['schemas']['CredentialKind'][];
        /** @description Any of these. */
        readonly owner?: readonly components['schemas']['EntityRef'][];
        readonly expiresBefore?: components['schemas']['Timestamp'];
        /** @description A field to sort by; `-` before it turns it round. What has no `expiresAt` comes last, either way. */
        readonly sort?:
          | 'name'
          | '-name'
          | 'kind'
          | '-kind'
          | 'expiresAt'
          | '-expiresAt'
          | 'createdAt'
          | '-createdAt'
          | 'updatedAt'
          | '-updatedAt';
        /** @description Items of a page. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `pageInfo.nextCursor` of the page before, with the same filters and sorting. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['CredentialList'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly getCredential: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The credential, with its `ETag`. */
      readonly 200: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Credential'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly putCredential: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /** @description Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed. */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
        /** @description `*` creates only; 412 where there is one already. */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['CredentialInput'];
      };
    };
    readonly responses: {
      /** @description It is so now, or was already. */
      readonly 200: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Credential'];
        };
      };
      /** @description It is new. */
      readonly 201: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Credential'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly deleteCredential: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /** @description Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed. */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
      };
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description It is gone. */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly listEvents: {
    readonly parameters: {
      readonly query?: {
        /** @description A name or an id; those that are gone have both still. */
        readonly registry?: string;
        /** @description A name or an id. */
        readonly credential?: string;
        /** @description An entity reference: `component:default/payments`. */
        readonly app?: components['schemas']['EntityRef'];
        /** @description `user:default/jane`, or the subject of a service. */
        readonly actor?: string;
        /** @description Any of these. */
        readonly action?: readonly components['schemas']['EventAction'][];
        /** @description Not before. */
        readonly since?: components['schemas']['Timestamp'];
        /** @description Before. */
        readonly until?: components['schemas']['Timestamp'];
        /** @description `-at` has the newest first. */
        readonly sort?: 'at' | '-at';
        /** @description Items of a page. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `pageInfo.nextCursor` of the page before, with the same filters and sorting. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['EventList'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly exportPullSecret: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['PullSecretExportInput'];
      };
    };
    readonly responses: {
      /** @description The manifest. */
      readonly 200: {
        headers: {
          readonly 'Cache-Control'?: 'no-store';
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['PullSecretExport'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly checkImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['ImageCheckInput'];
      };
    };
    readonly responses: {
      /** @description All problems, sorted by place. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['ImageCheck'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly explainPull: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['PullExplanationInput'];
      };
    };
    readonly responses: {
      /** @description What is tried, in order, without passwords. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['PullExplanation'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly listRegistries: {
    readonly parameters: {
      readonly query?: {
        /** @description Part of the name, the title or the server. */
        readonly search?: string;
        /** @description Any of these. */
        readonly provider?: readonly components['schemas']['Provider'][];
        /** @description Any of these hosts; every spelling of a host is found. */
        readonly host?: readonly string[];
        /** @description Any of these. */
        readonly purpose?: readonly components['schemas']['Purpose'][];
        /** @description Any of these. */
        readonly status?: readonly components['schemas']['StatusCode'][];
        /** @description Any of these. */
        readonly owner?: readonly components['schemas']['EntityRef'][];
        /** @description Whose scope names any of these. */
        readonly scope?: readonly components['schemas']['EntityRef'][];
        /** @description Which use this credential. */
        readonly credential?: string;
        /** @description All of these, each `key=value`. */
        readonly label?: readonly string[];
        /** @description Only those that this entity may choose: enabled, with it in their scope, and for the caller to use. */
        readonly app?: components['schemas']['EntityRef'];
        readonly management?: components['schemas']['Management'];
        readonly default?: boolean;
        readonly disabled?: boolean;
        /** @description A field to sort by; `-` before it turns it round. `status` has the worst first; what has no `expiresAt` comes last, either way. */
        readonly sort?:
          | 'name'
          | '-name'
          | 'status'
          | '-status'
          | 'expiresAt'
          | '-expiresAt'
          | 'provider'
          | '-provider'
          | 'server'
          | '-server'
          | 'createdAt'
          | '-createdAt'
          | 'updatedAt'
          | '-updatedAt';
        /** @description Items of a page. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `pageInfo.nextCursor` of the page before, with the same filters and sorting. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['RegistryList'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly getRegistry: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The registry, with its `ETag`. */
      readonly 200: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Registry'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly putRegistry: {
    readonly parameters: {
      readonly query?: {
        /** @description Even if apps use it that would be cut off. */
        readonly force?: boolean;
      };
      readonly header?: {
        /** @description Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed. */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
        /** @description `*` creates only; 412 where there is one already. */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['RegistryInput'];
      };
    };
    readonly responses: {
      /** @description It is so now, or was already. */
      readonly 200: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Registry'];
        };
      };
      /** @description It is new. */
      readonly 201: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Registry'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly deleteRegistry: {
    readonly parameters: {
      readonly query?: {
        /** @description Even if apps use it; they have an error then. */
        readonly force?: boolean;
        /** @description Its credentials too; 409 if another registry uses one. */
        readonly deleteCredential?: boolean;
      };
      readonly header?: {
        /** @description Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed. */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
      };
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description What is gone and what is still there. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['RegistryDeletion'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly getDefaultRegistry: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The registry. */
      readonly 200: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Registry'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly putDefaultRegistry: {
    readonly parameters: {
      readonly query?: {
        /** @description Even if it has a scope. */
        readonly force?: boolean;
      };
      readonly header?: {
        /** @description Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed. */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['DefaultRegistryInput'];
      };
    };
    readonly responses: {
      /** @description The registry that is the default now. */
      readonly 200: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Registry'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly listRegistryUsages: {
    readonly parameters: {
      readonly query?: {
        /** @description Both without it. */
        readonly source?: 'selection' | 'annotation';
        /** @description Only this entity. */
        readonly app?: components['schemas']['EntityRef'];
        /** @description Only choices for this environment; `*` for those that hold for all. */
        readonly environment?: components['schemas']['Environment'];
        /** @description Items of a page. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `pageInfo.nextCursor` of the page before, with the same filters and sorting. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path: {
        /** @description A name, or the id. */
        readonly name: components['parameters']['Name'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['UsageList'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly listEnvironments: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description All of them, but for `*`. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['EnvironmentList'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly listSelections: {
    readonly parameters: {
      readonly query?: {
        /** @description Only this entity. */
        readonly app?: components['schemas']['EntityRef'];
        /** @description Items of a page. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `pageInfo.nextCursor` of the page before, with the same filters and sorting. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SelectionList'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly listAppSelections: {
    readonly parameters: {
      readonly query?: {
        /** @description Items of a page. */
        readonly limit?: components['parameters']['Limit'];
        /** @description `pageInfo.nextCursor` of the page before, with the same filters and sorting. */
        readonly cursor?: components['parameters']['Cursor'];
      };
      readonly header?: never;
      readonly path: {
        /** @description Of the app's entity reference. */
        readonly kind: components['parameters']['Kind'];
        /** @description Of the app's entity reference. */
        readonly namespace: components['parameters']['Namespace'];
        /** @description Of the app's entity reference. */
        readonly name: components['parameters']['AppName'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page, by environment. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SelectionList'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly getSelection: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description Of the app's entity reference. */
        readonly kind: components['parameters']['Kind'];
        /** @description Of the app's entity reference. */
        readonly namespace: components['parameters']['Namespace'];
        /** @description Of the app's entity reference. */
        readonly name: components['parameters']['AppName'];
        /** @description `*` for all. */
        readonly environment: components['schemas']['Environment'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The selection, with its `ETag`. */
      readonly 200: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Selection'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly putSelection: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /** @description Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed. */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
        /** @description `*` creates only; 412 where there is one already. */
        readonly 'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      readonly path: {
        /** @description Of the app's entity reference. */
        readonly kind: components['parameters']['Kind'];
        /** @description Of the app's entity reference. */
        readonly namespace: components['parameters']['Namespace'];
        /** @description Of the app's entity reference. */
        readonly name: components['parameters']['AppName'];
        /** @description `*` for all. */
        readonly environment: components['schemas']['Environment'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SelectionInput'];
      };
    };
    readonly responses: {
      /** @description It is so now, or was already. */
      readonly 200: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Selection'];
        };
      };
      /** @description It is new. */
      readonly 201: {
        headers: {
          readonly ETag?: string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Selection'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly deleteSelection: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /** @description Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed. */
        readonly 'If-Match'?: components['parameters']['IfMatch'];
      };
      readonly path: {
        /** @description Of the app's entity reference. */
        readonly kind: components['parameters']['Kind'];
        /** @description Of the app's entity reference. */
        readonly namespace: components['parameters']['Namespace'];
        /** @description Of the app's entity reference. */
        readonly name: components['parameters']['AppName'];
        /** @description `*` for all. */
        readonly environment: components['schemas']['Environment'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description It is gone. */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      readonly default: components['responses']['Error'];
    };
  };
  readonly getEffectiveRegistry: {
    readonly parameters: {
      readonly query?: {
        /** @description The environment, such as `production`; without it, what holds for all. */
        readonly environment?: components['parameters']['Environment'];
      };
      readonly header?: never;
      readonly path: {
        /** @description Of the app's entity reference. */
        readonly kind: components['parameters']['Kind'];
        /** @description Of the app's entity reference. */
        readonly namespace: components['parameters']['Namespace'];
        /** @description Of the app's entity reference. */
        readonly name: components['parameters']['AppName'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The outcome of resolving. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['EffectiveRegistry'];
        };
      };
      readonly default: components['responses']['Error'];
    };
  };
}
