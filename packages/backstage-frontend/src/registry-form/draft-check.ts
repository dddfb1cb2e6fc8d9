import type { Check, RegistryInput } from '@berth/backstage-plugin-berth-common';
import type { BerthApi } from '../api/berth-api.ts';
import { isGood } from './check-outcome.ts';

/**
 * Proves what is in the form, before it is saved: pulling, and pushing too where that is another
 * login or there is a repository to try it on.
 */
export async function checkDraft(
  berth: BerthApi,
  registry: RegistryInput,
  { repository, signal }: { readonly repository: string; readonly signal: AbortSignal },
): Promise<Check> {
  const tried = repository.trim() === '' ? {} : { repository: repository.trim() };
  const pull = await berth.checkDraft({ registry, ...tried }, signal);
  if (!isGood(pull) || !pushesOtherwise(registry, repository)) return pull;
  const push = await berth.checkDraft({ registry, ...tried, purpose: 'push' }, signal);
  const known = pull.steps.map(({ step }) => step);
  const added = push.steps.filter(
    ({ step, outcome }) => !known.includes(step) || outcome === 'failed',
  );
  return {
    ...(isGood(push) ? pull : push),
    steps: [...pull.steps, ...added],
    hints: [...new Set([...pull.hints, ...push.hints])],
  };
}

function pushesOtherwise(input: RegistryInput, repository: string): boolean {
  const { pullCredential: pull, pushCredential: push, purposes } = input;
  if (push === undefined) return false;
  const isSame = (typeof push === 'string' ? push : push.name) === nameOf(pull);
  return !isSame || (repository.trim() !== '' && purposes?.includes('push') === true);
}

function nameOf(credential: RegistryInput['pullCredential']): string | undefined {
  return typeof credential === 'string' ? credential : credential?.name;
}
