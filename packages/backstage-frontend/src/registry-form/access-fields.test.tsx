import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { AccessFields } from './AccessFields.tsx';
import { draftProblems } from './draft-problems.ts';
import { newDraft } from './registry-draft.ts';

const entityOf = (kind: string, name: string, title?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', ...(kind !== 'Group' && title && { title }) },
  spec: { ...(kind === 'Group' && title && { profile: { displayName: title } }) },
});

const ENTITIES = [
  entityOf('Group', 'payments', 'Money Movers'),
  entityOf('Group', 'platform'),
  entityOf('User', 'pat'),
  entityOf('System', 'checkout', 'Checkout'),
  entityOf('Domain', 'shop'),
  entityOf('Component', 'payments-api'),
];

function Fields() {
  const [draft, setDraft] = useState(newDraft('ghcr'));
  return (
    <AccessFields
      draft={draft}
      stored={undefined}
      problems={draftProblems(draft)}
      showsProblems={false}
      permitted={{ may: () => true }}
      onChange={changed => setDraft(now => ({ ...now, ...changed }))}
    />
  );
}

function show(catalog = catalogApiMock({ entities: ENTITIES })) {
  renderInTestApp(<Fields />, { apis: [[catalogApiRef, catalog]] });
  return userEvent.setup();
}

const owner = () => screen.findByRole('combobox', { name: 'Owner (optional)' });
const addition = () => screen.findByRole('combobox', { name: 'Add to the scope from the catalog' });
const scope = () => screen.getByRole('textbox', { name: 'Scope (optional)' });
const offered = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);

test('groups and users are offered as owners, and chosen by keyboard', async () => {
  const user = show();
  const field = await owner();
  await user.click(field);
  expect(field).toHaveAttribute('aria-expanded', 'false');
  await user.keyboard('{ArrowDown}');
  await waitFor(() =>
    expect(offered()).toEqual([
      ...['user:default/pat', 'group:default/paymentsMoney Movers', 'group:default/platform'],
    ]),
  );
  await user.keyboard('money');
  await waitFor(() => expect(offered()).toEqual(['group:default/paymentsMoney Movers']));
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(field).toHaveValue('group:default/payments'));
  expect(field).toHaveAttribute('aria-expanded', 'false');
  await user.tab();
  expect(field).toHaveValue('group:default/payments');
});

test('an owner that the catalog does not know is typed as before', async () => {
  const user = show();
  const field = await owner();
  await user.click(field);
  await user.paste('group:else/nobody');
  await user.tab();
  expect(field).toHaveValue('group:else/nobody');
  expect(field).toBeValid();
  await user.type(field, ' x');
  await user.tab();
  expect(field).toHaveAccessibleDescription(/is no reference to a group or user/);
  await user.clear(field);
  await user.paste('user:default/pat');
  await user.tab();
  expect(screen.getByText(/^When this person leaves/)).toBeVisible();
});

test('what is chosen is added to the scope, a line each, and once', async () => {
  const user = show();
  const field = await addition();
  await user.click(scope());
  await user.paste('group:else/x');
  await user.type(field, 'check');
  await waitFor(() => expect(offered()).toEqual(['system:default/checkoutCheckout']));
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(scope()).toHaveValue('group:else/x\nsystem:default/checkout'));
  expect(field).toHaveAttribute('aria-expanded', 'false');
  expect(field).toHaveValue('');
  expect(field).toHaveFocus();
  expect(screen.getByText('system:default/checkout is in the scope now.')).toBeInTheDocument();
  await user.keyboard('{ArrowDown}');
  await waitFor(() =>
    expect(offered()).toEqual([
      ...['group:default/paymentsMoney Movers', 'group:default/platform', 'domain:default/shop'],
    ]),
  );
  await user.keyboard('{Escape}');
  await user.clear(scope());
  await user.type(field, 'check{ArrowDown}');
  await waitFor(() => expect(offered()).toEqual(['system:default/checkoutCheckout']));
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(scope()).toHaveValue('system:default/checkout'));
  await user.type(field, 'nothing of the kind');
  await user.tab();
  await waitFor(() => expect(field).toHaveValue(''));
  expect(scope()).toHaveValue('system:default/checkout');
});

test.each([
  ['a reference', 'group:default/pay', ['group:default/paymentsMoney Movers']],
  ['a kind', 'user', ['user:default/pat']],
  ['a kind that owns nothing', 'component:pay', ['No results found.']],
])('%s finds what it is a part of', async (_, text, found) => {
  const user = show();
  await user.type(await owner(), text);
  await waitFor(() => expect(offered()).toEqual(found));
});

test.each([
  ['an owner', owner, 'component:pay'],
  ['the scope', addition, 'user:pat'],
])('the catalog is not asked for a kind that %s cannot be of', async (_, find, text) => {
  const catalog = catalogApiMock({ entities: ENTITIES });
  const asked: unknown[] = [];
  const queryEntities: typeof catalog.queryEntities = request => {
    asked.push(request);
    return catalog.queryEntities(request);
  };
  const user = show(catalogApiMock.mock({ queryEntities }));
  await user.click(await find());
  await user.paste(text);
  await waitFor(() => expect(offered()).toEqual(['No results found.']));
  // Its client would leave out a filter that lists no kind, and find them all.
  expect(asked).not.toContainEqual(expect.objectContaining({ filter: { kind: [] } }));
});

test('what was found before is not offered where it does not fit what is typed now', async () => {
  const catalog = catalogApiMock({ entities: ENTITIES });
  const answer = catalog.queryEntities.bind(catalog);
  let isHeld = false;
  const queryEntities: typeof answer = request =>
    isHeld ? new Promise(() => undefined) : answer(request);
  const user = show(catalogApiMock.mock({ queryEntities }));
  await user.click(await owner());
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(offered()).toHaveLength(3));
  isHeld = true;
  await user.keyboard('pay');
  expect(offered()).toEqual(['group:default/paymentsMoney Movers']);
});

test('a catalog that does not answer takes nothing from what is typed', async () => {
  const queryEntities = () => Promise.reject(new Error('The catalog is away.'));
  const user = show(catalogApiMock.mock({ queryEntities }));
  const field = await owner();
  await user.type(field, 'group:default/payments');
  await waitFor(() => expect(offered()).toEqual(['No results found.']));
  await user.tab();
  expect(field).toHaveValue('group:default/payments');
});

test('without a catalog the fields are plain ones', async () => {
  renderInTestApp(<Fields />);
  expect(await screen.findByRole('textbox', { name: 'Owner (optional)' })).toBeVisible();
  expect(scope()).toBeVisible();
  expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
});
