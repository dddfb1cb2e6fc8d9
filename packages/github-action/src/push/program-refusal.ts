import type { RegistryRequestErrorCode } from '@berth/registry-client';

/** What kind of failure a program speaks of. */
export interface ProgramRefusal {
  readonly code: RegistryRequestErrorCode;
  /** As the distribution spec names them. */
  readonly registryCodes: readonly string[];
  /** Whether the same push may well succeed in a moment. */
  readonly transient: boolean;
  readonly status?: number;
}

/**
 * Reads from the line in which docker or podman say why they failed what Berth's own requests know by
 * themselves; nothing where that is unknown. What is tried again is the same as there: never what was
 * denied, nor what TLS refused.
 */
export function refusalIn(line: string): ProgramRefusal | undefined {
  const kind = KINDS.find(({ pattern }) => pattern.test(line));
  if (kind === undefined) return undefined;
  const [, coded, named] = SERVER_ERROR.exec(line) ?? [];
  const status = Number(coded ?? named ?? NaN);
  return {
    code: kind.code,
    registryCodes: kind.registryCode === undefined ? [] : [kind.registryCode],
    transient: kind.transient ?? false,
    ...(kind.pattern === SERVER_ERROR && { status }),
  };
}

const SERVER_ERROR =
  /\b(?:status(?: code)?:?|HTTP) (5\d\d)\b|\b(5\d\d) (?:internal server error|bad gateway|service unavailable|gateway time-?out)/i;

// The first that fits holds: a refusal may quote anything that stands further down.
const KINDS: readonly {
  readonly pattern: RegExp;
  readonly code: RegistryRequestErrorCode;
  readonly registryCode?: string;
  readonly transient?: true;
}[] = [
  { pattern: /x509: |certificate is not trusted/i, code: 'tls' },
  { pattern: /server gave HTTP response to HTTPS client/i, code: 'plain-http' },
  { pattern: /proxyconnect|proxy authentication required/i, code: 'proxy' },
  {
    pattern: /server misbehaving|temporary failure in name resolution/i,
    code: 'unreachable',
    transient: true,
  },
  { pattern: /no such host|name resolution/i, code: 'unreachable' },
  {
    pattern: /toomanyrequests|too many requests|\bstatus(?: code)?:? 429\b/i,
    code: 'rate-limited',
    transient: true,
  },
  { pattern: /token has expired/i, code: 'denied', registryCode: 'token_expired' },
  {
    pattern: /insufficient.scope|expected scopes/i,
    code: 'denied',
    registryCode: 'insufficient_scope',
  },
  {
    pattern:
      /name unknown|name_unknown|repository .*(?:does not exist|not found)|project .* not found/i,
    code: 'not-found',
    registryCode: 'NAME_UNKNOWN',
  },
  {
    pattern: /denied|unauthorized|no basic auth credentials|authentication required|\b40[13]\b/i,
    code: 'denied',
  },
  { pattern: SERVER_ERROR, code: 'server-error', transient: true },
  {
    pattern:
      /\bstatus(?: code)?:? (?:408|425)\b|i\/o timeout|handshake timeout|client\.timeout|deadline exceeded/i,
    code: 'timeout',
    transient: true,
  },
  {
    pattern: /connection reset|broken pipe|unexpected EOF|: EOF$|connection lost|GOAWAY/i,
    code: 'unreachable',
    transient: true,
  },
];
