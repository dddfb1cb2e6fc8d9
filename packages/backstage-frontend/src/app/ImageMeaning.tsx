import { findProvider, formatImageReference, providerFor, type ImageReference } from '@berth/core';
import { Flex, Text } from '@backstage/ui';

/** The parts of an image reference, with what docker fills in where nothing is said. */
export function ImageMeaning(props: {
  readonly image: string;
  readonly reference: ImageReference;
}) {
  const { image, reference } = props;
  const { registry, repository, tag, digest } = reference;
  const provider = findProvider(registry);
  const host = registry === '' ? 'None' : registry;
  const parts: readonly (readonly [label: string, value: string, note?: string | false])[] = [
    [
      'Registry',
      provider === 'generic' ? host : `${host}, ${providerFor(provider).title}`,
      registry !== '' && !image.includes(registry) && FILLED_IN,
    ],
    ['Repository', repository, !image.includes(repository) && FILLED_IN],
    ...(tag === undefined ? [] : [['Tag', tag, !image.includes(`:${tag}`) && FILLED_IN] as const]),
    ...(digest === undefined ? [] : [['Digest', digest] as const]),
  ];
  return (
    <Flex direction="column" gap="2">
      <dl style={{ margin: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 12px' }}>
        {parts.map(([label, value, note]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>
              <Text color="secondary">{label}</Text>
            </dt>
            <dd style={{ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
              <Text>{value}</Text>
              {note && <Text color="secondary">{` ${note}`}</Text>}
            </dd>
          </div>
        ))}
      </dl>
      <Text variant="body-small" color="secondary" style={{ overflowWrap: 'anywhere' }}>
        {`In full: ${formatImageReference(reference)}`}
      </Text>
    </Flex>
  );
}

const FILLED_IN = '(filled in)';
