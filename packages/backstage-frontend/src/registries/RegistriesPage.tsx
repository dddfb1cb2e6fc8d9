import { Container } from '@backstage/ui';
import { lazy, Suspense, useMemo, useRef } from 'react';
import { Route, Routes } from 'react-router-dom';
import { FormSkeleton } from '../registry-form/FormSkeleton.tsx';
import { Legible } from '../surface/Legible.tsx';
import { useArrival } from '../surface/use-arrival.ts';
import { Lists } from './Lists.tsx';
import { usePageBase } from './page-base.ts';
import { pageLinks, PageLinksContext } from './page-links.ts';
import { PageMessage } from './PageMessage.tsx';
import { RegistryList } from './RegistryList.tsx';

// The list is what most people come for; the form brings all guides with it.
const AddRegistry = lazy(async () => {
  const { AddRegistry } = await import('../registry-form/AddRegistry.tsx');
  return { default: AddRegistry };
});
const EditRegistry = lazy(async () => {
  const { EditRegistry } = await import('../registry-form/EditRegistry.tsx');
  return { default: EditRegistry };
});
const CredentialList = lazy(async () => {
  const { CredentialList } = await import('../credentials/CredentialList.tsx');
  return { default: CredentialList };
});
const CredentialPage = lazy(async () => {
  const { CredentialPage } = await import('../credentials/CredentialPage.tsx');
  return { default: CredentialPage };
});
const RegistryPage = lazy(async () => {
  const { RegistryPage } = await import('../registry/RegistryPage.tsx');
  return { default: RegistryPage };
});

export function RegistriesPage() {
  const base = usePageBase();
  const links = useMemo(() => pageLinks(base), [base]);
  const main = useRef<HTMLElement>(null);
  useArrival(main);
  return (
    <PageLinksContext.Provider value={links}>
      <Legible>
        {/* The header above is the app's, and no landmark of its own. */}
        <main ref={main} tabIndex={-1} aria-label="Registries" style={{ outline: 'none' }}>
          <Container>
            <PageMessage />
            <Suspense fallback={<FormSkeleton />}>
              <Routes>
                <Route element={<Lists />}>
                  <Route path="/" element={<RegistryList />} />
                  <Route path="/-/credentials" element={<CredentialList />} />
                </Route>
                <Route path="/-/credentials/:name" element={<CredentialPage />} />
                <Route path="/-/new" element={<AddRegistry />} />
                <Route path="/:name" element={<RegistryPage />} />
                <Route path="/:name/edit" element={<EditRegistry />} />
              </Routes>
            </Suspense>
          </Container>
        </main>
      </Legible>
    </PageLinksContext.Provider>
  );
}
