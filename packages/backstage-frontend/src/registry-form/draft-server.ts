import {
  canonicalHost,
  InvalidInputError,
  parseServer,
  providerFor,
  serverFor,
  type ServerPart,
} from '@berth/core';
import type { RegistryDraft } from './registry-draft.ts';

/** The server as it is sent: the whole one, or what its parts make. */
export function serverOf({ provider, parts, server }: RegistryDraft): string {
  if (server !== undefined) {
    parseServer(server);
    return server.trim();
  }
  const joined = serverFor(provider, parts);
  // The scheme that somebody typed says something about the connection, too.
  return parts.server?.trim() || joined;
}

/** The parts that the form asks for; the whole server where it is known as such. */
export function askedParts({ provider, server }: RegistryDraft): readonly ServerPart[] {
  return server === undefined ? providerFor(provider).serverParts : ['server'];
}

/** Its canonical host, as soon as what is typed makes one. */
export function hostOf(draft: RegistryDraft): string | undefined {
  try {
    return canonicalHost(serverOf(draft));
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

/** A name that nobody has to think of: `ghcr`, `acmeprod`, `registry-example`. */
export function suggestedName(draft: RegistryDraft): string {
  const { provider, parts } = draft;
  const host = hostOf(draft);
  if (host === undefined) return '';
  if (provider === 'acr') return nameFrom(host.split('.')[0] ?? '');
  if (provider === 'ecr') return nameFrom(`ecr-${parts.region ?? host.split('.')[3] ?? ''}`);
  if (provider === 'gar') return nameFrom(`gar-${parts.location ?? host.split('-docker')[0]}`);
  if (host === providerFor(provider).defaultServer || provider === 'icr') return provider;
  return nameFrom(host.replace(/:\d+$/, '').replace(/\.[a-z]+$/, ''));
}

function nameFrom(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-|-$/g, '');
}

export function nameOf(draft: RegistryDraft): string {
  return draft.name === '' ? suggestedName(draft) : draft.name;
}
