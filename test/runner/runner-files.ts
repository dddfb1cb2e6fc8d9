export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string | undefined;
  /** The file that it points to, where it does. */
  readonly file?: string;
  readonly message: string;
}

/** Reads the lines `name=value` and `name<<delimiter` of a file that a step writes for the runner. */
export function parseKeyValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const heredoc = /^([^=]+?)<<(.+)$/.exec(line);
    if (heredoc?.[1] !== undefined) {
      const end = lines.indexOf(heredoc[2] ?? '', at + 1);
      if (end === -1) throw new Error(`"${line}" has no end.`);
      values.set(heredoc[1], lines.slice(at + 1, end).join('\n'));
      at = end;
    } else if (line !== '') {
      const equals = line.indexOf('=');
      if (equals < 1) throw new Error(`"${line}" is neither name=value nor name<<delimiter.`);
      values.set(line.slice(0, equals), line.slice(equals + 1));
    }
  }
  return values;
}

/** Reads the workflow commands in what a step prints. */
export function parseCommands(stdout: string): {
  readonly log: string;
  readonly masks: readonly string[];
  readonly annotations: readonly Annotation[];
} {
  const masks: string[] = [];
  const annotations: Annotation[] = [];
  const log: string[] = [];
  let resume: string | undefined;
  for (const line of stdout.split(/\r?\n/)) {
    if (line === resume) resume = undefined;
    const command = resume === undefined ? COMMAND.exec(line) : undefined;
    const [, name = '', properties = '', value = ''] = command ?? [];
    if (name === 'stop-commands') resume = `::${value}::`;
    const level = (['error', 'warning', 'notice'] as const).find(one => one === name);
    if (name === 'add-mask') masks.push(unescape(value));
    else log.push(line);
    const file = propertyIn(properties, 'file');
    if (level) {
      const title = propertyIn(properties, 'title');
      annotations.push({ level, title, message: unescape(value), ...(file && { file }) });
    }
  }
  return { log: log.join('\n'), masks, annotations };
}

const COMMAND = /^::([\w-]+) ?(.*?)::(.*)$/;

function propertyIn(properties: string, name: string): string | undefined {
  const property = properties.split(',').find(one => one.startsWith(`${name}=`));
  return property && unescape(property.slice(name.length + 1));
}

function unescape(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
