import type { Entity } from '@backstage/catalog-model';
import { Button, Card, CardBody, CardHeader, Flex, Skeleton, Text } from '@backstage/ui';
import { useId, useRef, useState } from 'react';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { AnnotationNotice } from './AnnotationNotice.tsx';
import { environmentTitle } from './app-environments.ts';
import { ChoiceForm } from './ChoiceForm.tsx';
import { EffectiveRegistryText } from './EffectiveRegistryText.tsx';
import type { AppChoices } from './use-app.ts';
import { useEffectiveRegistry } from './use-effective-registry.ts';

/** What holds in one environment, and its own choice behind a button. */
export function EnvironmentChoice(props: {
  readonly entity: Entity;
  readonly choices: AppChoices;
  readonly environment: string;
  /** What was done, for those who do not see it. */
  readonly onDone: (message: string) => void;
}) {
  const { entity, choices, environment, onDone } = props;
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { answer, error, reload } = useEffectiveRegistry(choices, environment);
  const own = choices.selections.find(selection => selection.environment === environment);
  const title = environmentTitle(environment);
  const close = (message?: string) => {
    setOpen(false);
    opener.current?.focus();
    if (message === undefined) return;
    onDone(message);
    choices.changed();
  };
  return (
    <section tabIndex={-1} aria-labelledby={id}>
      <Card>
        <CardHeader>
          <Flex justify="between" align="center" gap="2">
            <Text as="h3" variant="title-x-small" id={id} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Text>
            <Button
              ref={opener}
              variant="secondary"
              size="small"
              aria-expanded={isOpen}
              aria-label={`${own === undefined ? 'Choose' : 'Change'} for ${title}`}
              isDisabled={!choices.mayChoose}
              onPress={() => (isOpen ? close() : setOpen(true))}
            >
              {own === undefined ? 'Choose' : 'Change'}
            </Button>
          </Flex>
        </CardHeader>
        <CardBody>
          <Flex direction="column" gap="4">
            {answer === undefined && error === undefined && <Skeleton width="60%" height={20} />}
            {error !== undefined && <RequestFailure error={error} onRetry={reload} />}
            {answer !== undefined && <EffectiveRegistryText effective={answer} />}
            {answer !== undefined && <AnnotationNotice entity={entity} effective={answer} />}
            {isOpen && (
              <ChoiceForm
                app={choices.app}
                environment={environment}
                mayAddRegistry={choices.mayAddRegistry}
                effective={answer}
                onClose={close}
              />
            )}
          </Flex>
        </CardBody>
      </Card>
    </section>
  );
}
