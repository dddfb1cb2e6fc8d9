import { expect, test } from 'vitest';
import { fixedUsername } from './fixed-username.ts';
import { Secret } from '../secret.ts';

const KEY = '{\n  "type": "service_account"\n}\n';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';

test.each([
  ['us.icr.io', 'an-api-key', 'iamapikey'],
  ['private.de.icr.io', 'an-api-key', 'iamapikey'],
  ['us.icr.io', JWT, 'iambearer'],
  ['123456789012.dkr.ecr.us-east-1.amazonaws.com', 'token', 'AWS'],
  ['public.ecr.aws', 'token', 'AWS'],
  ['us.gcr.io', KEY, '_json_key'],
  ['europe-docker.pkg.dev', KEY, '_json_key'],
  ['europe-docker.pkg.dev', JSON.stringify(JSON.parse(KEY)), '_json_key'],
  ['europe-docker.pkg.dev', btoa(KEY), '_json_key_base64'],
  ['europe-docker.pkg.dev', btoa(KEY.replaceAll('\n', '\r\n')), '_json_key_base64'],
  ['europe-docker.pkg.dev', btoa(JSON.stringify(JSON.parse(KEY))), '_json_key_base64'],
  ['europe-docker.pkg.dev', 'ya29.c.abc', 'oauth2accesstoken'],
  ['europe-docker.pkg.dev', 'something else', undefined],
  ['docker.io', 'dckr_pat_abc', undefined],
  ['ghcr.io', 'ghp_abc', undefined],
  ['acme.azurecr.io', JWT, undefined],
  ['registry.example.com', KEY, undefined],
  ['us.icr.io.evil.com', 'an-api-key', undefined],
])('%s', (server, password, username) => {
  expect(fixedUsername(server, new Secret(password))).toBe(username);
});
