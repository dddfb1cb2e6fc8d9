import type { TextFormat } from '../credential/text-format.ts';

/** One step of a setup guide. */
export interface SetupStep {
  readonly title: string;
  readonly text?: string;
  /** For `sh`; each can be pasted and run as it is. */
  readonly commands: readonly string[];
  readonly link?: string;
}

/** What a guide asks for before it can be shown. */
export interface SetupParameter {
  readonly label: string;
  readonly format: TextFormat;
  /** Taken when nothing is given; absent where the guide cannot do without. */
  readonly fallback?: string;
}

/** The parameters of a guide, and its steps for given values. */
export interface Guide {
  readonly parameters: Readonly<Record<string, SetupParameter>>;
  readonly steps: (value: (name: string) => string) => readonly SetupStep[];
}

/** Ties the names that the steps ask for to the parameters. */
export function guide<Name extends string>(
  parameters: Readonly<Record<Name, SetupParameter>>,
  steps: (value: (name: Name) => string) => readonly SetupStep[],
): Guide {
  return { parameters, steps };
}

/** Every guide that can grant more than pulling asks for it. */
export const purpose: SetupParameter = {
  label: 'What the credential is for',
  format: { pattern: /^(?:pull|push)$/, rule: 'Use pull or push' },
  fallback: 'pull',
};
