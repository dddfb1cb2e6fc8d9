import type { Event } from '@berth/backstage-plugin-berth-common';

/** Who does something: a caller, or Berth itself in a task. */
export interface Actor {
  /** `user:default/jane`, or the subject of a service. */
  readonly ref: string;
  readonly kind: 'user' | 'service';
  /** What they have done, for whoever wants to tell; the last of the same. */
  readonly deeds?: Map<string, Deed>;
}

/** A field that is not what it was. Values may be shown; of a secret there is a fingerprint. */
export interface DeedChange {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** What somebody did to something. */
export interface Deed {
  readonly action: Event['action'];
  /** `registry:ghcr`, `credential:ghcr-bot`, or an app: `component:default/payments`. */
  readonly target: string;
  /** The id of a registry or credential: names can be given anew. */
  readonly targetId?: string;
  readonly changes?: readonly DeedChange[];
  readonly reason?: string;
  /** `succeeded` unless said. */
  readonly outcome?: 'succeeded' | 'failed';
}
