import { expect } from 'vitest';
import type { Step } from '@berth/test/runner/action';

/** The secrets are masked, and are neither in the log nor in anything that the step hands on. */
export function expectNoTrace(step: Step, secrets: readonly string[]): void {
  const shown = [step.log, step.stderr, step.summary, ...step.state.values()].join('\n');
  const handedOn = [...step.outputs.values(), ...step.environment.values()].join('\n');
  for (const secret of secrets) expect(`${shown}\n${handedOn}`).not.toContain(secret);
  expect(`${shown}\n${handedOn}`).not.toMatch(/eyJ[\w-]{10,}\.[\w-]{10,}/);
  expect(step.masks).toEqual(expect.arrayContaining([...secrets]));
  for (const constant of CONSTANTS) expect(step.masks).not.toContain(constant);
}

/** User names that are the same for everybody: hiding them would hide half of the log. */
const CONSTANTS = ['AWS', 'oauth2accesstoken', '00000000-0000-0000-0000-000000000000'];
