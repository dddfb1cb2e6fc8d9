import { describe, expect, test } from 'vitest';
import type { RegistrySelection } from './effective-registry.ts';
import { resolveRegistry } from './resolve-registry.ts';

const app = {
  ref: 'component:default/payments',
  system: 'system:default/shop',
  domain: 'domain:default/retail',
  owner: 'group:default/team-a',
};
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'standard'];
const registries = names.map(name => ({ name, isDefault: name === 'standard', scope: [] }));

function select(entityRef: string, environment: string, registry: string): RegistrySelection {
  return { entityRef, environment, registry };
}

/** Every place where somebody can choose, in the order in which they count. */
const places = [app.ref, app.system, app.domain, app.owner].flatMap(ref => [
  { source: 'selection', entityRef: ref, environment: 'prod' },
  { source: 'annotation', entityRef: ref, environment: 'prod' },
  { source: 'selection', entityRef: ref },
  { source: 'annotation', entityRef: ref },
]);

function chooseIn(chosen: readonly (typeof places)[number][], registry = 'a') {
  const selections = chosen
    .filter(({ source }) => source === 'selection')
    .map(({ entityRef, environment }) => select(entityRef, environment ?? '*', registry));
  const annotations: Record<string, Record<string, string>> = {};
  for (const { source, entityRef, environment } of chosen) {
    if (source === 'selection') continue;
    const key = environment === undefined ? '' : `.${environment}`;
    annotations[entityRef] = { ...annotations[entityRef], [`berth.dev/registry${key}`]: registry };
  }
  return { selections, annotations };
}

describe('the first choice wins', () => {
  test.each(places.map((place, index) => [index, place] as const))(
    'place %i: %j',
    (index, place) => {
      const found = resolveRegistry({
        app,
        environment: 'prod',
        ...chooseIn(places.slice(index)),
        registries,
      });

      expect(found).toMatchObject({ outcome: 'registry', registry: { name: 'a' } });
      expect(found.reason).toEqual({ ...place, text: found.reason.text });
    },
  );

  test('and choices for an environment count for no other', () => {
    const all = chooseIn(places.filter(({ environment }) => environment === 'prod'));

    for (const environment of ['*', 'test', 'Prod', 'toString', '__proto__']) {
      expect(resolveRegistry({ app, environment, ...all, registries }).reason.source).toBe(
        'default',
      );
    }
    expect(resolveRegistry({ app, ...all, registries }).reason.source).toBe('default');
  });

  test('before the default registry', () => {
    const nothing = { selections: [], annotations: {} };

    expect(resolveRegistry({ app, environment: 'prod', ...nothing, registries })).toEqual({
      outcome: 'registry',
      registry: { name: 'standard', isDefault: true, scope: [] },
      pullSecretName: 'docker-credentials',
      reason: {
        source: 'default',
        text: 'Nothing is chosen, and the default registry is "standard".',
      },
    });
    expect(resolveRegistry({ app, ...nothing, registries: [] })).toEqual({
      outcome: 'unset',
      reason: {
        source: 'nothing',
        text: 'Nothing is chosen for "component:default/payments", and there is no default registry. Choose a registry, or make one the default.',
      },
    });
  });

  test('for an app without system, domain and owner', () => {
    const alone = { ref: app.ref };

    expect(resolveRegistry({ app: alone, ...chooseIn(places.slice(4)), registries })).toMatchObject(
      {
        registry: { name: 'standard' },
      },
    );
  });
});

test('a selection brings repository and pull secret', () => {
  const selection = { repository: 'shop/payments', pullSecretName: 'regcred' };
  const selections = [{ ...select(app.ref, '*', 'a'), ...selection }];

  expect(resolveRegistry({ app, selections, annotations: {}, registries })).toEqual({
    outcome: 'registry',
    registry: { name: 'a', isDefault: false, scope: [] },
    ...selection,
    reason: {
      source: 'selection',
      entityRef: app.ref,
      text: 'The selection of "component:default/payments" is "a".',
    },
  });
});

test('the environment "*" is all environments', () => {
  const selections = [select(app.ref, '*', 'a')];
  const all = { app, selections, annotations: {}, registries };

  expect(resolveRegistry({ ...all, environment: '*' })).toEqual(resolveRegistry(all));
});

test('entity references are compared without case', () => {
  const selections = [select('Component:Default/Payments', '*', 'a')];
  const annotations = { 'SYSTEM:default/Shop': { 'berth.dev/registry': 'b' } };
  const scoped = [{ name: 'a', isDefault: false, scope: ['Group:default/Team-A'] }];
  const { system } = app;

  expect(resolveRegistry({ app, selections, annotations: {}, registries: scoped }).outcome).toBe(
    'registry',
  );
  expect(
    resolveRegistry({ app: { ref: 'x', system }, selections, annotations, registries }),
  ).toMatchObject({ registry: { name: 'b' } });
});

describe('none counts as a choice and stops', () => {
  test.each(places)('%j', place => {
    expect(
      resolveRegistry({ app, environment: 'prod', ...chooseIn([place], 'none'), registries }),
    ).toMatchObject({ outcome: 'none', reason: place });
  });

  test('with the reason', () => {
    const selections = [select(app.ref, 'prod', 'none'), select(app.ref, '*', 'a')];

    expect(
      resolveRegistry({ app, environment: 'prod', selections, annotations: {}, registries }),
    ).toEqual({
      outcome: 'none',
      reason: {
        source: 'selection',
        entityRef: app.ref,
        environment: 'prod',
        text: 'The selection of "component:default/payments" for the environment "prod" is "none".',
      },
    });
  });
});

describe('a choice that cannot be used is an error and falls through to nothing', () => {
  const selections = [select(app.ref, '*', 'a'), select(app.system, '*', 'b')];
  const start = 'The selection of "component:default/payments" is "a"';
  test.each([
    [
      'deleted',
      undefined,
      'which does not exist or was deleted. Choose another registry, or "none".',
    ],
    [
      'disabled',
      { disabled: true, scope: [] },
      'which is disabled. Enable it, or choose another registry.',
    ],
    [
      'out-of-scope',
      { scope: ['group:default/team-b', 'system:default/shop-2', app.ref] },
      'whose scope has neither the owner nor the system nor the domain of "component:default/payments". Have one of them added, or choose another registry.',
    ],
  ])('%s', (cause, state, text) => {
    const others = registries.filter(({ name }) => name !== 'a');
    const all = state ? [...others, { name: 'a', isDefault: false, ...state }] : others;

    expect(resolveRegistry({ app, selections, annotations: {}, registries: all })).toEqual({
      outcome: 'error',
      cause,
      registryName: 'a',
      reason: { source: 'selection', entityRef: app.ref, text: `${start}, ${text}` },
    });
  });

  test.each(['a ', ' none'])('also %j, whose spaces nobody meant', registry => {
    const annotations = { [app.ref]: { 'berth.dev/registry': registry } };
    const found = resolveRegistry({ app, selections: [], annotations, registries });
    expect(found.outcome).toBe('error');
    expect(found.reason.text).toContain(
      `is "${registry}", with spaces around the name. Write "${registry.trim()}".`,
    );
  });

  test('also an empty annotation, and the default registry', () => {
    const annotations = { [app.ref]: { 'berth.dev/registry': ' ' } };
    const disabled = [{ name: 'a', isDefault: true, disabled: true, scope: [] }];

    expect(resolveRegistry({ app, selections: [], annotations, registries })).toMatchObject({
      outcome: 'error',
      cause: 'deleted',
    });
    expect(
      resolveRegistry({ app, selections: [], annotations: {}, registries: disabled }),
    ).toMatchObject({ outcome: 'error', cause: 'disabled', reason: { source: 'default' } });
  });
});

test('also one that was made anew under the name that was chosen', () => {
  const selections = [{ ...select(app.ref, '*', 'a'), registryId: '1' }];
  const named = (id: string) => [{ id, name: 'a', isDefault: true, scope: [] }];

  expect(
    resolveRegistry({ app, selections, annotations: {}, registries: named('1') }),
  ).toMatchObject({ outcome: 'registry', registry: { id: '1' } });
  expect(resolveRegistry({ app, selections, annotations: {}, registries: named('2') })).toEqual({
    outcome: 'error',
    cause: 'deleted',
    registryName: 'a',
    reason: {
      source: 'selection',
      entityRef: app.ref,
      text: 'The selection of "component:default/payments" is "a", which was deleted; the registry of that name now is another. Choose it anew to use it.',
    },
  });
});

test.each([
  [' ', 'is empty. Name a registry, or "none"; or remove it.'],
  ['None', 'is "None", and there is no such registry. Write "none" to have none.'],
])('the annotation %j is explained', (registry, text) => {
  const annotations = { [app.ref]: { 'berth.dev/registry': registry } };

  expect(resolveRegistry({ app, selections: [], annotations, registries })).toMatchObject({
    outcome: 'error',
    cause: 'deleted',
    reason: { text: `The annotation of "${app.ref}" ${text}` },
  });
});

test.each([
  ['owner', ['group:default/team-a'], 'registry'],
  ['system', ['x:default/y', 'system:default/shop'], 'registry'],
  ['domain', ['domain:default/retail'], 'registry'],
  ['everybody', [], 'registry'],
  ['the app itself', ['component:default/payments'], 'error'],
  ['part of a name', ['group:default/team'], 'error'],
])('scope: %s', (_, scope, outcome) => {
  const scoped = [{ name: 'a', isDefault: true, scope }];

  expect(
    resolveRegistry({ app, selections: [], annotations: {}, registries: scoped }).outcome,
  ).toBe(outcome);
});

test('names that JavaScript treats specially are only names', () => {
  const hostile = { ref: '__proto__', system: 'constructor' };
  const annotations = JSON.parse('{"__proto__":{"berth.dev/registry.__proto__":"a"}}') as Record<
    string,
    Record<string, string>
  >;
  const look = (environment: string) =>
    resolveRegistry({ app: hostile, environment, selections: [], annotations, registries });

  expect(look('__proto__')).toMatchObject({ outcome: 'registry', registry: { name: 'a' } });
  expect(look('constructor').reason.source).toBe('default');
});

test('ten thousand selections take a moment', () => {
  const selections = Array.from({ length: 10_000 }, (_, index) =>
    select(`component:default/app-${index}`, '*', 'b'),
  );
  const last = { ...app, ref: 'component:default/app-9999' };

  expect(resolveRegistry({ app: last, selections, annotations: {}, registries })).toMatchObject({
    registry: { name: 'b' },
  });
});
