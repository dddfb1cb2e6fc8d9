import type { ProvenRegistry } from './log-in/prove-logins.ts';
import type { PushedImage } from './push/push-images.ts';

/** What the action has done. */
export interface Result {
  readonly registries: readonly ProvenRegistry[];
  /** The folder of the Docker config that holds the logins; absent where there is none. */
  readonly configFolder: string | undefined;
  readonly pushed: readonly PushedImage[];
  readonly pullSecret: { readonly name: string; readonly file: string } | undefined;
}
