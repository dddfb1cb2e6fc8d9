import type { PlacedWord, ShellToken, ShellWord } from './shell-words.ts';

/** The variables that a script sets to plain text, as in `export TOKEN=text`. */
export class ShellVariables {
  readonly #values = new Map<string, string>();

  /** Remembers what a command sets. */
  readFrom(command: readonly ShellToken[]): void {
    for (const token of command) {
      if (typeof token === 'string' || !isBeforeName(token)) return;
      const [, name, value = ''] = ASSIGNMENT.exec(token.text) ?? [];
      if (name === undefined) continue;
      // A command in backquotes is split at its blanks.
      if (token.isVariable || value.startsWith('`')) this.#values.delete(name);
      else this.#values.set(name, value);
    }
  }

  /** The words with what is known of their variables in place. */
  resolve(tokens: readonly ShellToken[]): readonly ShellToken[] {
    return tokens.map(token => (typeof token === 'string' ? token : this.#resolved(token)));
  }

  #resolved(word: PlacedWord): PlacedWord {
    const [, start = '', name = ''] = word.isVariable ? (VARIABLE.exec(word.text) ?? []) : [];
    const value = this.#values.get(name);
    return value === undefined ? word : { ...word, text: start + value, isVariable: false };
  }
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;

/** `$NAME`, `${NAME}` and `%NAME%`, alone, behind a flag or as a value. */
const VARIABLE =
  /^((?:--?[a-z][a-z-]*=|-[a-z]|[a-z_]\w*=)?)(?:\$(?=\w)|\$\{(?=\w+\}$)|%(?=\w+%$))(\w+)[%}]?$/i;

function isBeforeName({ text }: ShellWord): boolean {
  return (
    ASSIGNMENT.test(text) || /^(?:[$#>%]|export|set|declare|local|readonly|sudo|-\w+)$/.test(text)
  );
}
