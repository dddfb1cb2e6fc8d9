import { screen } from '@testing-library/react';
import { EVERY_ACTION, registryNamed } from '../../dev/berth-answers.ts';
import { notFound, showPage } from '../../dev/registries-page.tsx';

const WITHOUT_DEFAULT = EVERY_ACTION.filter(action => action !== 'default-registry.update');

test.each(['/-/new?provider=ghcr', '/main/edit'])(
  'at %s only those who may choose the default can tick it',
  async address => {
    const stored = registryNamed('main');
    const answer = ({ path }: { readonly path: string }) =>
      path === '/registries/main' ? stored : notFound();
    showPage(address, answer, { permitted: WITHOUT_DEFAULT });
    const box = await screen.findByRole('checkbox', { name: /^Default registry/ });
    expect(box).toBeDisabled();
    expect(box).toHaveAccessibleDescription("Only Berth's admins choose the default.");
  },
);
