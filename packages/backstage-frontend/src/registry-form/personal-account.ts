import type { ProviderId } from '@berth/core';
import type { EnteredLogin } from './login-use.ts';

interface Account {
  /** User names that belong to no person. */
  readonly username: RegExp;
  /** Secrets that belong to no person. */
  readonly secret?: RegExp;
  readonly instead: string;
}

const ACCOUNTS: Readonly<Partial<Record<ProviderId, Account>>> = {
  'docker-hub': {
    username: /^$/,
    secret: /^dckr_oat_/,
    instead: 'the access token of an organization',
  },
  ghcr: { username: /-(?:bot|ci|machine)$|\[bot\]$/, instead: 'the account of a machine user' },
  gitlab: {
    username: /^gitlab\+deploy-token/,
    secret: /^gldt-|^glcbt-/,
    instead: 'a deploy token',
  },
  quay: { username: /\+/, instead: 'a robot account' },
  harbor: { username: /^robot\b/, instead: 'a robot account' },
};

const BY_MAIL: Account = { username: /^[^@]*$/, instead: "an account that is no person's" };

/** Warns of a login that ends when somebody leaves. */
export function personalHint({ provider, kind, fields }: EnteredLogin): string | undefined {
  const username = (fields['username'] ?? '').trim();
  if (kind !== 'password' || username === '') return undefined;
  const account = ACCOUNTS[provider] ?? BY_MAIL;
  const isNobodys =
    account.username.test(username) || account.secret?.test((fields['password'] ?? '').trim());
  if (isNobodys) return undefined;
  return `"${username}" may be a person's account: the login ends when that person leaves. Better use ${account.instead}.`;
}
