import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { findProvider, type ImageReference } from '@berth/core';
import { Alert, Flex, Link, Text, TextField, VisuallyHidden } from '@backstage/ui';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { useAppLinks } from './app-links.ts';
import { explainAppPull, type AppPull } from './app-pull.ts';
import { isServed, judgeImage } from './image-judgement.ts';
import { readImage, withFix } from './image-reading.ts';
import { ImageMeaning } from './ImageMeaning.tsx';
import { ImageProblems } from './ImageProblems.tsx';

/** Says of an image reference, while it is typed, what it means and how a cluster would pull it. */
export function ImageCheck(props: {
  readonly effective: EffectiveRegistry | undefined;
  readonly mayAddRegistry: boolean;
}) {
  const { effective, mayAddRegistry } = props;
  const [text, setText] = useState('');
  const field = useRef<HTMLDivElement>(null);
  const image = useDeferredValue(text);
  const { problems, reference } = readImage(image);
  const isGiven = image !== '';
  const pull = reference && effective && explainAppPull(image, reference, effective);
  const count = problems.length === 1 ? 'One problem.' : `${problems.length} problems.`;
  const fix = (change: Parameters<typeof withFix>[1]) => {
    setText(withFix(text, change));
    field.current?.querySelector('input')?.focus();
  };
  return (
    <Flex direction="column" gap="4">
      <div ref={field}>
        <TextField
          label="Image"
          description="As in a Dockerfile or a manifest."
          placeholder={effective?.image === undefined ? 'nginx:1.27' : `${effective.image}:1.0`}
          value={text}
          onChange={setText}
          autoComplete="off"
          spellCheck="false"
          validationBehavior="aria"
          isInvalid={isGiven && reference === undefined}
        />
      </div>
      <Spoken
        text={
          isGiven
            ? `${problems.length > 0 ? count : ''} ${pull ? `Pulled: ${pull.title}.` : ''}`.trim()
            : ''
        }
      />
      {isGiven && (
        <Flex direction="column" gap="4" role="region" aria-label="What the image means">
          <ImageProblems image={image} problems={problems} onFix={fix} />
          {reference !== undefined && <ImageMeaning image={image} reference={reference} />}
          {pull !== undefined && <Pull pull={pull} />}
          {reference !== undefined && effective !== undefined && (
            <Notes reference={reference} effective={effective} mayAddRegistry={mayAddRegistry} />
          )}
        </Flex>
      )}
    </Flex>
  );
}

function Pull({ pull: { title, reason } }: { readonly pull: AppPull }) {
  return (
    <Flex direction="column" gap="1">
      <Text as="h4" variant="body-small" color="secondary" style={{ margin: 0 }}>
        How a cluster would pull it
      </Text>
      <Text weight="bold">{title}</Text>
      <Text>{reason}</Text>
    </Flex>
  );
}

function Notes(props: {
  readonly reference: ImageReference;
  readonly effective: EffectiveRegistry;
  readonly mayAddRegistry: boolean;
}) {
  const { reference, effective, mayAddRegistry } = props;
  const { registries } = useAppLinks();
  const { pathname } = useLocation();
  const host = reference.registry;
  const isMissing = mayAddRegistry && !isServed(reference, effective);
  return (
    <>
      {judgeImage(reference, effective).map(({ tone, title, text }) => (
        <Alert key={title} status={tone} icon title={title} description={text} />
      ))}
      {isMissing && registries !== undefined && host !== '' && (
        <Link
          href={registries.add(findProvider(host), pathname)}
        >{`Add a registry with a login for ${host}`}</Link>
      )}
    </>
  );
}

const PAUSE_MS = 800;

/** For those who cannot see the answer: in short, and not at each key. */
function Spoken({ text }: { readonly text: string }) {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return <VisuallyHidden role="status">{spoken}</VisuallyHidden>;
}
