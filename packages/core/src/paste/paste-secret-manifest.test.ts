import { describe, expect, test } from 'vitest';
import { messageOf, password, read } from '../../test/read-pasted.ts';

const CONFIG = { auths: { 'ghcr.io': { auth: btoa('ada:hunter2') } } };
const inBase64 = (value: unknown): string => btoa(JSON.stringify(value));

describe('a Secret', () => {
  const encoded = inBase64(CONFIG);
  const json = JSON.stringify(CONFIG);

  test.each([
    [
      `apiVersion: v1\ndata:\n  .dockerconfigjson: ${encoded}\nkind: Secret\nmetadata:\n  name: x\ntype: kubernetes.io/dockerconfigjson`,
    ],
    [`kind: Secret\r\ndata:\r\n  ".dockerconfigjson": "${encoded}"\r\ntype: x`],
    [
      `kind: Secret\ndata:\n  .dockerconfigjson: |\n    ${encoded.slice(0, 40)}\n    ${encoded.slice(40)}\ntype: x`,
    ],
    [`kind: Secret\nstringData:\n  .dockerconfigjson: '${json}'\ntype: x`],
    [`kind: Secret\nstringData:\n  .dockerconfigjson: ${JSON.stringify(json)}`],
    [
      `kind: Secret\nstringData:\n  .dockerconfigjson: >-\n    ${JSON.stringify(CONFIG, null, 2).replaceAll('\n', '\n    ')}\ntype: x`,
    ],
    [`kind: Secret\ndata:\n  .dockercfg: ${inBase64(CONFIG.auths)}`],
    [JSON.stringify({ kind: 'Secret', data: { '.dockerconfigjson': encoded } }, null, 4)],
    [
      JSON.stringify({
        kind: 'List',
        items: [{ kind: 'Secret', data: { '.dockerconfigjson': encoded } }],
      }),
    ],
    [
      `name: regcred\ntype: kubernetes.io/dockerconfigjson\nlabels:\n test: chart\nsecrets:\n  data:\n    - key: .dockerconfigjson\n      value: '${json}'\n`,
    ],
    [`secrets:\n  data:\n  - value: ${json}\n    key: ".dockerconfigjson"`],
  ])('%j', text => {
    const { server, credentials } = read(text);

    expect({ server, credentials }).toEqual({
      server: 'ghcr.io',
      credentials: [password('ghcr.io', 'ada')],
    });
  });

  test('whose JSON misses a quotation mark', () => {
    const sample =
      'secrets:\n  data:\n    - key: .dockerconfigjson\n' +
      `      value: '{"auths":{"https://index.docker.io/v1/":{"username":"hunter2","password":"hunter2}}}'`;

    expect(messageOf(sample)).toBe(
      'The JSON cannot be read: a quotation mark is missing, so the last string does not end. Copy it again, whole.',
    );
  });

  test('without a Docker config', () => {
    expect(messageOf('data:\n  .dockerconfigjson: hunter2')).toBe(
      'The Secret holds no Docker config. Paste one of type kubernetes.io/dockerconfigjson, whole.',
    );
  });
});
