import type {
  LoggerService,
  SchedulerServiceTaskScheduleDefinition,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Sealer } from '../sealing/sealer.ts';
import { CredentialStore } from '../store/credential-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import { openSecrets, sealSecrets } from './credential-secrets.ts';
import { UnopenedSecretError } from './unopened-secret-error.ts';

const BATCH = 100;

/**
 * Moves secrets to the first key, one by one: nothing is locked, what somebody writes meanwhile is
 * theirs, and what was not reached is found again by the next run.
 */
export class ReencryptionTask {
  readonly #credentials: CredentialStore;
  readonly #sealer: Sealer;
  readonly #logger: LoggerService;

  constructor(deps: {
    readonly knex: Knex;
    readonly sealer: Sealer;
    readonly logger: LoggerService;
  }) {
    this.#credentials = new CredentialStore(deps.knex);
    this.#sealer = deps.sealer;
    this.#logger = deps.logger;
  }

  /** In one replica at a time. */
  get schedule(): SchedulerServiceTaskScheduleDefinition &
    SchedulerServiceTaskInvocationDefinition {
    return {
      id: 'berth-reencryption',
      scope: 'global',
      frequency: { minutes: 10 },
      timeout: { minutes: 10 },
      fn: signal => this.run(signal),
    };
  }

  async run(signal?: AbortSignal): Promise<void> {
    const [first, ...others] = this.#sealer.keyIds;
    let moved = 0;
    let after = '';
    for (;;) {
      const batch = await this.#credentials.findSealedBy(others, { after, limit: BATCH });
      for (const credential of batch) {
        if (signal?.aborted) return;
        if (await this.#reseal(credential)) moved++;
      }
      const last = batch.at(-1);
      if (last === undefined || batch.length < BATCH) break;
      after = last.id;
    }
    if (moved > 0) await this.#tell(first, moved);
  }

  async #reseal(credential: StoredCredential): Promise<boolean> {
    try {
      const secrets = await openSecrets(this.#sealer, credential);
      const sealed = await sealSecrets(this.#sealer, secrets, credential);
      return sealed !== undefined && (await this.#credentials.reseal(credential, sealed));
    } catch (error) {
      if (!(error instanceof UnopenedSecretError)) throw error;
      this.#logger.warn(error.message);
      return false;
    }
  }

  async #tell(keyId: string, moved: number): Promise<void> {
    this.#logger.info(`Sealed anew with the encryption key "${keyId}": ${moved} secrets.`);
    const counts = await this.#credentials.countByKey();
    const free = this.#sealer.keyIds.filter(id => id !== keyId && !counts.has(id));
    if (free.length === 0) return;
    this.#logger.info(
      `Nothing is sealed with ${free.map(id => `"${id}"`).join(', ')} any more: take them out of berth.encryption.keys.`,
    );
  }
}
