import type { BlobProbe } from './blob-probe.ts';
import type { PushTally } from './push-tally.ts';
import type { RemoteRepository } from './remote-repository.ts';
import type { TaskPool } from './task-pool.ts';

/** Where one image goes, and what all its blobs share on the way. */
export interface PushContext {
  /** The source as the user wrote it, for messages. */
  readonly source: string;
  readonly to: RemoteRepository;
  readonly probe: BlobProbe;
  /** A repository of the same registry that has the blobs already. */
  readonly from?: string;
  readonly pool: TaskPool;
  readonly tally: PushTally;
}
