import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { canonicalHost, type ImageReference } from '@berth/core';
import { quotedName } from './registry-name.ts';

export interface ImageNote {
  readonly tone: 'success' | 'info' | 'warning';
  readonly title: string;
  readonly text: string;
}

/** What an image means for an app: whether its registry holds it, and what pulling it costs. */
export function judgeImage(
  image: ImageReference,
  effective: EffectiveRegistry,
): readonly ImageNote[] {
  const place = placeNote(image, effective);
  return [place, ...(isServed(image, effective) ? [] : publicNotes(image, effective))];
}

/** Whether the app has a login for where the image is. */
export function isServed({ registry }: ImageReference, effective: EffectiveRegistry): boolean {
  return effective.registry?.login !== undefined && isAt(registry, effective);
}

function isAt(host: string, { registry }: EffectiveRegistry): boolean {
  return registry !== undefined && canonicalHost(registry.host) === canonicalHost(host);
}

function placeNote(image: ImageReference, effective: EffectiveRegistry): ImageNote {
  const { outcome, registry, repository } = effective;
  if (outcome !== 'registry') return unchosenNote(effective);
  if (registry === undefined) {
    return {
      tone: 'info',
      title: 'Not known whether it is in this registry',
      text: `You may not see the registry ${quotedName(effective)}. Ask its owner.`,
    };
  }
  const name = quotedName(effective);
  if (!isAt(image.registry, effective)) {
    return {
      tone: 'warning',
      title: `Not in the registry ${name}`,
      text: `The image is at ${image.registry}, and ${name} is ${registry.host}. Its pull secret does not serve this image.`,
    };
  }
  if (repository !== undefined && !isWithin(image.repository, repository)) {
    return {
      tone: 'info',
      title: `In the registry ${name}, in another repository`,
      text: `The repository that was chosen is ${repository}. The same login serves both, if it may read them.`,
    };
  }
  return {
    tone: 'success',
    title: `In the registry ${name}`,
    text: 'This is where the images of this app belong.',
  };
}

function isWithin(repository: string, parent: string): boolean {
  return repository === parent || repository.startsWith(`${parent}/`);
}

function unchosenNote({ outcome, reason }: EffectiveRegistry): ImageNote {
  if (outcome === 'none') {
    return {
      tone: 'info',
      title: 'Pulled as a public image',
      text: '"None, public images" is chosen, so there is no pull secret.',
    };
  }
  return { tone: 'warning', title: 'No registry can be used', text: reason.text };
}

const DOCKER_HUB = 'docker.io';

function publicNotes(image: ImageReference, effective: EffectiveRegistry): readonly ImageNote[] {
  if (effective.outcome === 'registry' && effective.registry === undefined) return [];
  const limit: ImageNote = {
    tone: 'warning',
    title: 'Docker Hub limits pulls without a login',
    text: 'It counts them by IP address, which all nodes and apps behind it share. Choose a Docker Hub registry with a login, or copy the image to your own registry.',
  };
  const own: ImageNote = {
    tone: 'info',
    title: 'Only public images can be pulled like this',
    text: "Keep your company's images in a private registry, and choose that here.",
  };
  return canonicalHost(image.registry) === DOCKER_HUB ? [limit, own] : [own];
}
