import { expect, test } from 'vitest';
import { pullSecret } from './pull-secret.ts';
import { formatPullSecret } from './pull-secret-manifest.ts';
import { Secret } from '../secret.ts';

const login = {
  server: 'https://index.docker.io/v1/',
  username: 'alice',
  password: new Secret("it's <hunter2>"),
};
const JSON_TEXT = `{"auths":{"https://index.docker.io/v1/":{"username":"alice","password":"it's \\u003chunter2\\u003e","auth":"YWxpY2U6aXQncyA8aHVudGVyMj4="}}}`;
const DATA = Buffer.from(JSON_TEXT).toString('base64');

const full = pullSecret({
  name: 'regcred',
  namespace: '123',
  labels: { b10: 'y', b2: 'x' },
  annotations: { note: 'one\ntwo <3' },
  immutable: true,
  logins: [login],
});

test('yaml', () => {
  expect(formatPullSecret(full, 'yaml')).toBe(`apiVersion: v1
data:
  .dockerconfigjson: ${DATA}
immutable: true
kind: Secret
metadata:
  annotations:
    note: |-
      one
      two <3
  creationTimestamp: null
  labels:
    b2: x
    b10: "y"
  name: regcred
  namespace: "123"
type: kubernetes.io/dockerconfigjson
`);
});

test('json', () => {
  expect(formatPullSecret(full, 'json')).toBe(`{
    "kind": "Secret",
    "apiVersion": "v1",
    "metadata": {
        "name": "regcred",
        "namespace": "123",
        "creationTimestamp": null,
        "labels": {
            "b10": "y",
            "b2": "x"
        },
        "annotations": {
            "note": "one\\ntwo \\u003c3"
        }
    },
    "immutable": true,
    "data": {
        ".dockerconfigjson": "${DATA}"
    },
    "type": "kubernetes.io/dockerconfigjson"
}
`);
});

test('dt-secrets', () => {
  const secret = pullSecret({ name: 'regcred', labels: { test: 'chart' }, logins: [login] });

  expect(formatPullSecret(secret, 'dt-secrets'))
    .toBe(`# Values of Devtron's chart dt-secrets. The chart also asks for an App Name, a Project and an
# Environment: choose the one whose applications pull with this secret.
name: regcred
type: kubernetes.io/dockerconfigjson
labels:
  test: chart
secrets:
  data:
  - key: .dockerconfigjson
    value: '${JSON_TEXT.replaceAll("'", "''")}'
`);
});

test('the value of dt-secrets is valid JSON in one YAML string', () => {
  const password = `it's "<a>" \\ : # ${'word '.repeat(30)}é\n`;
  const secret = pullSecret({ logins: [{ ...login, password: new Secret(password) }] });
  const [, quotedValue = ''] =
    /^ {4}value: '(.*)'\n$/m.exec(formatPullSecret(secret, 'dt-secrets')) ?? [];

  expect(JSON.parse(quotedValue.replaceAll("''", "'"))).toEqual({
    auths: {
      'https://index.docker.io/v1/': {
        username: 'alice',
        password,
        auth: Buffer.from(`alice:${password}`).toString('base64'),
      },
    },
  });
});

test.each([
  [{ annotations: { a: 'b' } }, 'annotations'],
  [{ immutable: true }, 'immutable'],
])('dt-secrets has no place for %j', (options, field) => {
  const secret = pullSecret({ name: 'regcred', logins: [login], ...options });

  expect(() => formatPullSecret(secret, 'dt-secrets')).toThrow(
    `The pull secret "regcred" has "${field}", for which the chart dt-secrets has no value. Leave it out, or use the format "yaml".`,
  );
});
