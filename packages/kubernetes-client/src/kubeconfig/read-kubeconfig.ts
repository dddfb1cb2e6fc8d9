import { readFileSync } from 'node:fs';
import path from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { errorCode } from '../error-code.ts';
import { checkCurrentContext } from './current-context.ts';
import { invalidKubeconfig } from './invalid-kubeconfig.ts';
import { markTokenFiles } from './token-file.ts';
import { kubeconfigSource, type Environment, type KubeconfigSource } from './kubeconfig-source.ts';

/**
 * Reads the kubeconfig that is meant; nothing is sent, and no program runs.
 *
 * @throws InvalidInputError that says what is missing, without a token or a key in it.
 */
export function readKubeconfig(given: string | undefined, environment: Environment): KubeConfig {
  const source = kubeconfigSource(given, environment);
  if (source === undefined) {
    throw invalidKubeconfig(
      'kubeconfig',
      'none is given, and there is neither KUBECONFIG nor ~/.kube/config',
      'Give "kubeconfig" as text or as the path of a file',
    );
  }
  const config = loaded(source);
  if (source.kind !== 'in-cluster') checkCurrentContext(config, nameOf(source));
  return config;
}

function loaded(source: KubeconfigSource): KubeConfig {
  switch (source.kind) {
    case 'in-cluster': {
      const config = new KubeConfig();
      config.loadFromCluster();
      return config;
    }
    case 'text':
      return parsed(source.text, 'kubeconfig');
    case 'files':
      return merged(
        source.files.flatMap(file => fromFile(file, source.namedBy) ?? []),
        source,
      );
  }
}

function nameOf(source: Exclude<KubeconfigSource, { kind: 'in-cluster' }>): string {
  return source.kind === 'text'
    ? 'kubeconfig'
    : `kubeconfig ${JSON.stringify(source.files.join())}`;
}

function fromFile(file: string, namedBy: string): KubeConfig | undefined {
  try {
    const config = parsed(readFileSync(file, 'utf8'), `kubeconfig ${JSON.stringify(file)}`);
    // What it names beside itself is meant from its folder.
    config.makePathsAbsolute(path.resolve(path.dirname(file)));
    return config;
  } catch (error) {
    const code = errorCode(error);
    if (error instanceof Error && !('syscall' in error)) throw error;
    // Of a list, kubectl leaves out what is not there.
    if (code === 'ENOENT' && namedBy === 'KUBECONFIG') return undefined;
    throw invalidKubeconfig(
      `kubeconfig ${shortened(file)}`,
      `the file cannot be read (${code})`,
      'Give the path of a file that is there, or the text itself',
    );
  }
}

/** What is no path may be a whole kubeconfig, spoilt, with its secrets. */
function shortened(file: string): string {
  return file.length > 200 || file.includes('\n') ? '(no path)' : JSON.stringify(file);
}

function parsed(text: string, what: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromString(text);
    markTokenFiles(config, text);
  } catch (error) {
    throw invalidKubeconfig(
      what,
      reasonOf(error),
      'Make one with "kubectl config view --raw --minify --flatten"',
    );
  }
  return config;
}

/** The parser's own message quotes the lines around, and with them keys and tokens. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'syscall' in error && 'path' in error) {
    return `its file ${JSON.stringify(error.path)} cannot be read (${errorCode(error)})`;
  }
  const message = error instanceof Error ? error.message : '';
  if (/^(?:clusters|users|contexts)\[\d+\]\.[a-z.]+ is missing$/.test(message)) return message;
  const line = /\((\d+):\d+\)/.exec(message)?.[1];
  return line === undefined ? 'it is none' : `it is not YAML from line ${line} on`;
}

/** As kubectl merges files: whatever is named first holds. */
function merged(
  configs: readonly KubeConfig[],
  { files, namedBy }: { readonly files: readonly string[]; readonly namedBy: string },
): KubeConfig {
  const [first] = configs;
  if (!first) {
    throw invalidKubeconfig(
      `${namedBy} ${JSON.stringify(files.join(path.delimiter))}`,
      'none of these files is there',
      'Give the path of a kubeconfig, or its text as "kubeconfig"',
    );
  }
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: firstOfEach(configs.flatMap(({ clusters }) => clusters)),
    users: firstOfEach(configs.flatMap(({ users }) => users)),
    contexts: firstOfEach(configs.flatMap(({ contexts }) => contexts)),
    currentContext: configs.map(({ currentContext }) => currentContext).find(Boolean),
  });
  return config;
}

function firstOfEach<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return items.filter((item, index) => items.findIndex(({ name }) => name === item.name) === index);
}
