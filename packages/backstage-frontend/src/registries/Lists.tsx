import { Flex, Link } from '@backstage/ui';
import { Suspense } from 'react';
import { Outlet, useLocation } from 'react-router-dom';
import { FormSkeleton } from '../registry-form/FormSkeleton.tsx';
import { usePageLinks } from './page-links.ts';

/** The lists of the page, with a way from one to the other. */
export function Lists() {
  const { list, credentials } = usePageLinks();
  const { pathname } = useLocation();
  const isCredentials = pathname.replace(/\/+$/, '') === credentials;
  return (
    <>
      <nav aria-label="Lists">
        <Flex gap="4" pt="4">
          <ListLink href={list} label="Registries" isCurrent={!isCredentials} />
          <ListLink href={credentials} label="Credentials" isCurrent={isCredentials} />
        </Flex>
      </nav>
      {/* The way back stays while a list is loaded. */}
      <Suspense fallback={<FormSkeleton />}>
        <Outlet />
      </Suspense>
    </>
  );
}

function ListLink(props: {
  readonly href: string;
  readonly label: string;
  readonly isCurrent: boolean;
}) {
  const { href, label, isCurrent } = props;
  return (
    <Link
      href={href}
      standalone
      weight={isCurrent ? 'bold' : 'regular'}
      color={isCurrent ? 'primary' : 'secondary'}
      {...(isCurrent && { 'aria-current': 'page' as const })}
      style={{
        padding: '4px 0',
        borderBlockEnd: `2px solid ${isCurrent ? 'currentColor' : 'transparent'}`,
      }}
    >
      {label}
    </Link>
  );
}
