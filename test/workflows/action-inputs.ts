import { closestWord } from '@berth/core';
import { parse } from 'yaml';
import { isOurs, type Step } from './workflow.ts';

/** What is wrong with the inputs that steps give to our action, a sentence each. */
export function inputProblems(steps: readonly Step[], known: readonly string[]): readonly string[] {
  return steps.filter(isOurs).flatMap(step => {
    const inputs = step.with ?? {};
    const entries = parseEntries(inputs['registry-auth']);
    return [
      ...unknownKeys(Object.keys(inputs), known),
      ...entries.flatMap(entry => unknownKeys(Object.keys(entry), known)),
    ];
  });
}

function parseEntries(registryAuth: unknown): readonly object[] {
  return typeof registryAuth === 'string' ? (parse(registryAuth) as object[]) : [];
}

function unknownKeys(keys: readonly string[], known: readonly string[]): string[] {
  return keys
    .filter(key => !known.includes(key))
    .map(key => {
      const meant = closestWord(key, known);
      return `"${key}" is no input of action.yml.${meant ? ` Did you mean "${meant}"?` : ''}`;
    });
}
