// What a login takes beyond the rest where the registry has a token server, as most have: loaded by
// these logins only, and as one file by those who bundle.
export { requestToken } from './bearer-token.ts';
export { trustedRealm } from './realm.ts';
export { readTokenClaims } from './token-claims.ts';
export { proveByToken } from '../login-check/token-identity.ts';
