/**
 * Loaded before main by `node --import`: ends the process with SIGKILL at its nth change of a file,
 * `KILL_AT`, just before that change; a file that is being written gets the first half of its
 * content. What tells the runner about the outcome does not count.
 */
const at = Number(process.env['KILL_AT']);
const fs = process.getBuiltinModule('node:fs');
let changes = 0;

function comesNow(file: unknown): boolean {
  const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = process.env;
  return file !== GITHUB_OUTPUT && file !== GITHUB_STEP_SUMMARY && ++changes === at;
}

function killAt<Arguments extends unknown[]>(
  change: (...given: Arguments) => unknown,
  half?: (...given: Arguments) => void,
): (...given: Arguments) => unknown {
  return (...given) => {
    if (!comesNow(given[0])) return change(...given);
    half?.(...given);
    return process.kill(process.pid, 'SIGKILL');
  };
}

if (process.argv[1]?.endsWith('main.js')) {
  const { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } = fs;
  Object.assign(fs, {
    chmodSync: killAt(chmodSync),
    mkdirSync: killAt((...given: Parameters<typeof mkdirSync>) => mkdirSync(...given)),
    renameSync: killAt(renameSync),
    rmSync: killAt(rmSync),
    symlinkSync: killAt(symlinkSync),
    // `appendFileSync` comes here too, and does not write in two parts.
    writeFileSync: killAt(writeFileSync, (file, content, options) => {
      if (typeof content !== 'string' || options === undefined) return;
      if (typeof options === 'object' && options?.flag === 'a') return;
      writeFileSync(file, content.slice(0, content.length / 2), options);
    }),
  });
}
