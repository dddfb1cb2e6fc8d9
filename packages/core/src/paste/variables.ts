/** One assignment; its value without the quotes around it. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** `NAME=value`, `export NAME="value"`, `set NAME=value`, `$env:NAME = 'value'`, `name: value`. */
const ASSIGNMENT =
  /^(?:- +)?(?:export +|set +|ENV +|ARG +|\$env:)?([A-Za-z_][\w-]{0,99})(?: *= *|: +)(.*)$/;

/**
 * The variables of a text that holds nothing else but comments. A value that begins with a bracket
 * or a quote goes on up to the line on which that closes.
 */
export function variablesIn(text: string): readonly Variable[] | undefined {
  const variables: Variable[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, name, start = ''] = ASSIGNMENT.exec(line) ?? [];
    if (name === undefined) return undefined;
    const parts = [start];
    const closes = closing(start);
    if (closes !== undefined) {
      while (!closes.test(parts.at(-1) ?? '') && at + 1 < lines.length) {
        at++;
        parts.push(lines[at] ?? '');
      }
    }
    variables.push({ name, value: unquoted(parts.join('\n').trim()) });
  }
  return variables.length === 0 ? undefined : variables;
}

/** How the last line of a value ends; `undefined` where the value is one line. */
function closing(start: string): RegExp | undefined {
  const quote = /^["']/.exec(start)?.[0];
  if (quote !== undefined)
    return start.length > 1 && start.endsWith(quote) ? undefined : CLOSE[quote];
  return start.startsWith('{') ? CLOSE['{'] : undefined;
}

const CLOSE: Readonly<Record<string, RegExp>> = {
  '"': /"[ \t;]*$/,
  "'": /'[ \t;]*$/,
  // The bracket of the object stands at the beginning of its line, or all of it on one.
  '{': /(?:^\s*|^\{.*)\}[ \t;]*$/,
};

function unquoted(value: string): string {
  const plain = value.replace(/;$/, '');
  const quote = plain.charAt(0);
  const isQuoted = (quote === '"' || quote === "'") && plain.length > 1 && plain.endsWith(quote);
  return isQuoted ? plain.slice(1, -1) : plain;
}
