import { expect, test } from 'vitest';
import { xmlText } from './xml-text.ts';

const ANSWER = `<?xml version="1.0"?>
<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>&lt;Credentials>&lt;AccessKeyId>x</SubjectFromWebIdentityToken>
    <Credentials><AccessKeyId>ASIA1</AccessKeyId><SessionToken>a/b+c==</SessionToken></Credentials>
  </AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>`;

test.each<[string, readonly string[], string | undefined]>([
  [ANSWER, ['Credentials', 'AccessKeyId'], 'ASIA1'],
  [ANSWER, ['Credentials', 'SessionToken'], 'a/b+c=='],
  [ANSWER, ['Credentials', 'Expiration'], undefined],
  [ANSWER, ['Credentials'], undefined],
  ['<Message>a &lt;b&gt; &amp;lt; &#65; &x;</Message>', ['Message'], 'a <b> &lt; &#65; &x;'],
  ['<!DOCTYPE a [<!ENTITY x "y">]><Code>&x;</Code>', ['Code'], '&x;'],
  ['<Code><![CDATA[x]]></Code>', ['Code'], undefined],
  ['<Code>cut off', ['Code'], undefined],
  ['', ['Code'], undefined],
])('%#', (xml, path, text) => {
  expect(xmlText(xml, path)).toBe(text);
});

test('takes no longer than the text is long', () => {
  expect(xmlText('<Code>'.repeat(40_000), ['Code', 'Code'])).toBeUndefined();
});
