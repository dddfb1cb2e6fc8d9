import {
  eraseFromHelper,
  getFromHelper,
  storeInHelper,
  type HelperEntry,
} from './credential-helper.ts';
import { holdsOthers, isLeft, type LoginEntry } from './login-entry.ts';

/** Puts back what a credential helper held before, and asks it again. */
export async function undoHelper(entry: LoginEntry): Promise<'changed' | 'left' | 'restored'> {
  const { helper = '', key } = entry;
  const current = await getFromHelper(helper, key);
  if (holdsOthers(entry, current)) return 'changed';
  if (!isLeft(entry, current)) return 'restored';
  if (entry.previous === undefined) await eraseFromHelper(helper, key);
  else await storeInHelper(helper, key, entry.previous as HelperEntry);
  return isLeft(entry, await getFromHelper(helper, key)) ? 'left' : 'restored';
}
