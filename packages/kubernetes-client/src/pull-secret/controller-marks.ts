/**
 * Labels and annotations by which controllers know what they write again and again. What is merely
 * copied elsewhere, as the sources of Reflector and Replicator are, bears none of these.
 */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^argocd\.argoproj\.io\/(?:tracking-id|instance)$/, 'Argo CD'],
  [/^(?:kustomize|helm)\.toolkit\.fluxcd\.io\//, 'Flux'],
  [/^meta\.helm\.sh\/release-name$/, 'Helm'],
  [/^reconcile\.external-secrets\.io\//, 'External Secrets'],
  [/^reflector\.v1\.k8s\.emberstack\.com\/reflects$/, 'Reflector'],
  [/^replicator\.v1\.mittwald\.de\/replicate(?:-from|d-from-version)$/, 'Replicator'],
  [/^clustersecret\.io(?:\/|$)/, 'ClusterSecret'],
];

/** The controller whose mark an object bears; `undefined` for none that is known. */
export function markedBy(metadata: {
  readonly labels?: unknown;
  readonly annotations?: unknown;
}): string | undefined {
  const keys = [metadata.labels, metadata.annotations].flatMap(of => Object.keys(of ?? {}));
  return MARKS.find(([mark]) => keys.some(key => mark.test(key)))?.[1];
}
