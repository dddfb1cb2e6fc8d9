import type { ImageReferenceProblem } from '@berth/core';
import { Button, Flex, Text } from '@backstage/ui';
import {
  RiAlertFill,
  RiCloseCircleFill,
  RiInformationLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { markedPieces } from './image-reading.ts';

type Severity = ImageReferenceProblem['severity'];

const SEVERITIES: Readonly<
  Record<Severity, readonly [title: string, icon: RemixiconComponentType, color: string]>
> = {
  error: ['Error', RiCloseCircleFill, 'var(--bui-fg-negative)'],
  warning: ['Warning', RiAlertFill, 'var(--bui-fg-warning)'],
  info: ['Hint', RiInformationLine, 'var(--bui-fg-secondary)'],
};

/** Each problem with its place in the image, and a button that mends it where one is known. */
export function ImageProblems(props: {
  readonly image: string;
  readonly problems: readonly ImageReferenceProblem[];
  readonly onFix: (fix: NonNullable<ImageReferenceProblem['fix']>) => void;
}) {
  const { image, problems, onFix } = props;
  if (problems.length === 0) return null;
  return (
    <Flex direction="column" gap="2">
      <code aria-hidden style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {markedPieces(image, problems).map(({ text, isMarked }, index) => (
          <span key={index} style={isMarked ? MARKED : undefined}>
            {text}
          </span>
        ))}
      </code>
      <ul
        aria-label="Problems of the image"
        style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}
      >
        {problems.map((problem, index) => (
          <Problem key={index} image={image} problem={problem} onFix={onFix} />
        ))}
      </ul>
    </Flex>
  );
}

const MARKED = {
  textDecoration: 'underline wavy var(--bui-fg-negative)',
  textUnderlineOffset: 4,
} as const;

function Problem(props: {
  readonly image: string;
  readonly problem: ImageReferenceProblem;
  readonly onFix: (fix: NonNullable<ImageReferenceProblem['fix']>) => void;
}) {
  const { image, problem, onFix } = props;
  const { severity, start, end, message, fix } = problem;
  const [title, Icon, color] = SEVERITIES[severity];
  return (
    <li style={{ display: 'flex', gap: 8, alignItems: 'flex-start' }}>
      <Icon size={16} color={color} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Flex direction="column" gap="1" align="start">
        <Text style={{ overflowWrap: 'anywhere' }}>
          <strong>{title}</strong>
          {`, ${placeOf(start, end)}: ${message}`}
        </Text>
        {fix !== undefined && (
          <Button variant="secondary" size="small" onPress={() => onFix(fix)}>
            {fixTitle(image.slice(fix.start, fix.end), fix.text)}
          </Button>
        )}
      </Flex>
    </li>
  );
}

/** As people count. */
function placeOf(start: number, end: number): string {
  if (end <= start) return `after character ${start}`;
  return end === start + 1 ? `character ${end}` : `characters ${start + 1} to ${end}`;
}

function fixTitle(before: string, after: string): string {
  if (after === '') return `Remove ${JSON.stringify(before)}`;
  return before === ''
    ? `Add ${JSON.stringify(after)}`
    : `Replace ${JSON.stringify(before)} by ${JSON.stringify(after)}`;
}
