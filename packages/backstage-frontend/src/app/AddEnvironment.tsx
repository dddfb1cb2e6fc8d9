import { Button, Flex } from '@backstage/ui';
import { useState } from 'react';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';
import { environmentProblem } from './app-environments.ts';

/** One that nobody has named yet; it is kept with the first choice for it. */
export function AddEnvironment(props: {
  readonly known: readonly string[];
  readonly onAdd: (name: string) => void;
}) {
  const { known, onAdd } = props;
  const [text, setText] = useState('');
  const [showsProblem, setShowsProblem] = useState(false);
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
        <div style={{ flex: '1 1 200px' }}>
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
