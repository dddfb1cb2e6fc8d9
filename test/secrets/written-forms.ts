/** The ways in which a text may be written into JSON, HTML, a URL, a log or an encoding. */
export function writtenForms(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [
    ...[text, text.trim(), bytes.toString('latin1')],
    ...[bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')],
    ...[encodeURIComponent(text), encodeURI(text), escape(text)],
    new URLSearchParams({ text }).toString().slice('text='.length),
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(JSON.stringify(text)).slice(3, -3),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    text.replaceAll('"', '&quot;'),
  ].map(form => form.replace(/=+$/, ''));
}

/** Which of these forms a text holds, also within what is in base64 there. */
export function formsIn(text: string, forms: readonly string[], depth = 3): readonly string[] {
  const found = forms.filter(form => text.includes(form));
  if (depth === 0) return found;
  const encoded = text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? [];
  const inside = encoded.flatMap(part =>
    formsIn(Buffer.from(part, 'base64').toString(), forms, depth - 1),
  );
  return [...found, ...inside];
}

function escape(text: string): string {
  return text.replaceAll(
    /[^\x20-\x7e]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
