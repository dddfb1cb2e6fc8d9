import { setSecret } from '@actions/core';

/** Shorter values stand in too many harmless places: `***` all over the log hides nothing. */
export const SHORTEST_MASK = 4;

/**
 * Tells the runner to hide a secret in the log, in every form in which it may turn up: as it is,
 * line by line, as the inside of a JSON string, in URLs and in base64.
 */
export function maskSecret(secret: string): void {
  if (secret.trim().length < SHORTEST_MASK) return;
  for (const form of formsOf(secret)) maskOnce(form);
}

/** What a Docker config and a Basic header make of a user name and a password. */
export function maskLogin(username: string, password: string): void {
  maskSecret(password);
  if (password.length < SHORTEST_MASK) return;
  maskOnce(toBase64(`${username}:${password}`));
}

const masked = new Set<string>();

function maskOnce(form: string): void {
  if (masked.has(form)) return;
  masked.add(form);
  setSecret(form);
}

function formsOf(secret: string): string[] {
  const trimmed = secret.trim();
  return [
    secret,
    trimmed,
    ...telltaleLines(trimmed),
    JSON.stringify(secret).slice(1, -1),
    urlEncoded(secret),
    toBase64(secret),
    toBase64(trimmed),
  ];
}

/** Lines that are in every key file are no secret, and braces even less. */
function telltaleLines(secret: string): string[] {
  if (!/[\r\n]/.test(secret)) return [];
  const lines = secret.split(/[\r\n]+/).map(line => line.trim());
  return lines.filter(line => line.length >= 8 && !COMMON_LINE.test(line));
}

const COMMON_LINE = /^-----|^"(?:type|universe_domain|auth_uri|token_uri|[a-z_0-9]*_cert_url)"\s*:/;

function urlEncoded(text: string): string {
  // Half a surrogate pair has no URL form.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}
