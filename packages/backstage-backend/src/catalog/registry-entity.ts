import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type ResourceEntity,
} from '@backstage/catalog-model';
import type { Registry } from '@berth/backstage-plugin-berth-common';

/** What the catalog calls registries. */
const REGISTRY_TYPE = 'container-registry';

/** The page of Docker Hub is at another host than its API. */
const PAGES: Readonly<Record<string, string>> = { 'docker.io': 'hub.docker.com' };

/** A registry as an entity, on which those who chose it depend. */
export function registryEntity(
  registry: Registry,
  more: {
    /** Full entity references. */
    readonly users: readonly string[];
    /** Of registries without an owner: the catalog wants one. */
    readonly fallbackOwner: string;
  },
): ResourceEntity {
  const { name, title, description, host, provider, purposes, labels, owner } = registry;
  const location = `berth:registries/${name}`;
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Resource',
    metadata: {
      name,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      labels: { ...labels },
      tags: [...new Set([provider, ...purposes])],
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        'berth.dev/registry-name': name,
        'berth.dev/registry-host': host,
      },
      links: [{ url: `https://${PAGES[host] ?? host}`, title: host }],
    },
    spec: {
      type: REGISTRY_TYPE,
      owner: owner ?? more.fallbackOwner,
      ...(more.users.length > 0 && { dependencyOf: [...more.users] }),
    },
  };
}
