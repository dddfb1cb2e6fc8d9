import { parseEntityRef, type CompoundEntityRef } from '@backstage/catalog-model';
import { WrongRequestError } from '../http/wrong-request-error.ts';

/** The app that the parameter `app` of a request names. @throws WrongRequestError */
export function appRefOf(text: string): CompoundEntityRef {
  try {
    return parseEntityRef(text);
  } catch {
    const message = '"app" is no reference to an entity. Write it as component:default/name.';
    throw new WrongRequestError([{ field: 'app', message }]);
  }
}
