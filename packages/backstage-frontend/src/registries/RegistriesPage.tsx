import { Container } from '@backstage/ui';
import { useMemo } from 'react';
import { Route, Routes } from 'react-router-dom';
import { usePageBase } from './page-base.ts';
import { pageLinks, PageLinksContext } from './page-links.ts';
import { RegistryList } from './RegistryList.tsx';

export function RegistriesPage() {
  const base = usePageBase();
  const links = useMemo(() => pageLinks(base), [base]);
  return (
    <PageLinksContext.Provider value={links}>
      <Container>
        <Routes>
          <Route path="/" element={<RegistryList />} />
        </Routes>
      </Container>
    </PageLinksContext.Provider>
  );
}
