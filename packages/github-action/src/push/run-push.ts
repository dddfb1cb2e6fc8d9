import { pushByProgramFailure } from './program-failure.ts';
import { loginOfProgram, type PushTarget } from './push-target.ts';
import { runShown, type ProgramResult } from './run-program.ts';

/**
 * Has a program push once.
 *
 * @throws RegistryRequestError, or an Error where it is not known what the program speaks of
 */
export async function runPush(
  push: {
    readonly program: 'docker' | 'podman';
    /** What is pushed. */
    readonly name: string;
    readonly target: PushTarget;
  },
  args: readonly string[],
): Promise<ProgramResult> {
  const result = await runShown(push.program, args);
  if (result.exitCode === 0) return result;
  const login = await loginOfProgram(push.target);
  throw pushByProgramFailure({ ...push, login }, result);
}
