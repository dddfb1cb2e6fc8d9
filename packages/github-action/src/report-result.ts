import { writeOutputs } from './outputs.ts';
import type { Result } from './result.ts';
import { writeSummary } from './summary.ts';

/** Hands the result on: to later steps, and to whoever reads the job summary. */
export async function reportResult(result: Result): Promise<void> {
  writeOutputs(result);
  if (process.env['GITHUB_STEP_SUMMARY']) await writeSummary(result);
}
