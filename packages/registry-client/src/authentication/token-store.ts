import type { BearerToken } from './bearer-token.ts';
import { RegistryRequestError } from '../registry-request-error.ts';

/** Tokens by what they are for. Those who ask for the same one at once share one request. */
export class TokenStore {
  readonly #tokens = new Map<string, Promise<BearerToken>>();

  /** @param refused a token that the registry did not take, which is not handed out again. */
  async get(
    key: string,
    request: () => Promise<BearerToken>,
    refused?: string,
  ): Promise<BearerToken> {
    const known = this.#tokens.get(key);
    if (known !== undefined) {
      // A refused login is held too: a wrong password is sent once, or accounts get locked.
      const held = await known;
      if (performance.now() < held.renewAt && held.token.reveal() !== refused) return held;
      // Someone else may have replaced it while we looked.
      if (this.#tokens.get(key) === known) this.#tokens.delete(key);
      else return this.get(key, request, refused);
    }
    return this.#fetch(key, request);
  }

  #fetch(key: string, request: () => Promise<BearerToken>): Promise<BearerToken> {
    const token = request();
    this.#tokens.set(key, token);
    token.catch((error: unknown) => {
      if (!refusesLogin(error) && this.#tokens.get(key) === token) this.#tokens.delete(key);
    });
    return token;
  }
}

function refusesLogin(error: unknown): boolean {
  if (!(error instanceof RegistryRequestError)) return false;
  return error.code === 'unauthorized' || error.code === 'denied';
}
