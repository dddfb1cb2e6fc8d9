const BEGIN = /(?<!<)<<-?[ \t]*(["']?)([A-Za-z_]\w*)\1(?=[ \t\r|;&)]|$)/;

/** Writes each here-document, `<<EOF` and the lines up to `EOF`, as `<<< 'its lines'`. */
export function withHereStrings(text: string): string {
  if (!text.includes('<<')) return text;
  const lines = text.split('\n');
  const lastLine = new Map(lines.map((line, index) => [line.trim(), index]));
  const written: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [begin, quote = '', word = ''] = BEGIN.exec(line) ?? [];
    if (begin === undefined || (lastLine.get(word) ?? -1) <= at) {
      written.push(line);
      continue;
    }
    let end = at + 1;
    while (lines[end]?.trim() !== word) end++;
    const body = lines
      .slice(at + 1, end)
      .join('\n')
      .trim();
    // A replacer: `$` in the text means nothing.
    written.push(line.replace(BEGIN, () => `<<< ${hereString(body, quote)}`));
    at = end;
  }
  return written.join('\n');
}

/** Only without quotes around its mark the shell replaces variables. */
function hereString(body: string, quote: string): string {
  if (quote === '' && /^\$[\w({][^"]*$/.test(body)) return `"${body}"`;
  return `'${body.replaceAll("'", "'\\''")}'`;
}
