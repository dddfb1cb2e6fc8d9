import type { DeliveredNamespace } from '@berth/kubernetes-client';
import type { ProvenRegistry } from './log-in/prove-logins.ts';
import type { PushedImage } from './push/push-images.ts';

/** What the action has done so far: it tells of that also where it fails later. */
export interface Result {
  registries: readonly ProvenRegistry[];
  /** The folder of the Docker config that holds the logins; absent where there is none. */
  configFolder: string | undefined;
  readonly pushed: PushedImage[];
  pullSecret: WrittenPullSecret | undefined;
}

/** Where the pull secret is now. */
interface WrittenPullSecret {
  readonly name: string;
  /** Its whole path. */
  readonly file: string | undefined;
  readonly namespaces: readonly DeliveredNamespace[];
}

export function nothingDone(): Result {
  return { registries: [], configFolder: undefined, pushed: [], pullSecret: undefined };
}
