/**
 * The text of an element that holds nothing but text, inside another one; `undefined` where there is
 * none. Enough for what AWS's query services answer, and no more: entities are not expanded but for
 * the five of XML, and the time it takes grows with the length only.
 */
export function xmlText(xml: string, path: readonly string[]): string | undefined {
  let text: string | undefined = xml;
  for (const name of path) text = text === undefined ? undefined : contentOf(text, name);
  if (text === undefined || text.includes('<')) return undefined;
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}

function contentOf(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`);
  if (start === -1) return undefined;
  const end = xml.indexOf(`</${name}>`, start);
  return end === -1 ? undefined : xml.slice(start + name.length + 2, end);
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};
