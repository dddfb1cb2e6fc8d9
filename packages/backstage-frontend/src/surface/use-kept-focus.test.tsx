import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { Legible } from './Legible.tsx';

/** What `has` gives, until the button that is beside it all is pressed. */
function Changing(props: { readonly has: ReactNode; readonly then: ReactNode }) {
  const [isChanged, setChanged] = useState(false);
  const change = () => setChanged(true);
  return (
    <>
      <button onClick={change}>Outside</button>
      <Legible>
        <section tabIndex={-1} aria-label="Around">
          <div onDoubleClick={change}>{isChanged ? props.then : props.has}</div>
          <input aria-label="Other" />
        </section>
      </Legible>
    </>
  );
}

/** With the focus on the button `Had it`, which the change is about to take away. */
function show(then: ReactNode, has: ReactNode = <button>Had it</button>) {
  render(<Changing has={has} then={then} />);
  const had = screen.getByRole('button', { name: 'Had it' });
  act(() => had.focus());
  return { had, change: () => userEvent.dblClick(had) };
}

const around = () => screen.getByRole('region', { name: 'Around' });

test.each<[what: string, then: ReactNode]>([
  ['gone', null],
  ['in the place of something else', <p key="p">Instead</p>],
  ['disabled', <button key="b" disabled children="Had it" />],
  [
    'in a set that is disabled',
    <fieldset key="f" disabled>
      <button>Had it</button>
    </fieldset>,
  ],
])('the focus of what is %s goes to what is around it', async (_, then) => {
  const { change } = show(then);
  await change();
  await waitFor(() => expect(around()).toHaveFocus());
});

test('the focus of what React hides goes to what is around it', async () => {
  show(null);
  // As it does while the code of the next page is loading, with something in its place.
  act(() => {
    const hidden = screen.getByRole('button', { name: 'Had it' }).parentElement;
    hidden?.style.setProperty('display', 'none', 'important');
    hidden?.after(document.createElement('p'));
  });
  await waitFor(() => expect(around()).toHaveFocus());
});

test('of two buttons that stand together the other one has it, once one is disabled', async () => {
  const pair = (isDisabled: boolean) => (
    <div>
      <button>Back</button>
      <button disabled={isDisabled}>Had it</button>
    </div>
  );
  const { change } = show(pair(true), pair(false));
  await change();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Back' })).toHaveFocus());
});

test('what takes the focus itself keeps it', async () => {
  const { change } = show(<input aria-label="New" autoFocus />);
  await change();
  await waitFor(() => expect(screen.getByLabelText('New')).toHaveFocus());
});

test.each<[where: string, leave: (had: HTMLElement) => unknown]>([
  ['a field', () => userEvent.click(screen.getByLabelText('Other'))],
  ['nothing', () => userEvent.click(document.body)],
])('whoever has gone on to %s stays there', async (_, leave) => {
  const { had } = show(null);
  await leave(had);
  const now = document.activeElement;
  act(() => screen.getByRole('button', { name: 'Outside' }).click());
  // What is observed is told before this.
  await new Promise(resolve => setTimeout(resolve));
  expect(had).not.toBeInTheDocument();
  expect(document.activeElement).toBe(now);
});

test('whoever comes back from another window finds the focus there', async () => {
  const { had } = show(null);
  // So browsers tell it: the page still has its active element.
  act(() => void had.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
  act(() => screen.getByRole('button', { name: 'Outside' }).click());
  await waitFor(() => expect(around()).toHaveFocus());
});
