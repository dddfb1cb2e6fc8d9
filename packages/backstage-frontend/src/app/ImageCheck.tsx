import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { Alert, Flex, Text, TextField } from '@backstage/ui';
import { useDeferredValue, useRef, useState } from 'react';
import { explainAppPull, type AppPull } from './app-pull.ts';
import { judgeImage } from './image-judgement.ts';
import { readImage, withFix } from './image-reading.ts';
import { ImageMeaning } from './ImageMeaning.tsx';
import { ImageProblems } from './ImageProblems.tsx';

/** Says of an image reference, while it is typed, what it means and how a cluster would pull it. */
export function ImageCheck({ effective }: { readonly effective: EffectiveRegistry | undefined }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLDivElement>(null);
  const image = useDeferredValue(text);
  const { problems, reference } = readImage(image);
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
          isInvalid={image !== '' && reference === undefined}
        />
      </div>
      <Flex direction="column" gap="4" role="status" aria-label="What the image means">
        {image !== '' && <ImageProblems image={image} problems={problems} onFix={fix} />}
        {image !== '' && reference !== undefined && (
          <>
            <ImageMeaning image={image} reference={reference} />
            {effective !== undefined && (
              <>
                <Pull pull={explainAppPull(image, reference, effective)} />
                {judgeImage(reference, effective).map(({ tone, title, text }) => (
                  <Alert key={title} status={tone} icon title={title} description={text} />
                ))}
              </>
            )}
          </>
        )}
      </Flex>
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
