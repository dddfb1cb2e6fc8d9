/** One word for `sh`, in single quotes where it holds anything but plain characters. */
export function shellQuote(text: string): string {
  return /^[\w./:@%+=,][\w./:@%+=,-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
