import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findProvider, providers } from '@berth/core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { inputProblems } from './action-inputs.ts';
import { lintAction, lintWorkflow } from './workflow-linters.ts';
import { brokenRules } from './workflow-rules.ts';
import { isOurs, parseWorkflow, stepsOf, type Step } from './workflow.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXAMPLES = 'examples/workflows';
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const namesIn = (folder: string) => readdirSync(path.join(ROOT, folder)).sort();

const actionText = read('action.yml');
const inputs = Object.keys((parse(actionText) as { inputs: object }).inputs);

describe.each([EXAMPLES, '.github/workflows'])('%s', folder => {
  describe.each(namesIn(folder))('%s', name => {
    const text = read(`${folder}/${name}`);

    test('actionlint and GitHub find nothing wrong', async () => {
      expect(await lintWorkflow(name, text)).toEqual([]);
    });

    test('gives our action inputs that it has', () => {
      expect(inputProblems(stepsOf(parseWorkflow(text)), inputs)).toEqual([]);
    });

    test('asks for no more rights than it needs, and runs nothing that others wrote', () => {
      expect(brokenRules(parseWorkflow(text))).toEqual([]);
    });
  });
});

describe('examples', () => {
  test('there is one for each provider', () => {
    const missing = providers.filter(({ id }) => !namesIn(EXAMPLES).includes(`${id}.yml`));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  test.each(providers.map(({ id }) => id))('%s is about that provider, and in its table', id => {
    const [step] = stepsOf(parseWorkflow(read(`${EXAMPLES}/${id}.yml`))).filter(isOurs);
    const { registry = 'docker.io', provider } = (step?.with ?? {}) as Record<string, string>;
    expect(provider ?? findProvider(registry)).toBe(id);
  });

  test.each(providers.filter(({ keyless }) => keyless !== undefined).map(({ id }) => id))(
    '%s stores no secret',
    id => {
      expect(read(`${EXAMPLES}/${id}.yml`)).not.toMatch(/\{\{\s*secrets\./);
    },
  );

  test('each is named as its users will see it, no two alike', () => {
    const names = namesIn(EXAMPLES).map(name => /^name: (.+)$/m.exec(read(`${EXAMPLES}/${name}`)));
    expect(new Set(names.map(match => match?.[1])).size).toBe(namesIn(EXAMPLES).length);
  });
});

describe('pages', () => {
  const pages = ['README.md', ...namesIn('docs').map(name => `docs/${name}`)];
  const snippets = pages
    .filter(page => page.endsWith('.md'))
    .flatMap(page => [...read(page).matchAll(/^```yaml\n(.*?)^```/gms)].map(at => [page, at[1]]))
    .filter(([, text]) => text?.includes('registry-action@'));

  test.each(snippets)('%s gives our action inputs that it has, example %#', (_, text = '') => {
    const value: unknown = parse(text);
    const steps = Array.isArray(value) ? (value as Step[]) : stepsOf(parseWorkflow(text));
    expect(steps.filter(isOurs)).not.toEqual([]);
    expect(inputProblems(steps, inputs)).toEqual([]);
  });

  test('the README shows the action', () => {
    expect(snippets.map(([page]) => page)).toContain('README.md');
  });
});

describe('the guards themselves', () => {
  const broken = `
on: push
permissions: write-all
jobs:
  a:
    runs-on: ubuntu-latest
    stesp: []
    steps:
      - uses: org/registry-action@main
        with: { regsitry: ghcr.io, password: hunter2, registry-auth: '[{ "usrename": "a" }]' }
      - run: echo \${{ githb.actor }}
`;
  const workflow = parseWorkflow(broken);

  test('the linters say where and what', async () => {
    const found = await lintWorkflow('a.yml', broken);
    expect(found).toContain(
      'a.yml:11:23 undefined variable "githb". available variables are "env", "github", "inputs", "job", "matrix", "needs", "runner", "secrets", "steps", "strategy"',
    );
    expect(found).toContain(".github/workflows/a.yml:7:5 Unexpected value 'stesp'");
  });

  test('an unknown input is named with the one that was meant', () => {
    expect(inputProblems(stepsOf(workflow), inputs)).toEqual([
      '"regsitry" is no input of action.yml. Did you mean "registry"?',
      '"usrename" is no input of action.yml. Did you mean "username"?',
    ]);
  });

  test('what is no good habit is named', () => {
    expect(brokenRules(workflow)).toEqual([
      'The workflow does not list its permissions.',
      'Job "a" may run for six hours.',
      'Job "a" holds a password in the open.',
      '"org/registry-action@main" is not at a version.',
      '"echo ${{ githb.actor }}" would run what an expression holds.',
    ]);
  });

  test('a runtime that GitHub does not have is no action', async () => {
    expect(await lintAction(actionText.replace('node24', 'node99'))).toEqual([
      expect.stringMatching(/^action\.yml:\d+:10 Unexpected value 'node99'$/),
    ]);
  });
});

test.each(['action.yml', '.github/actions/leftovers/action.yml'])(
  'GitHub finds nothing wrong with %s',
  async file => {
    expect(await lintAction(read(file))).toEqual([]);
  },
);
