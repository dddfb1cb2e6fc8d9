import type { Check } from '@berth/backstage-plugin-berth-common';
import { Alert, Flex, Text } from '@backstage/ui';
import { RiCheckboxCircleFill, RiCloseCircleFill, RiQuestionLine } from '@remixicon/react';
import { statusMeaning } from '../registries/status-meaning.ts';
import { isGood, isUndecided } from './check-outcome.ts';

/** What was proven, step by step, and what to do about the rest. */
export function CheckResult({ check }: { readonly check: Check }) {
  const { steps, explanation, hints } = check;
  return (
    <Flex direction="column" gap="3" role="status">
      <Alert {...verdict(check)} icon description={explanation} />
      {steps.length > 0 && (
        <ul aria-label="Steps of the check" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {steps.map(({ step, outcome }) => (
            <li key={step} style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
              <Mark outcome={outcome} />
              <Text>{`${stepTitle(step)}: ${outcome}`}</Text>
            </li>
          ))}
        </ul>
      )}
      {hints.map(hint => (
        <Text key={hint} variant="body-small" color="secondary">
          {hint}
        </Text>
      ))}
    </Flex>
  );
}

function verdict(check: Check) {
  const { title } = statusMeaning(check.status.code);
  if (isGood(check)) return { status: 'success', title: `Proven: ${title}` } as const;
  if (isUndecided(check)) return { status: 'info', title: 'Cannot be proven from here' } as const;
  return { status: 'danger', title } as const;
}

function Mark({ outcome }: { readonly outcome: Check['steps'][number]['outcome'] }) {
  if (outcome === 'proven')
    return <RiCheckboxCircleFill size={16} color="var(--bui-fg-positive)" aria-hidden />;
  if (outcome === 'failed')
    return <RiCloseCircleFill size={16} color="var(--bui-fg-negative)" aria-hidden />;
  return <RiQuestionLine size={16} color="var(--bui-fg-secondary)" aria-hidden />;
}

/** What a step of a check proves. */
export function stepTitle(step: string): string {
  const [what = '', ...repository] = step.split(':');
  const where = repository.join(':');
  switch (what) {
    case 'exchange':
      return 'The cloud gives a token for the credential';
    case 'endpoint':
      return 'The server is a registry';
    case 'identity':
      return 'The registry accepts the login';
    case 'pull':
      return `It may pull ${where}`;
    case 'push':
      return `It may push to ${where}`;
    default:
      return step;
  }
}
