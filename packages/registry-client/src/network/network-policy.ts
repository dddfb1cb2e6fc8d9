import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { RegistryRequestError } from '../registry-request-error.ts';
import { noProgress } from '../transport/no-progress.ts';
import {
  namesAddress,
  namesHost,
  parseAllowedTarget,
  type AllowedTarget,
  type ParsedTarget,
} from './allowed-target.ts';
import { parseIpAddress, type IpAddress } from './ip-address.ts';
import { isMetadataHost } from './metadata-host.ts';
import { embeddedIpv4, isMetadataAddress, isPublic } from './special-address.ts';

/** All addresses of a name, as the system finds them. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export interface NetworkPolicyOptions {
  readonly allow?: readonly AllowedTarget[];
  /** The name of the setting that `allow` comes from, for messages. */
  readonly setting: string;
  readonly resolve?: Resolve;
}

/**
 * Where requests may go whose targets strangers choose: to the internet, and to what is allowed by
 * name, range or port. What clouds tell their machines is never among it.
 */
export class NetworkPolicy {
  readonly #allow: readonly ParsedTarget[];
  readonly #setting: string;
  readonly #resolve: Resolve;

  /** @throws InvalidInputError for a target that is none. */
  constructor({ allow = [], setting, resolve = systemResolve }: NetworkPolicyOptions) {
    this.#allow = allow.map(parseAllowedTarget);
    this.#setting = setting;
    this.#resolve = resolve;
  }

  /**
   * The addresses that a request to this URL may be sent to: connect to one of these, and look up
   * no more. One that may not be reached among them refuses all.
   *
   * @throws RegistryRequestError `blocked`; an error with the system's code where there is none.
   */
  async admit(url: URL): Promise<readonly LookupAddress[]> {
    const { host, port, literal } = targetOf(url);
    this.#checkName(url, host, port);
    const addresses = literal ? [literal] : await inTime(this.#resolve(host));
    for (const { address } of addresses) this.#checkAddress(url, address);
    if (addresses.length > 0) return addresses;
    throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  }

  /**
   * The same for a request that a proxy passes on, which looks the name up by itself: what this
   * machine knows of the name must not be forbidden, and it may know nothing.
   */
  async admitProxied(url: URL): Promise<void> {
    try {
      await this.admit(url);
    } catch (error) {
      if (error instanceof RegistryRequestError) throw error;
    }
  }

  #checkName(url: URL, host: string, port: number): void {
    if (isMetadataHost(host)) throw metadata(url);
    if (port >= 1024 || port === 80 || port === 443) return;
    if (this.#allow.some(target => target.port === port && namesHost(target, host, port))) return;
    const literal = parseIpAddress(host);
    const isNamed = (target: ParsedTarget) =>
      target.port === port && literal !== undefined && namesAddress(target, literal, port);
    if (this.#allow.some(isNamed)) return;
    throw blocked(
      url,
      `is on port ${port}, which belongs to no registry`,
      `Use 443 or a port from 1024, or have an admin name host and port in ${this.#setting}`,
    );
  }

  #checkAddress(url: URL, text: string): void {
    const address = parseIpAddress(text);
    if (address !== undefined && isMetadataAddress(address)) throw metadata(url);
    if (address !== undefined && this.#mayReach(url, address)) return;
    throw blocked(
      url,
      'is not on the internet, but in a private or reserved network',
      `Check the host, or have an admin name it in ${this.#setting}`,
    );
  }

  #mayReach(url: URL, address: IpAddress): boolean {
    const { host, port } = targetOf(url);
    if (this.#allow.some(target => namesHost(target, host, port))) return true;
    if (isPublic(address)) return true;
    const isNamed = this.#allow.some(target => namesAddress(target, address, port));
    return isNamed && embeddedIpv4(address).every(inner => this.#mayReach(url, inner));
  }
}

/** Milliseconds; a resolver that does not answer may take a minute by itself. */
const LOOKUP_LIMIT = 10_000;

function systemResolve(host: string): Promise<readonly LookupAddress[]> {
  return lookup(host, { all: true });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(noProgress()), LOOKUP_LIMIT);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Other spellings of addresses and hosts (`0x7f.1`, `ⓛocalhost`) are made plain by `URL` already. */
function targetOf(url: URL): {
  readonly host: string;
  readonly port: number;
  readonly literal: LookupAddress | undefined;
} {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const bits = parseIpAddress(host)?.bits;
  return { host, port, literal: bits && { address: host, family: bits === 32 ? 4 : 6 } };
}

function metadata(url: URL): RegistryRequestError {
  return blocked(
    url,
    'is where clouds keep the keys of their machines, which is never asked',
    'Check the host',
  );
}

function blocked(url: URL, reason: string, nextStep: string): RegistryRequestError {
  return new RegistryRequestError(`"${url.host}" ${reason}. ${nextStep}.`, {
    code: 'blocked',
    host: url.host,
  });
}
