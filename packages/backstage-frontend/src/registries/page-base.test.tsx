import { screen } from '@testing-library/react';
import { notFound, showPage } from '../../dev/registries-page.tsx';

test.each(['/B%C3%BCro', '/b%20ro', '/a%2Fb', '/main'])(
  'from %s, as from anywhere, the list is where the page is mounted',
  async address => {
    showPage(address, notFound);
    const link = await screen.findByRole('link', { name: 'All registries' });
    expect(link).toHaveAttribute('href', '/registries');
  },
);
