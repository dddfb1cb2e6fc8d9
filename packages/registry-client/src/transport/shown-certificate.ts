import type { IncomingMessage } from 'node:http';

/** What a server's certificate says; nobody has checked it. Times in milliseconds since 1970. */
export interface ShownCertificate {
  readonly names: readonly string[];
  readonly issuer: string | undefined;
  readonly validFrom: number | undefined;
  readonly validTo: number | undefined;
  /** By the `Date` header. */
  readonly serverTime: number | undefined;
}

/** Reads the certificate of a connection whose server was not checked. */
export function shownCertificate({ socket, headers }: IncomingMessage): ShownCertificate {
  const { TLSSocket } = process.getBuiltinModule('node:tls');
  const serverTime = timeIn(headers.date);
  if (!(socket instanceof TLSSocket)) {
    return { ...NOTHING, serverTime };
  }
  const certificate = socket.getPeerX509Certificate();
  return {
    names: namesIn(certificate?.subjectAltName ?? ''),
    issuer: readable(/^CN=(.+)$/m.exec(certificate?.issuer ?? '')?.[1]),
    validFrom: timeIn(certificate?.validFrom),
    validTo: timeIn(certificate?.validTo),
    serverTime,
  };
}

const NOTHING = { names: [], issuer: undefined, validFrom: undefined, validTo: undefined };

/** `DNS:ghcr.io, IP Address:10.0.0.1`, of which names only are taken: it is a stranger's text. */
function namesIn(alternatives: string): string[] {
  return alternatives
    .split(', ')
    .flatMap(one => /^(?:DNS|IP Address):([\w.*:-]{1,253})$/.exec(one)?.[1] ?? []);
}

function readable(name: string | undefined): string | undefined {
  return name !== undefined && /^[\w .,()-]{1,64}$/.test(name) ? name : undefined;
}

function timeIn(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
