import { describe, expect, test } from 'vitest';
import { parseRegistryAuth, secretsIn } from './registry-auth.ts';

describe('parseRegistryAuth', () => {
  test.each([
    ['YAML', '- registry: ghcr.io\n  username: octocat\n  password: s3cret'],
    ['JSON', '[{"registry":"ghcr.io","username":"octocat","password":"s3cret"}]'],
    ['YAML in quotes', '- {registry: "ghcr.io", username: \'octocat\', "password": s3cret}'],
    ['CRLF', '- registry: ghcr.io\r\n  username: octocat\r\n  password: s3cret\r\n'],
  ])('%s', async (_, text) => {
    expect(await parseRegistryAuth(text)).toEqual([
      { registry: 'ghcr.io', username: 'octocat', password: 's3cret' },
    ]);
  });

  test.each([
    ['0123456', '0123456'],
    ['1e3', '1e3'],
    ['0.10', '0.10'],
    ['true', 'true'],
    ['null', 'null'],
    ['~', '~'],
    ['2024-01-01', '2024-01-01'],
    ['12345678901234567890', '12345678901234567890'],
    ['a#b', 'a#b'],
    ['"abc #def"', 'abc #def'],
    ["'a: b'", 'a: b'],
    ['%abc', null],
    ['|-\n    line 1\n    line 2', 'line 1\nline 2'],
  ])('a scalar is the text that stands there: %s', async (written, read) => {
    const parsed = parseRegistryAuth(`- registry: a.io\n  password: ${written}`);
    if (read === null) await expect(parsed).rejects.toThrow('Invalid registry-auth: line 2');
    else expect(await parsed).toEqual([{ registry: 'a.io', password: read }]);
  });

  test('numbers and booleans of JSON keep their digits', async () => {
    const text = '[{"registry":"a.io","password":12345678901234567890.10,"insecure":true}]';
    expect(await parseRegistryAuth(text)).toEqual([
      { registry: 'a.io', password: '12345678901234567890.10', insecure: 'true' },
    ]);
  });

  test.each([
    ['hunter2 #7', '" #" begins a comment, so what follows it would be lost'],
    ['hunter2: 7', 'a second ": " in one line makes a mapping of the value'],
    ['*hunter2', '"*" begins an alias'],
    ['&hunter2 x', '"&" begins an anchor'],
    ['!hunter2 x', '"!" begins a tag'],
    ['@hunter2', 'it is neither YAML nor JSON'],
    ['"hunter2', 'it is neither YAML nor JSON'],
  ])('says why a password without quotes cannot be read, without it: %s', async (value, reason) => {
    await expect(parseRegistryAuth(`- registry: a.io\n  password: ${value}`)).rejects.toThrow(
      `Invalid registry-auth: line 2 cannot be read: ${reason}. Put the value in quotes, or write the list as JSON with toJSON().`,
    );
  });

  test.each([
    ['foo', 'Invalid registry-auth: it is not a list. Begin each entry with "- registry: …".'],
    [
      'registry: a.io',
      'Invalid registry-auth: it is not a list. Begin each entry with "- registry: …".',
    ],
    [
      '- a.io',
      'Invalid registry-auth[0]: it is no mapping. Write "registry", "username" and "password" in it.',
    ],
    [
      '- regsitry: a.io',
      'Invalid registry-auth[0]: "regsitry" is unknown. Did you mean "registry"?',
    ],
    [
      '- registry: a.io\n- pasword: x',
      'Invalid registry-auth[1]: "pasword" is unknown. Did you mean "password"?',
    ],
    [
      '- __proto__: x',
      'Invalid registry-auth[0]: "__proto__" is unknown. Use registry, username, password, email, provider, ca-certificate, insecure, role-to-assume, aws-region, workload-identity-provider, service-account, client-id, tenant-id, connection-id.',
    ],
    [
      '- registry: [a.io]',
      'Invalid registry-auth[0].registry: it is no text. Put the value in quotes.',
    ],
    [
      '- password:\n    deep: hunter2',
      'Invalid registry-auth[0].password: it holds keys of its own. Write one value, in quotes.',
    ],
    [
      '- Registry: a.io',
      'Invalid registry-auth[0]: "Registry" is unknown. Did you mean "registry"?',
    ],
    [
      '- registry: a.io\n  PASSWORD: hunter2',
      'Invalid registry-auth[0]: "PASSWORD" is unknown. Did you mean "password"?',
    ],
    [
      '- registry: a.io\n  token: hunter2',
      'Invalid registry-auth[0]: "token" is unknown. Did you mean "password"?',
    ],
    [
      '- login-server: a.io',
      'Invalid registry-auth[0]: "login-server" is unknown. Did you mean "registry"?',
    ],
    [
      '- registry: a.io\n  ecr: auto',
      'Invalid registry-auth[0]: "ecr" is not needed: Amazon ECR is known by its host. Leave it out.',
    ],
    [
      '- registry: a.io\n  scope: push',
      'Invalid registry-auth[0]: "scope" is not needed: a login holds for its whole registry. Leave it out.',
    ],
    [
      '- a.io:\n    username: octocat\n    password: hunter2',
      'Invalid registry-auth[0]: "a.io" holds keys of its own. Begin with "- registry: a.io", and write the other keys beside it.',
    ],
    [
      '[{"registry":{"host":"a.io"}}]',
      'Invalid registry-auth[0].registry: it holds keys of its own. Write one value, in quotes.',
    ],
  ])('refuses %j', async (text, message) => {
    const failure = await parseRegistryAuth(text).catch((error: unknown) => error);
    const errors =
      failure instanceof AggregateError ? (failure.errors as Error[]) : [failure as Error];
    expect(errors.map(error => error.message)).toEqual([message]);
  });

  test('all that is wrong is told at once', async () => {
    const failure = await parseRegistryAuth('- a: 1\n- b: 2').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AggregateError);
    expect((failure as AggregateError).errors).toHaveLength(2);
  });

  test('a long text takes time in proportion', async () => {
    const text = `- registry: a.io\n  password: ${'[{&'.repeat(50_000)}`;
    await expect(parseRegistryAuth(text)).rejects.toThrow('Invalid registry-auth: line 2');
  }, 10_000);
});

describe('secretsIn', () => {
  test.each([
    ['- registry: ghcr.io\n  username: octocat\n  password: hunter2', ['hunter2']],
    ['- registry: ghcr.io\n  pasword: hunter2', ['hunter2']],
    ['- registry: ghcr.io\n  apikey: hunter2', ['hunter2']],
    ['- regsitry: ghcr.io\n  insecure: true', []],
    ['- registry: ghcr.io\n  scope: push\n  ecr: auto', []],
    ['- registry: ghcr.io\n  user: octocat\n  token: hunter2', ['hunter2']],
    ['- ghcr.io:\n    username: octocat\n    password: hunter2', ['hunter2']],
    ['ghcr.io: { username: octocat, password: hunter2 }', ['hunter2']],
    // No valid form: what stands behind a telling word is hidden all the same.
    ['- password: "hunter2"\n  password: hunter2: x', ['hunter2', 'hunter2: x']],
    ['- token: hunter2 #7', ['hunter2 #7']],
  ])('%j', async (text, secrets) => {
    expect(await secretsIn(text)).toEqual(secrets);
  });
});
