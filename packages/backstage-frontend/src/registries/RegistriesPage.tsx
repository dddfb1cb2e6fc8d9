import { Container } from '@backstage/ui';
import { useMemo } from 'react';
import { Route, Routes } from 'react-router-dom';
import { AddRegistry } from '../registry-form/AddRegistry.tsx';
import { EditRegistry } from '../registry-form/EditRegistry.tsx';
import { RegistryPage } from '../registry/RegistryPage.tsx';
import { Legible } from '../surface/Legible.tsx';
import { usePageBase } from './page-base.ts';
import { pageLinks, PageLinksContext } from './page-links.ts';
import { PageMessage } from './PageMessage.tsx';
import { RegistryList } from './RegistryList.tsx';

export function RegistriesPage() {
  const base = usePageBase();
  const links = useMemo(() => pageLinks(base), [base]);
  return (
    <PageLinksContext.Provider value={links}>
      <Legible>
        {/* The header above is the app's, and no landmark of its own. */}
        <main>
          <Container>
            <PageMessage />
            <Routes>
              <Route path="/" element={<RegistryList />} />
              <Route path="/-/new" element={<AddRegistry />} />
              <Route path="/:name" element={<RegistryPage />} />
              <Route path="/:name/edit" element={<EditRegistry />} />
            </Routes>
          </Container>
        </main>
      </Legible>
    </PageLinksContext.Provider>
  );
}
