import { credentialHints } from '@berth/core';
import { Flex, Text } from '@backstage/ui';
import { RiInformationLine } from '@remixicon/react';
import { hostOf } from './draft-server.ts';
import { credentialOf } from './login-problems.ts';
import type { EnteredLogin } from './login-use.ts';
import { personalHint } from './personal-account.ts';
import type { RegistryDraft } from './registry-draft.ts';

/** What could be better about a login; none of it keeps anybody from saving. */
export function LoginHints(props: { readonly login: EnteredLogin; readonly draft: RegistryDraft }) {
  const { login, draft } = props;
  const credential = credentialOf(login);
  const personal = personalHint(login);
  const hints = [
    ...(login.kind === 'none' && login.credential === undefined ? publicHints(login) : []),
    ...(credential === undefined ? [] : credentialHints(credential, hostOf(draft))),
    ...(personal === undefined ? [] : [personal]),
  ];
  if (hints.length === 0) return null;
  return (
    <ul aria-label="Hints" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {hints.map(hint => (
        <li key={hint}>
          <Flex gap="2" align="start">
            <RiInformationLine
              size={16}
              color="var(--bui-fg-info)"
              style={{ flex: 'none', marginBlockStart: 2 }}
              aria-hidden
            />
            <Text variant="body-small">{hint}</Text>
          </Flex>
        </li>
      ))}
    </ul>
  );
}

function publicHints({ provider }: EnteredLogin): readonly string[] {
  const limit =
    'Without a login Docker Hub limits pulls by address, which everybody behind it shares.';
  return [
    'Everybody may pull from a public registry: keep images of your own in a private one.',
    ...(provider === 'docker-hub' ? [limit] : []),
  ];
}
