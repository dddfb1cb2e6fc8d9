import { Button, Flex } from '@backstage/ui';
import { useEffect, useId, useRef, useState } from 'react';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';
import { environmentProblem } from './app-environments.ts';

/** One that the app has nothing for yet; it is kept with the first choice for it. */
export function AddEnvironment(props: {
  readonly known: readonly string[];
  /** Those that other apps have. */
  readonly suggested: readonly string[];
  readonly onAdd: (name: string) => void;
}) {
  const { known, suggested, onAdd } = props;
  const [text, setText] = useState('');
  const [showsProblem, setShowsProblem] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const list = useId();
  // The kit's field does not know of suggestions, and its own list opens whenever the text changes.
  useEffect(() => place.current?.querySelector('input')?.setAttribute('list', list), [list]);
  const name = text.trim();
  const problem = environmentProblem(name, known);
  const add = () => {
    setShowsProblem(problem !== undefined);
    if (problem !== undefined) return;
    onAdd(name);
    setText('');
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        add();
      }}
    >
      <Flex gap="2" align="end" style={{ flexWrap: 'wrap', maxWidth: 480 }}>
        <div ref={place} style={{ flex: '1 1 200px' }}>
          <datalist id={list}>
            {suggested.map(environment => (
              <option key={environment} value={environment} />
            ))}
          </datalist>
          <ValidatedField
            label="Another environment"
            placeholder="production"
            value={text}
            onChange={value => {
              setText(value);
              setShowsProblem(false);
            }}
            problem={name === '' ? 'Write its name.' : problem}
            showsProblem={showsProblem}
          />
        </div>
        <Button type="submit" variant="secondary">
          Add environment
        </Button>
      </Flex>
    </form>
  );
}
