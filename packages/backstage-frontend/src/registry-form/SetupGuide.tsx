import {
  InvalidInputError,
  providerFor,
  providers,
  setupGuide,
  setupParameters,
  type SetupParameter,
  type SetupStep,
} from '@berth/core';
import { Card, CardBody, CardHeader, Flex, Link, Text } from '@backstage/ui';
import { useMemo, useState, type CSSProperties } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { hostOf } from './draft-server.ts';
import type { RegistryDraft } from './registry-draft.ts';
import { Needs } from './Needs.tsx';
import { ValidatedField } from './ValidatedField.tsx';

/** How to make the credential at the vendor, with commands that can be copied as they are. */
export function SetupGuide({ draft }: { readonly draft: RegistryDraft }) {
  const { provider } = draft;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const row = providers.find(({ id }) => id === provider);
  const asked = setupParameters(provider);
  const known = useMemo(() => fromForm(draft), [draft]);
  const values = Object.fromEntries(
    Object.keys(asked).map(name => [name, known[name] ?? typed[`${provider}.${name}`] ?? '']),
  );
  const guide = readGuide(provider, withExamples(values, asked));
  const isExample = Object.keys(asked).some(name => values[name] === '' && name in EXAMPLES);
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small">
          Get a login for {row?.title}
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {Object.entries(asked)
            .filter(([name]) => known[name] === undefined)
            .map(([name, { label, format, fallback }]) => (
              <ValidatedField
                key={`${provider}.${name}`}
                label={label}
                placeholder={fallback ?? ''}
                value={values[name] ?? ''}
                onChange={text => setTyped(now => ({ ...now, [`${provider}.${name}`]: text }))}
                problem={format.pattern.test(values[name] ?? '') ? undefined : `${format.rule}.`}
              />
            ))}
          {isExample && guide.problem === undefined && (
            <Text color="secondary">
              Fill in the form, and the commands below are yours to copy as they are.
            </Text>
          )}
          {guide.problem !== undefined && <Text color="secondary">{guide.problem}</Text>}
          <Needs provider={provider} />
          <ol style={STEPS}>
            {guide.steps.map(step => (
              <Step key={step.title} step={step} />
            ))}
          </ol>
          {row !== undefined && (
            <Link href={row.docs} target="_blank" rel="noopener">
              {`What ${row.title} says about logging in`}
            </Link>
          )}
          <NetworkNotes notes={row?.networkNotes ?? []} />
        </Flex>
      </CardBody>
    </Card>
  );
}

function NetworkNotes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Flex direction="column" gap="1">
      <Text as="h3" weight="bold">
        Network
      </Text>
      {notes.map(note => (
        <Text key={note} variant="body-small" color="secondary">
          {note}
        </Text>
      ))}
    </Flex>
  );
}

function Step({ step: { title, text, commands, link } }: { readonly step: SetupStep }) {
  return (
    <li>
      <Flex direction="column" gap="2">
        <Text weight="bold">{title}</Text>
        {text !== undefined && <Text>{text}</Text>}
        {link !== undefined && (
          <Link href={link} target="_blank" rel="noopener">
            {link.replace(/^https:\/\//, '').replace(/\?.*$/, '')}
          </Link>
        )}
        {commands.map(command => (
          <Flex key={command} gap="1" align="start">
            <pre style={CODE}>{command}</pre>
            <CopyButton text={command} label={`Copy the command of "${title}"`} />
          </Flex>
        ))}
      </Flex>
    </li>
  );
}

const STEPS: CSSProperties = {
  ...({ margin: 0, paddingInlineStart: 20, display: 'grid', gap: 16 } as const),
  // Long addresses and commands break, and do not push the buttons out of sight.
  ...({ gridTemplateColumns: 'minmax(0, 1fr)', overflowWrap: 'anywhere' } as const),
};

const CODE: CSSProperties = {
  ...({ flex: 1, minWidth: 0, margin: 0, padding: 10 } as const),
  ...({ overflowX: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const),
  ...({ fontFamily: 'var(--bui-font-monospace)', fontSize: 12 } as const),
  ...({ background: 'var(--bui-bg-neutral-2)', borderRadius: 'var(--bui-radius-2)' } as const),
};

/** Stands where the form has nothing yet, so that the steps can be read before. */
const EXAMPLES: Readonly<Record<string, string>> = {
  username: 'your-username',
  server: 'registry.example.com',
  accountId: '123456789012',
  region: 'eu-central-1',
  location: 'europe-west1',
  registryName: 'yourregistry',
};

function withExamples(
  values: Readonly<Record<string, string>>,
  asked: Readonly<Record<string, SetupParameter>>,
): Record<string, string> {
  const example = (name: string) =>
    asked[name]?.fallback === undefined ? (EXAMPLES[name] ?? '') : '';
  const entries = Object.entries(values);
  return Object.fromEntries(entries.map(([name, text]) => [name, text || example(name)]));
}

/** What the form asks for already is not asked twice. */
function fromForm(draft: RegistryDraft): Readonly<Record<string, string>> {
  const { provider, kind, parts, fields, purposes } = draft;
  const asked = providerFor(provider).serverParts;
  return {
    ...Object.fromEntries(asked.map(part => [part, parts[part] ?? ''])),
    ...(provider === 'ecr' && { method: kind === 'node-role' ? 'node-role' : 'keys' }),
    server: hostOf(draft) ?? '',
    username: fields['username'] ?? '',
    purpose: purposes.includes('push') ? 'push' : 'pull',
  };
}

function readGuide(
  provider: RegistryDraft['provider'],
  values: Readonly<Record<string, string>>,
): { readonly steps: readonly SetupStep[]; readonly problem?: string } {
  try {
    return { steps: setupGuide(provider, values) };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { steps: [], problem: error.message };
  }
}
