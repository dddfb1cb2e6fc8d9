import { BerthRequestError } from '../api/berth-request-error.ts';
import type { Problems } from './draft-problems.ts';
import { problemText, takenName } from './failure-text.ts';

/** What the backend refuses, by the fields of the form; what belongs to none is left out. */
export function refusedFields(error: Error | undefined, isNew: boolean): Problems {
  if (!(error instanceof BerthRequestError)) return {};
  const taken = takenName(error, isNew);
  if (taken !== undefined) return { name: taken };
  const named = error.problems.flatMap(problem =>
    problem.field === undefined ? [] : [[formField(problem.field), problemText(problem)] as const],
  );
  return Object.fromEntries(named);
}

/** `pullCredential.password` of the contract is `fields.password` of the form. */
function formField(path: string): string {
  const [group = '', ...rest] = path.replace(/\[\d+\]/g, '').split('.');
  switch (group) {
    case 'pullCredential':
      return `fields.${rest[0] ?? ''}`;
    case 'pushCredential':
      return `push.${rest[0] ?? ''}`;
    case 'serverParts':
      return `parts.${rest[0] ?? 'server'}`;
    case 'server':
    case 'provider':
      return 'parts.server';
    default:
      return group;
  }
}
