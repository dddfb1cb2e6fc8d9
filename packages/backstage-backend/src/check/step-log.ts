import type { CheckStep } from '@berth/backstage-plugin-berth-common';
import type { StepState } from '@berth/registry-client';

/** The steps of one check, in the order in which they ended. */
export class StepLog {
  readonly #states = new Map<string, StepState>();

  add(step: string, state: StepState): void {
    if (state === 'begun' && this.#states.get(step) === 'proven') return;
    this.#states.delete(step);
    this.#states.set(step, state);
  }

  get proven(): readonly string[] {
    const proven = [...this.#states].filter(([, state]) => state === 'proven');
    return proven.map(([step]) => step).filter(step => step !== 'exchange');
  }

  get identity(): 'proven' | 'open' | 'unclear' | undefined {
    const state = this.#states.get('identity');
    return state === 'begun' ? undefined : state;
  }

  /** The one that was under way when the check failed. */
  get failed(): string {
    const begun = [...this.#states].filter(([, state]) => state === 'begun');
    return begun.at(-1)?.[0] ?? 'endpoint';
  }

  steps(hasFailed: boolean): CheckStep[] {
    const failed = hasFailed ? this.failed : undefined;
    return [...this.#states].map(([step, state]) => ({
      step,
      outcome: step === failed ? 'failed' : state === 'proven' ? 'proven' : 'unclear',
    }));
  }
}
