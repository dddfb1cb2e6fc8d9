import type { StatusCode } from '@berth/backstage-plugin-berth-common';
import { Flex, Text } from '@backstage/ui';
import { statusMeaning, type StatusMeaning } from '../registries/status-meaning.ts';
import { formatDate } from '../registries/when.ts';
import type { StatusSpan } from './status-spans.ts';

type Tone = StatusMeaning['tone'];

const HEIGHT = 44;

/** The worse, the taller: no status is told by its colour alone. */
const HEIGHTS: Readonly<Record<Tone, number>> = {
  neutral: 16,
  positive: 22,
  warning: 32,
  negative: HEIGHT,
};

const COLORS: Readonly<Record<Tone, { readonly fill: string; readonly text: string }>> = {
  neutral: { fill: 'var(--bui-bg-neutral-3)', text: 'var(--bui-fg-secondary)' },
  positive: { fill: 'var(--bui-bg-success)', text: 'var(--bui-fg-success-on-bg)' },
  warning: { fill: 'var(--bui-bg-warning)', text: 'var(--bui-fg-warning-on-bg)' },
  negative: { fill: 'var(--bui-bg-danger)', text: 'var(--bui-fg-danger-on-bg)' },
};

/** Stands in the band, and before the status in what is below it. */
const LETTERS: Readonly<Record<StatusCode, string>> = {
  OK: 'O',
  EXPIRING: 'E',
  EXPIRED: 'X',
  INVALID: 'I',
  UNREACHABLE: 'U',
  RATE_LIMITED: 'L',
  TLS_ERROR: 'T',
  INSUFFICIENT_SCOPE: 'R',
  PUBLIC: 'P',
  UNKNOWN: '?',
};

/** A letter needs as much of the band as this. */
const ROOM_FOR_LETTER = 0.05;

/** The statuses over time, the newest on the right. What it says is in the list below it as well. */
export function StatusBand({ spans }: { readonly spans: readonly StatusSpan[] }) {
  const [first] = spans;
  if (first === undefined) return null;
  const shown = spans.map(({ code }) => statusMeaning(code).title);
  const label = `Status since ${formatDate(first.from)}, the oldest first: ${shown.join(', ')}.`;
  return (
    <Flex direction="column" gap="1">
      <svg role="img" aria-label={label} width="100%" height={HEIGHT} style={{ display: 'block' }}>
        {spans.map(span => (
          <Span key={span.from} span={span} />
        ))}
      </svg>
      <Flex justify="between" aria-hidden>
        <Text variant="body-x-small" color="secondary">
          {formatDate(first.from)}
        </Text>
        <Text variant="body-x-small" color="secondary">
          Now
        </Text>
      </Flex>
    </Flex>
  );
}

function Span({ span: { code, start, length } }: { readonly span: StatusSpan }) {
  const { tone } = statusMeaning(code);
  const { fill, text } = COLORS[tone];
  const height = HEIGHTS[tone];
  return (
    <>
      <rect
        x={percent(start)}
        y={HEIGHT - height}
        width={percent(length)}
        height={height}
        style={{ fill, stroke: text, strokeWidth: 1 }}
      />
      {length >= ROOM_FOR_LETTER && (
        <text
          x={percent(start + length / 2)}
          y={HEIGHT - height / 2}
          textAnchor="middle"
          dominantBaseline="central"
          style={{ fill: text, fontSize: 12, fontWeight: 700 }}
        >
          {LETTERS[code]}
        </text>
      )}
    </>
  );
}

/** The letter of a status, as the band has it. */
export function StatusLetter({ code }: { readonly code: StatusCode }) {
  const { fill, text } = COLORS[statusMeaning(code).tone];
  return (
    <span
      aria-hidden
      style={{
        ...{ display: 'inline-flex', alignItems: 'center', justifyContent: 'center' },
        ...{ width: 20, height: 20, flex: 'none', fontSize: 12, fontWeight: 700 },
        ...{ background: fill, color: text, border: `1px solid ${text}` },
        borderRadius: 'var(--bui-radius-2)',
      }}
    >
      {LETTERS[code]}
    </span>
  );
}

function percent(part: number): string {
  return `${(part * 100).toFixed(3)}%`;
}
