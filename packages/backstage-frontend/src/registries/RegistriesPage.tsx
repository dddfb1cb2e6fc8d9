import { Container } from '@backstage/ui';
import { useMemo } from 'react';
import { Route, Routes } from 'react-router-dom';
import { AddRegistry } from '../registry-form/AddRegistry.tsx';
import { EditRegistry } from '../registry-form/EditRegistry.tsx';
import { RegistryPage } from '../registry/RegistryPage.tsx';
import { usePageBase } from './page-base.ts';
import { pageLinks, PageLinksContext } from './page-links.ts';
import { PageMessage } from './PageMessage.tsx';
import { RegistryList } from './RegistryList.tsx';

export function RegistriesPage() {
  const base = usePageBase();
  const links = useMemo(() => pageLinks(base), [base]);
  return (
    <PageLinksContext.Provider value={links}>
      <style>{REDUCED_MOTION}</style>
      <Container>
        <PageMessage />
        <Routes>
          <Route path="/" element={<RegistryList />} />
          <Route path="/-/new" element={<AddRegistry />} />
          <Route path="/:name" element={<RegistryPage />} />
          <Route path="/:name/edit" element={<EditRegistry />} />
        </Routes>
      </Container>
    </PageLinksContext.Provider>
  );
}

/** The kit's skeletons pulse for everybody. */
const REDUCED_MOTION =
  '@media (prefers-reduced-motion: reduce) { .bui-Skeleton { animation: none } }';
