import { InvalidInputError } from '@berth/core';
import {
  isWithin,
  parseIpAddress,
  parseIpRange,
  type IpAddress,
  type IpRange,
} from './ip-address.ts';

/** What may be reached though it is not on the internet: a host or a range, on one port or on all. */
export interface AllowedTarget {
  /** `registry.corp.example`, `*.corp.example` for what is under it, or an address. */
  readonly host?: string;
  /** `10.20.0.0/16`, or an address. */
  readonly cidr?: string;
  readonly port?: number;
}

export interface ParsedTarget {
  readonly host: string | undefined;
  readonly range: IpRange | undefined;
  readonly port: number | undefined;
}

/** @throws InvalidInputError */
export function parseAllowedTarget({ host, cidr, port }: AllowedTarget): ParsedTarget {
  if ((host === undefined) === (cidr === undefined)) {
    throw invalid(
      JSON.stringify({ host, cidr }),
      'names not exactly one of host and cidr',
      'Name one',
    );
  }
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw invalid(`${port}`, 'is no port', 'Use 1 to 65535, or leave it out for all');
  }
  if (cidr !== undefined) return { host: undefined, range: rangeOf(cidr), port };
  const address = parseIpRange((host ?? '').replace(/^\[|\]$/g, ''));
  if (address?.prefix === address?.bits && address !== undefined) {
    return { host: undefined, range: address, port };
  }
  return { host: nameOf(host ?? ''), range: undefined, port };
}

/** Whether a target names this host, under whatever address. */
export function namesHost(target: ParsedTarget, host: string, port: number): boolean {
  if (target.host === undefined || !isPort(target, port)) return false;
  if (!target.host.startsWith('*.')) return target.host === host;
  return host.endsWith(target.host.slice(1));
}

/** Whether a target names this address, under whatever name. */
export function namesAddress(target: ParsedTarget, address: IpAddress, port: number): boolean {
  return target.range !== undefined && isPort(target, port) && isWithin(address, target.range);
}

function isPort(target: ParsedTarget, port: number): boolean {
  return target.port === undefined || target.port === port;
}

function rangeOf(cidr: string): IpRange {
  const range = parseIpRange(cidr);
  if (range !== undefined) return range;
  throw invalid(JSON.stringify(cidr), 'is no range of addresses', 'Write it as 10.20.0.0/16');
}

function nameOf(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  const bare = name.replace(/^\*\./, '');
  const isName = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(bare) && parseIpAddress(bare) === undefined;
  if (isName) return name;
  throw invalid(
    JSON.stringify(host),
    'is no host',
    'Write a name such as registry.corp.example or *.corp.example, and the port apart',
  );
}

function invalid(what: string, reason: string, nextStep: string): InvalidInputError {
  return new InvalidInputError(`Invalid target that is allowed: ${what} ${reason}. ${nextStep}.`);
}
