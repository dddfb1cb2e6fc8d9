import { InvalidInputError } from '../invalid-input-error.ts';
import { parseLooseJson } from '../credential/loose-json.ts';
import { withoutFence } from './markdown-fence.ts';
import { pasteAwsKeys, pasteCloudKey } from './paste-cloud-key.ts';
import { pasteDockerConfig } from './paste-docker-config.ts';
import { pasteDockerLogin } from './paste-docker-login.ts';
import { pasteImage } from './paste-image.ts';
import { pasteLoginJson } from './paste-login-json.ts';
import { pasteJsonSecret, pasteYamlSecret } from './paste-secret-manifest.ts';
import { pasteVariables } from './paste-variables.ts';
import type { Pasted } from './pasted.ts';
import { pastedLogin } from './pasted-login.ts';
import { findProvider } from '../provider/find-provider.ts';
import { canonicalHost } from '../provider/registry-host.ts';
import { parseServer, type RegistryServer } from '../provider/registry-server.ts';
import { tokenShape } from '../credential/token-shape.ts';

/**
 * Reads what people paste when they are asked for a registry's credentials: a token or password; a
 * server; an image; a Google key file in any form; one or several `docker login` commands; a Docker
 * config or a Kubernetes Secret with one; what `az`, `aws`, `ibmcloud`, a credential helper or Harbor
 * print; lines of variables with any of these. Fences of Markdown around it do no harm.
 *
 * The notes say what was changed and what looks wrong.
 *
 * @throws InvalidInputError that holds nothing of the text, which may be a secret.
 */
export function parsePasted(text: string): Pasted {
  if (text.length > MAX_LENGTH)
    throw invalid('it is longer than 2 MiB', 'Paste only the credentials');
  const visible = text.replace(INVISIBLE, '').replaceAll('\u00a0', ' ').trim();
  const inside = withoutFence(visible);
  const plain = inside ?? visible;
  if (plain === '') throw invalid('it is empty', NEXT_STEP);
  const found =
    pasteJson(plain) ??
    pasteYamlSecret(plain) ??
    pasteDockerLogin(plain) ??
    pasteAwsKeys(plain) ??
    pasteVariables(plain, pasteJson) ??
    pasteImage(plain) ??
    pasteServer(plain) ??
    pasteToken(plain);
  if (found === undefined) throw invalid('it is none of the forms that are known', NEXT_STEP);
  const notes = [
    ...(text === visible ? [] : ['Line breaks, spaces and invisible characters were removed.']),
    ...(inside === undefined ? [] : ['The Markdown around it was removed.']),
  ];
  return { ...found, notes: [...notes, ...found.notes] };
}

const MAX_LENGTH = 2 * 1024 * 1024;
const NEXT_STEP =
  'Paste a token, a key file, a docker login command, a Docker config or a Secret, whole';

/** Byte order marks and characters without width, which web pages leave in what is copied. */
const INVISIBLE = /[\ufeff\u200b-\u200d\u2060]/g;

function pasteJson(text: string): Pasted | undefined {
  const json = parseLooseJson(text);
  if (json === undefined) return undefined;
  const found =
    pasteJsonSecret(json.value) ??
    pasteCloudKey(json.value) ??
    pasteDockerConfig(json.value) ??
    pasteLoginJson(json.value);
  if (found === undefined) throw invalid('it is JSON of an unknown form', NEXT_STEP);
  return { ...found, notes: [...json.notes, ...found.notes] };
}

function pasteServer(text: string): Pasted | undefined {
  if (tokenShape(text) !== undefined) return undefined;
  if (!LOOKS_LIKE_SERVER.test(text) && (/\s/.test(text) || findProvider(text) === 'generic')) {
    return undefined;
  }
  const { host, notes } = parseShown(text);
  const changed = text === host ? [] : ['Read as a server.'];
  return { server: host, credentials: [], notes: [...changed, ...notes] };
}

/** Of what is refused, only the name of a host is repeated: the rest may be a login. */
function parseShown(text: string): RegistryServer {
  try {
    return parseServer(text);
  } catch (error) {
    const host = canonicalHost(text);
    if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host)) parseServer(host);
    throw error instanceof InvalidInputError ? invalid('it is no registry', NEXT_STEP) : error;
  }
}

/** A URL, an address with a port, or a name in lower case that ends like a domain. */
const LOOKS_LIKE_SERVER =
  /^(?:[Hh][Tt]{2}[Pp][Ss]?:\/\/\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}\/?|(?:localhost|(?:[a-z0-9-]+\.)+[a-z0-9-]+|\[[0-9a-f:]+\]):\d{1,5}\/?|localhost)$/;

function pasteToken(text: string): Pasted | undefined {
  const unquoted = /^(["'`])([^]*)\1$/.exec(text)?.[2] ?? text;
  const token = unquoted.replace(/^Bearer /i, '').trim();
  if (token === '' || /\s/.test(token)) return undefined;
  const shape = tokenShape(token);
  const found = pastedLogin({
    password: token,
    ...(shape?.host === undefined ? {} : { host: shape.host }),
  });
  const notes = [
    ...(unquoted === text ? [] : ['The quotes around it were removed.']),
    ...(/^Bearer /i.test(unquoted) ? ['The word "Bearer" before it was removed.'] : []),
    // The hint about a token names it, too.
    ...(shape?.hint === undefined ? [`Read as ${shape?.title ?? 'a password or token'}.`] : []),
  ];
  return { ...found, notes: [...notes, ...found.notes] };
}

function invalid(reason: string, nextStep: string): InvalidInputError {
  return new InvalidInputError(`The pasted text cannot be used: ${reason}. ${nextStep}.`);
}
