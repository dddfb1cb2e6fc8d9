// Letters of other scripts that fonts draw like Latin ones, beside what Unicode itself decomposes.
const LOOKALIKES = new Map([
  ...pairs('аеорсхуіјѕһԁԛԝ', 'aeopcxyijshdqw'),
  ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
  ...pairs('АВЕКМНОРСТХЅІЈ', 'ABEKMHOPCTXSIJ'),
  ...pairs('ıɡοαν‐‑‒–—―−⁄∕∶․', 'igoav-------//:.'),
]);

// Zero-width characters, joiners, soft hyphens and marks of direction.
const INVISIBLE = /\p{Cf}/gu;
const ALLOWED = /^[A-Za-z0-9._:/@-]*$/;

/** What the writer saw when he wrote this, in ASCII; nothing where there is no such thing. */
export function asciiLookalike(text: string): string | undefined {
  const plain = text.normalize('NFKD').replace(INVISIBLE, '').replace(/\p{M}/gu, '');
  const ascii = Array.from(plain, character => LOOKALIKES.get(character) ?? character).join('');
  return ALLOWED.test(ascii) ? ascii : undefined;
}

function pairs(from: string, to: string): [string, string][] {
  return Array.from(from, (character, index) => [character, to.charAt(index)]);
}
