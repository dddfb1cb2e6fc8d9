import type { LoggerService, RootConfigService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { developmentKey } from './development-key.ts';
import { encryptionKey, MAKE_ONE } from './encryption-key.ts';
import type { EncryptionKey } from './sealer.ts';

/**
 * The keys of `berth.encryption.keys`; in development one that is made on the way.
 *
 * @throws Error that says how to make a key. The plugin does not start without one.
 */
export function readEncryptionKeys(
  config: RootConfigService,
  logger: LoggerService,
): readonly [EncryptionKey, ...EncryptionKey[]] {
  const configured = config.getOptionalConfigArray('berth.encryption.keys') ?? [];
  const keys = configured.map(key => encryptionKey(idOf(key), key.getString('secret')));
  checkDifferent(keys);
  const [first, ...others] = keys;
  if (first !== undefined) return [first, ...others];
  const made = process.env['NODE_ENV'] === 'development' && developmentKey(config, logger);
  if (made) return [made];
  throw new Error(
    `Berth has no key to encrypt credentials with. ${MAKE_ONE}, and set berth.encryption.keys to [{ id: "1", secret: <it> }].`,
  );
}

/** A year without quotes is a number in YAML. */
function idOf(key: Config): string {
  const id: unknown = key.get('id');
  return typeof id === 'number' ? String(id) : key.getString('id');
}

function checkDifferent(keys: readonly EncryptionKey[]): void {
  for (const [at, key] of keys.entries()) {
    const before = keys.slice(0, at);
    if (before.some(({ id }) => id === key.id)) {
      throw new Error(
        `Two encryption keys have the id "${key.id}". Give each key an id that no other has had.`,
      );
    }
    const twin = before.find(({ bytes }) => Buffer.from(bytes).equals(key.bytes));
    if (twin !== undefined) {
      throw new Error(
        `The encryption keys "${twin.id}" and "${key.id}" have the same secret. ${MAKE_ONE} of them.`,
      );
    }
  }
}
