import type { LoginCheck } from './check-login.ts';
import { proven, unproven, type IdentityProof } from './identity-proof.ts';
import { Registry } from '../registry.ts';
import { RegistryRequestError } from '../registry-request-error.ts';
import type { RepositoryProof } from './repository-proof.ts';
import { mergeScopes, repositoryScope } from '../authentication/scope.ts';
import { readTokenClaims, type TokenClaims } from '../authentication/token-claims.ts';

/** Whether a token shows whose login it was issued for: by what it says, else beside a stranger's. */
export async function proveByToken(
  check: LoginCheck,
  registry: Registry,
  repository: RepositoryProof | undefined,
): Promise<IdentityProof> {
  const { host } = registry;
  const claims = await claimsOf(registry, check);
  if (isSomebody(claims)) {
    return proven(`"${host}" accepted a token that was issued in the name of the login`);
  }
  return compareWithStranger(check, registry, claims, repository);
}

async function compareWithStranger(
  check: LoginCheck,
  { host }: Registry,
  claims: TokenClaims | undefined,
  repository: RepositoryProof | undefined,
): Promise<IdentityProof> {
  const stranger = new Registry(check.connection, undefined, check.session);
  try {
    const theirs = await whatStrangerGets(stranger, check);
    if (theirs === 'nothing') {
      return proven(
        `The token server of "${host}" gave the login a token that strangers do not get`,
      );
    }
    if (mayMore(claims, theirs.claims)) {
      return proven(`The token server of "${host}" allows the login more than a stranger`);
    }
    if (claims?.subject !== undefined) throw ignoredPassword(host);
    if (repository !== undefined && (await isPrivate(stranger, check, repository))) {
      return proven(`"${host}" let the login in where it refuses strangers`);
    }
    return unproven(
      `"${host}" gives strangers tokens too, and they do not say whose they are, so that the password was not proven`,
    );
  } finally {
    stranger.close();
  }
}

async function whatStrangerGets(
  stranger: Registry,
  check: LoginCheck,
): Promise<'nothing' | { readonly claims: TokenClaims | undefined }> {
  await stranger.greet();
  try {
    return { claims: await claimsOf(stranger, check) };
  } catch (error) {
    if (isRefusal(error)) return 'nothing';
    throw error;
  }
}

/** What the token says that was used, or would be. */
async function claimsOf(registry: Registry, check: LoginCheck): Promise<TokenClaims | undefined> {
  const { repository, actions = ['pull'] } = check;
  const scope = repository === undefined ? undefined : repositoryScope(repository, actions);
  const { token } = await registry.token(mergeScopes(scope));
  return readTokenClaims(token.reveal());
}

const NOBODY = new Set(['', 'anonymous', '(anonymous)']);

function isSomebody(claims: TokenClaims | undefined): boolean {
  return claims?.subject !== undefined && !NOBODY.has(claims.subject.toLowerCase());
}

function mayMore(ours: TokenClaims | undefined, theirs: TokenClaims | undefined): boolean {
  const granted = [...(ours?.access ?? [])];
  return granted.some(([resource, actions]) =>
    actions.some(action => !theirs?.access?.get(resource)?.includes(action)),
  );
}

async function isPrivate(
  stranger: Registry,
  { repository = '', actions = ['pull'] }: LoginCheck,
  { exists }: RepositoryProof,
): Promise<boolean> {
  try {
    const { proveRepository } = await import('./repository-proof.ts');
    const theirs = await proveRepository(stranger, repository, actions);
    return exists && !theirs.exists;
  } catch (error) {
    if (isRefusal(error)) return true;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof RegistryRequestError)) return false;
  return error.code === 'unauthorized' || error.code === 'denied';
}

function ignoredPassword(host: string): RegistryRequestError {
  return new RegistryRequestError(
    `"${host}" refused the user name or the password: its token server answered with a token for nobody, as it gives to strangers. Check both; a token may have expired or been revoked.`,
    { code: 'unauthorized', host },
  );
}
