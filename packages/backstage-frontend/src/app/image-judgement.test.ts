import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { parseImageReference } from '@berth/core';
import {
  DELETED,
  effectiveRegistry,
  NOTHING_CHOSEN,
  PUBLIC_IMAGES,
} from '../../dev/effective-answers.ts';
import { judgeImage } from './image-judgement.ts';

const hub = { provider: 'docker-hub', server: 'docker.io', host: 'docker.io' } as const;
const LIMIT = 'warning: Docker Hub limits pulls without a login';
const PUBLIC = 'info: Only public images can be pulled like this';

test.each<[string, EffectiveRegistry, string[]]>([
  ['ghcr.io/acme/api', effectiveRegistry(), ['success: In the registry "main"']],
  ['GHCR.IO/acme/api', effectiveRegistry(), ['success: In the registry "main"']],
  [
    'ghcr.io/acme/api/worker',
    effectiveRegistry({}, { repository: 'acme/api' }),
    ['success: In the registry "main"'],
  ],
  [
    'ghcr.io/acme/apiary',
    effectiveRegistry({}, { repository: 'acme/api' }),
    ['info: In the registry "main", in another repository'],
  ],
  ['nginx', effectiveRegistry(), ['warning: Not in the registry "main"', LIMIT, PUBLIC]],
  ['nginx', effectiveRegistry(hub), ['success: In the registry "main"']],
  [
    'index.docker.io/library/nginx',
    effectiveRegistry({ ...hub, login: undefined }),
    ['success: In the registry "main"', LIMIT, PUBLIC],
  ],
  ['quay.io/acme/api', effectiveRegistry(), ['warning: Not in the registry "main"', PUBLIC]],
  ['nginx', PUBLIC_IMAGES, ['info: Pulled as a public image', LIMIT, PUBLIC]],
  ['quay.io/acme/api', PUBLIC_IMAGES, ['info: Pulled as a public image', PUBLIC]],
  ['nginx', NOTHING_CHOSEN, ['warning: No registry can be used', LIMIT, PUBLIC]],
  ['quay.io/acme/api', DELETED, ['warning: No registry can be used', PUBLIC]],
  [
    'nginx',
    { ...effectiveRegistry(), registry: undefined },
    ['info: Not known whether it is in this registry'],
  ],
])('%s is judged by the registry of the app, example %#', (image, effective, notes) => {
  const judged = judgeImage(parseImageReference(image), effective);
  expect(judged.map(({ tone, title }) => `${tone}: ${title}`)).toEqual(notes);
});
