import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  providers,
  workflowSnippet,
  type CredentialKind,
  type ProviderId,
  type WorkflowSnippet,
} from '@berth/core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startJob } from '../runner/action.ts';
import { inputProblems } from './action-inputs.ts';
import { lintWorkflow } from './workflow-linters.ts';
import { brokenRules } from './workflow-rules.ts';
import { isOurs, parseWorkflow, stepsOf, type Step } from './workflow.ts';

const ACTION = path.resolve(import.meta.dirname, '../../action.yml');
const inputs = Object.keys((parse(readFileSync(ACTION, 'utf8')) as { inputs: object }).inputs);

const HOSTS: Readonly<Record<ProviderId, string>> = {
  'docker-hub': 'docker.io',
  ghcr: 'ghcr.io',
  gitlab: 'gitlab.example.com:5050',
  quay: 'quay.io',
  harbor: 'harbor.example.com',
  ecr: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  'ecr-public': 'public.ecr.aws',
  gar: 'europe-docker.pkg.dev',
  gcr: 'eu.gcr.io',
  acr: 'acme.azurecr.io',
  icr: 'de.icr.io',
  artifactory: 'acme.jfrog.io',
  generic: 'registry.example.com',
};

type Case = readonly [provider: ProviderId, kind: CredentialKind | 'none'];

const cases: readonly Case[] = providers.flatMap(({ id, credentialKinds }) =>
  [...credentialKinds, 'none' as const].map(kind => [id, kind] as const),
);

function snippetOf([provider, kind]: Case, repository?: string): WorkflowSnippet {
  const credential = kind === 'none' ? undefined : { kind };
  return workflowSnippet({ provider, host: HOSTS[provider], credential, repository });
}

describe.each(cases)('%s with %s', (...which) => {
  test.each([undefined, 'acme/api'])('is a workflow with the inputs of the action', async image => {
    const { permissions, steps } = snippetOf(which, image);
    const text = workflowOf({ permissions, steps });
    expect(await lintWorkflow('snippet.yml', text)).toEqual([]);
    expect(inputProblems(stepsOf(parseWorkflow(text)), inputs)).toEqual([]);
    expect(brokenRules(parseWorkflow(text))).toEqual([]);
  });

  test('is taken by the action as it stands', async () => {
    const [step] = (parse(snippetOf(which).steps) as Step[]).filter(isOurs);
    const given = Object.entries(step?.with ?? {}).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => valueOf(expression)),
    ]);
    const taken = await startJob().main(
      { ...(Object.fromEntries(given) as Record<string, string>), 'dry-run': 'true' },
      { environment: IDENTITY },
    );
    expect(taken).toMatchObject({ exitCode: 0, annotations: [] });
    expect(taken.log).toMatch(/^Would log in to /m);
  });
});

function workflowOf({ permissions, steps }: Pick<WorkflowSnippet, 'permissions' | 'steps'>) {
  const indented = (text: string, pad: string) => text.replace(/^(?=.)/gm, pad);
  return `on: push
${permissions}
jobs:
  publish:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
${indented(steps, '      ')}`;
}

/** What GitHub would put in place of an expression. */
function valueOf(expression: string): string {
  const known: Readonly<Record<string, string>> = {
    'vars.AWS_ROLE': 'arn:aws:iam::123456789012:role/push',
    'vars.AWS_ACCESS_KEY_ID': 'AKIAIOSFODNN7EXAMPLE',
    'vars.GOOGLE_WORKLOAD_IDENTITY_PROVIDER':
      'projects/1/locations/global/workloadIdentityPools/github/providers/acme',
    'vars.GOOGLE_SERVICE_ACCOUNT': 'push@acme-prod.iam.gserviceaccount.com',
    'secrets.GOOGLE_KEY': JSON.stringify({
      type: 'service_account',
      client_email: 'push@acme-prod.iam.gserviceaccount.com',
      private_key: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
    }),
  };
  if (/^vars\.(?:AZURE|DOCKER_HUB_CONNECTION)/.test(expression)) {
    return 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
  }
  return known[expression] ?? 'somebody';
}

// Nobody listens there: a dry run asks for no token.
const IDENTITY = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'http://localhost:1/token?api-version=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
};
