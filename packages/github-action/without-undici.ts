import type { Rolldown } from 'tsdown';

const STAND_IN = '\0undici';

/**
 * Leaves undici out of the bundle, 420 kB. client-node imports it for its generated clients and its
 * watches; Berth takes from client-node what reads a kubeconfig, and sends requests itself.
 */
export function withoutUndici(): Rolldown.Plugin {
  return {
    name: 'without-undici',
    resolveId: name => (name === 'undici' ? STAND_IN : undefined),
    load: id => (id === STAND_IN ? CODE : undefined),
  };
}

const CODE = ['Agent', 'ProxyAgent', 'fetch']
  .map(name => `export function ${name}() { throw new Error('The bundle has no ${name}.'); }`)
  .join('\n');
