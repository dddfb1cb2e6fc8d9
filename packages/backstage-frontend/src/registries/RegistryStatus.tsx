import type { Status } from '@berth/backstage-plugin-berth-common';
import { Flex, Focusable, Text, Tooltip, TooltipTrigger } from '@backstage/ui';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { formatDate, formatWhen } from './when.ts';
import { currentMeaning, type StatusMeaning } from './status-meaning.ts';

const ICONS: Readonly<Record<StatusMeaning['tone'], RemixiconComponentType>> = {
  positive: RiCheckboxCircleFill,
  warning: RiAlertFill,
  negative: RiCloseCircleFill,
  neutral: RiQuestionLine,
};

const COLORS: Readonly<Record<StatusMeaning['tone'], string>> = {
  positive: 'var(--bui-fg-positive)',
  warning: 'var(--bui-fg-warning)',
  negative: 'var(--bui-fg-negative)',
  neutral: 'var(--bui-fg-secondary)',
};

/** A registry's status; why it is so and what to do is said on hover and on focus. */
export function RegistryStatus({ status }: { readonly status: Status }) {
  const { title, tone } = currentMeaning(status);
  const Icon = ICONS[tone];
  const sentences = explain(status);
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span
          role="img"
          tabIndex={0}
          aria-label={`${title}. ${sentences.join(' ')}`}
          style={{ display: 'inline-flex', alignItems: 'center', gap: 6, whiteSpace: 'nowrap' }}
        >
          <Icon size={16} color={COLORS[tone]} aria-hidden />
          <Text variant="body-medium">{title}</Text>
        </span>
      </Focusable>
      <Tooltip>
        <Flex direction="column" gap="1">
          {sentences.map(sentence => (
            <span key={sentence}>{sentence}</span>
          ))}
        </Flex>
      </Tooltip>
    </TooltipTrigger>
  );
}

/** The cause, the next step and since when, as sentences. */
function explain(status: Status): readonly string[] {
  const { meaning, nextStep } = currentMeaning(status);
  const next = status.nextStep ?? nextStep;
  return [
    status.cause ?? meaning,
    ...(next === undefined ? [] : [next]),
    ...(status.since === undefined ? [] : [`Since ${formatDate(status.since)}.`]),
    ...(status.checkedAt === undefined ? [] : [`Checked ${formatWhen(status.checkedAt)}.`]),
  ];
}
