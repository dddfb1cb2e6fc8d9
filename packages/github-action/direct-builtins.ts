import type { Rolldown } from 'tsdown';

/**
 * Takes Node's own modules from the process instead of importing them. An import makes a facade with
 * all names of the module, which evaluates what hides behind getters: together 4 ms before the
 * first line runs.
 */
export function directBuiltins(): Rolldown.Plugin {
  return {
    name: 'direct-builtins',
    renderChunk: code =>
      code.replace(STATIC_IMPORT, (_, names: string, module: string) => {
        const builtin = `process.getBuiltinModule(${JSON.stringify(module)})`;
        // @actions/core ends outputs with a random line, and refuses a value that holds it: whom
        // it would let through is decided there, so that 5 ms for real randomness buy nothing.
        if (module === 'crypto')
          return `const ${named(names)}={randomUUID:()=>String(Math.random()).slice(2)};`;
        return `const ${named(names)}=${builtin};`;
      }),
  };
}

// As the bundler writes them, a line each: `import * as a from "os";`, `import a from "os";`,
// `import { a as b } from "os";`
const STATIC_IMPORT = /^import (\* as [$\w]+|[$\w]+|\{[^}]*\}) from "((?:node:)?[a-z_/]+)";$/gm;

function named(names: string): string {
  return names.startsWith('{') ? names.replaceAll(' as ', ': ') : names.replace('* as ', '');
}
