import { ecrHost } from './ecr-host.ts';
import { icrHost, icrRegions } from './icr-region.ts';
import { inField, InvalidInputError } from '../invalid-input-error.ts';
import type { ProviderId, ServerPart } from './provider.ts';
import { findProvider, providerFor } from './find-provider.ts';
import { quoted } from '../quoted.ts';
import { parseServer } from './registry-server.ts';
import * as format from '../credential/text-format.ts';
import type { TextFormat } from '../credential/text-format.ts';

/**
 * Builds the server from the little that a form asks for: nothing for Docker Hub, the registry's
 * name for Azure, the region for IBM Cloud, account and region for ECR. An empty part is an absent
 * one; a whole host is taken where a part of it is asked for.
 *
 * @throws InvalidInputError with the name of the part.
 */
export function serverFor(
  provider: ProviderId,
  parts: Readonly<Partial<Record<ServerPart, string>>> = {},
): string {
  const { defaultServer } = providerFor(provider);
  switch (provider) {
    case 'docker-hub':
      return 'docker.io';
    case 'ghcr':
      return 'ghcr.io';
    case 'ecr-public':
      return 'public.ecr.aws';
    case 'acr':
      return acrServer(required(parts, 'registryName'));
    case 'icr':
      return icrServer(optional(parts, 'region') ?? 'global');
    case 'ecr':
      return ecrHost(
        formatted('accountId', required(parts, 'accountId'), format.AWS_ACCOUNT_ID),
        formatted('region', required(parts, 'region'), format.AWS_REGION),
      );
    case 'gar':
      return `${formatted('location', required(parts, 'location'), format.GOOGLE_LOCATION)}-docker.pkg.dev`;
    case 'gcr':
      return gcrServer(optional(parts, 'location'));
    case 'gitlab':
    case 'quay':
    case 'harbor':
    case 'artifactory':
    case 'generic':
      return hostIn(
        'server',
        optional(parts, 'server') ?? defaultServer ?? required(parts, 'server'),
      );
  }
}

function hostIn(part: ServerPart, text: string): string {
  return inField(part, () => parseServer(text).host);
}

function acrServer(registryName: string): string {
  if (registryName.includes('.')) {
    const host = hostIn('registryName', registryName);
    if (findProvider(host) === 'acr') return host;
  }
  return `${formatted('registryName', registryName.toLowerCase(), format.AZURE_REGISTRY)}.azurecr.io`;
}

function icrServer(region: string): string {
  const host = icrHost(region.toLowerCase());
  if (host !== undefined) return host;
  throw invalid('region', region, `Use global or one of: ${[...icrRegions.keys()].join(', ')}`);
}

function gcrServer(location: string | undefined): string {
  if (location === undefined) return 'gcr.io';
  if (/^(?:us|eu|asia)$/.test(location)) return `${location}.gcr.io`;
  throw invalid('location', location, 'Use us, eu or asia, or leave it out');
}

function optional(
  parts: Readonly<Partial<Record<ServerPart, string>>>,
  part: ServerPart,
): string | undefined {
  const text = parts[part]?.trim();
  return text === '' ? undefined : text;
}

function required(parts: Readonly<Partial<Record<ServerPart, string>>>, part: ServerPart): string {
  const text = optional(parts, part);
  if (text !== undefined) return text;
  throw new InvalidInputError(`The server needs "${part}". Fill it in.`, { field: part });
}

function formatted(part: ServerPart, text: string, { pattern, rule }: TextFormat): string {
  if (pattern.test(text)) return text;
  throw invalid(part, text, rule);
}

function invalid(part: ServerPart, text: string, nextStep: string): InvalidInputError {
  return new InvalidInputError(
    `Invalid "${part}" ${quoted(text)}: it does not have the right form. ${nextStep}.`,
    { field: part },
  );
}
