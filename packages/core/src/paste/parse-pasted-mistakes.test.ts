import { expect, test } from 'vitest';
import { keyFile } from '../../test/google-key-file.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { parsePasted } from './parse-pasted.ts';

const SECRET = 'hunter2secret';
const KEY = JSON.stringify(
  { ...keyFile, private_key: keyFile.private_key.replace('MIIEvQ', SECRET) },
  null,
  2,
);
const CONFIG = JSON.stringify({
  auths: { 'ghcr.io': { username: 'ada', password: SECRET, auth: btoa(`ada:${SECRET}`) } },
});

const TEXTS = [
  `dckr_pat_${SECRET}`,
  `docker login -u ada -p ${SECRET} ghcr.io`,
  `docker login -u 'ada' -p '${SECRET}' https://ghcr.io/`,
  `echo "${SECRET}" | docker login ghcr.io --username ada --password-stdin`,
  `docker login --username=ada --password="${SECRET}" ghcr.io`,
  KEY,
  `'${KEY}'`,
  btoa(KEY),
  CONFIG,
  `kind: Secret\nstringData:\n  .dockerconfigjson: '${CONFIG}'\n`,
  `secrets:\n  data:\n  - key: .dockerconfigjson\n    value: '${CONFIG}'\n`,
  `AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=${SECRET}`,
  `https://ada:${SECRET}@ghcr.io/v2/`,
  `GCP_KEY=${KEY}`,
  `CI_REGISTRY=ghcr.io\nCI_REGISTRY_USER=ada\nCI_REGISTRY_PASSWORD='${SECRET}'`,
  `registry: ghcr.io\nusername: ada\npassword: ${SECRET}`,
  `\`\`\`sh\ndocker login -u ada -p ${SECRET} ghcr.io\n\`\`\``,
  JSON.stringify({ ServerURL: 'https://ghcr.io', Username: 'ada', Secret: SECRET }),
  JSON.stringify({ name: 'robot$ci', secret: SECRET, expires_at: 1_800_000_000 }),
  JSON.stringify({ username: 'acmeprod', passwords: [{ name: 'password', value: SECRET }] }),
];

const STRAY = [...'\'"\\\n $`{}:@/;|&()-=<#,'];

/** Repeats itself on every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    yield state >> 8;
  }
}

test('whatever is wrong with the text, no message and no note repeats a secret', () => {
  const random = numbers(7);
  const below = (limit: number): number => random.next().value % limit;
  let refused = 0;
  for (let i = 0; i < 20_000; i++) {
    let text = TEXTS[below(TEXTS.length)] ?? '';
    for (let mistakes = 1 + below(3); mistakes > 0; mistakes--) {
      const at = below(text.length + 1);
      const middle = below(2) === 0 ? '' : (STRAY[below(STRAY.length)] ?? '');
      text = text.slice(0, at) + middle + text.slice(at + below(4));
    }
    const said = saidAbout(text);
    if (said.startsWith('refused')) refused++;
    if (/hunter2|2secret/.test(said)) expect({ text, said }).toBe('silent about the secret');
  }
  expect(refused).toBeGreaterThan(5_000);
});

function saidAbout(text: string): string {
  try {
    const { notes, credentials } = parsePasted(text);
    return JSON.stringify([notes, credentials]);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return `refused: ${error.message} ${String(error.cause)} ${error.field ?? ''}`;
  }
}
