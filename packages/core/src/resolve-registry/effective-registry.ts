/** An app, and those whose choice it takes over, as full entity references. */
export interface RegistryUser {
  /** `component:default/payments` */
  readonly ref: string;
  readonly system?: string;
  readonly domain?: string;
  readonly owner?: string;
}

export interface RegistrySelection {
  readonly entityRef: string;
  /** `*` for all environments. */
  readonly environment: string;
  /** A registry's name, or `none`. */
  readonly registry: string;
  /** The registry that was chosen; one that was made anew under its name is another. */
  readonly registryId?: string;
  readonly repository?: string;
  readonly pullSecretName?: string;
}

export interface SelectableRegistry {
  readonly name: string;
  readonly id?: string;
  readonly isDefault: boolean;
  readonly disabled?: boolean;
  /** The groups, systems and domains that may use it; everybody when it is empty. */
  readonly scope: readonly string[];
}

/** Which registry an app uses, always with the reason. */
export type EffectiveRegistry<R extends SelectableRegistry = SelectableRegistry> =
  | {
      readonly outcome: 'registry';
      readonly registry: R;
      readonly repository?: string;
      readonly pullSecretName: string;
      readonly reason: RegistryReason;
    }
  /** The choice is to have none. */
  | { readonly outcome: 'none'; readonly reason: RegistryReason }
  /** The choice cannot be used, and no other registry takes its place. */
  | {
      readonly outcome: 'error';
      readonly cause: 'deleted' | 'disabled' | 'out-of-scope';
      readonly registryName: string;
      readonly reason: RegistryReason;
    }
  /** Nobody chose, and there is no default registry. */
  | { readonly outcome: 'unset'; readonly reason: RegistryReason };

export interface RegistryReason {
  readonly source: 'selection' | 'annotation' | 'default' | 'nothing';
  /** Whose selection or annotation decided. */
  readonly entityRef?: string;
  /** The environment that it is for; absent when it is for all. */
  readonly environment?: string;
  /** For people: what decided, what is wrong with it, and what to do. */
  readonly text: string;
}
