import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeOciLayout, testImages } from '../images/test-image.ts';
import { startJob, type Job } from '../runner/action.ts';
import { createCertificateAuthority } from '../servers/certificate-authority.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { isOurs, parseWorkflow, stepsOf } from './workflow.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples/workflows');

const archive = path.join(temporaryFolder('examples'), 'image.tar');
const layout = temporaryFolder('layout');
writeOciLayout(layout, { one: testImages.tiny });
execFileSync('skopeo', ['copy', '-q', `oci:${layout}:one`, `oci-archive:${archive}`]);
const { certificateFile } = createCertificateAuthority();

test.each(readdirSync(EXAMPLES))('%s is taken by the action as it stands', async name => {
  const workflow = parseWorkflow(readFileSync(path.join(EXAMPLES, name), 'utf8'));
  for (const step of stepsOf(workflow).filter(isOurs)) {
    const job = startJob();
    putFiles(job);
    const inputs = Object.entries(step.with ?? {}).map(
      ([key, value]) => [key, evaluated(String(value))] as const,
    );
    const taken = await job.main(
      { ...Object.fromEntries(inputs), 'dry-run': 'true' },
      { environment: IDENTITY },
    );
    expect(taken).toMatchObject({ exitCode: 0, annotations: [] });
    expect(taken.log).toMatch(/^Would log in to /m);
  }
});

function putFiles({ workspace }: Job): void {
  copyFileSync(archive, path.join(workspace, 'image.tar'));
  mkdirSync(path.join(workspace, '.github'));
  copyFileSync(certificateFile, path.join(workspace, '.github/ca.crt'));
}

// Nobody listens there: a dry run asks for no token.
const IDENTITY = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'http://localhost:1/token?api-version=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
};

// JSON is YAML. Nobody listens there either.
const KUBECONFIG = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'production',
  contexts: [{ name: 'production', context: { cluster: 'acme', user: 'berth' } }],
  clusters: [{ name: 'acme', cluster: { server: 'https://localhost:1' } }],
  users: [{ name: 'berth', user: { token: 'a token of a service account' } }],
});

function evaluated(text: string): string {
  return text.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => valueOf(expression));
}

/** What GitHub would put in place of an expression. */
function valueOf(expression: string): string {
  const known: Readonly<Record<string, string>> = {
    'github.actor': 'octocat',
    'github.event.number': '7',
    'github.ref_name': 'v1.2.3',
    'github.sha': '2c26b46b68ffc68ff99b453c1d30413413422d70',
    'secrets.KUBECONFIG': KUBECONFIG,
  };
  if (expression.startsWith('vars.')) return 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
  return known[expression] ?? `value of ${expression}`;
}
