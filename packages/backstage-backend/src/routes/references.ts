import {
  checkImageReference,
  explainPull,
  formatImageReference,
  parseImageReference,
} from '@berth/core';
import type { OperationHandlers } from '../http/operation-handler.ts';

/** What needs nothing but core: `/image-checks` and `/pull-explanations`. */
export function referenceRoutes(): OperationHandlers<'checkImage' | 'explainPull'> {
  return {
    checkImage({ body: { image, profile = 'docker' } }) {
      const problems = checkImageReference(image, { profile });
      const isWrong = problems.some(({ severity }) => severity === 'error');
      return { body: { ...(!isWrong && { reference: parts(image) }), problems } };
    },

    explainPull({ body: { image, dockerConfig, client = 'kubelet' } }) {
      return { body: explainPull(image, dockerConfig, client) };
    },
  };
}

function parts(image: string) {
  const reference = parseImageReference(image);
  const canonical = formatImageReference(reference, 'canonical');
  return { ...reference, canonical, familiar: formatImageReference(reference, 'familiar') };
}
