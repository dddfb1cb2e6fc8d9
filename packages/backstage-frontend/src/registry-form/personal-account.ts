import type { ProviderId } from '@berth/core';
import type { EnteredLogin } from './login-use.ts';

interface Account {
  /** User names and secrets that belong to no person. */
  readonly isNobodys: RegExp;
  readonly instead: string;
}

const ACCOUNTS: Readonly<Partial<Record<ProviderId, Account>>> = {
  'docker-hub': {
    isNobodys: /^dckr_oat_/,
    instead: 'the access token of an organization',
  },
  ghcr: { isNobodys: /-(?:bot|ci|machine)$|\[bot\]$/, instead: 'the account of a machine user' },
  gitlab: { isNobodys: /^gitlab\+deploy-token|^gldt-|^glcbt-/, instead: 'a deploy token' },
  quay: { isNobodys: /\+/, instead: 'a robot account' },
  harbor: { isNobodys: /^robot\b/, instead: 'a robot account' },
};

const BY_MAIL: Account = { isNobodys: /^[^@]*$/, instead: "an account that is no person's" };

/** Warns of a login that ends when somebody leaves. */
export function personalHint({ provider, kind, fields }: EnteredLogin): string | undefined {
  const username = (fields['username'] ?? '').trim();
  if (kind !== 'password' || username === '') return undefined;
  const { isNobodys, instead } = ACCOUNTS[provider] ?? BY_MAIL;
  if (isNobodys.test(username) || isNobodys.test((fields['password'] ?? '').trim())) {
    return undefined;
  }
  return `"${username}" may be a person's account: the login ends when that person leaves. Better use ${instead}.`;
}
