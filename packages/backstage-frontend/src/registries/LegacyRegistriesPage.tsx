import { PluginHeader } from '@backstage/ui';
import { RegistriesPage } from './RegistriesPage.tsx';

/** The new frontend system gives each page its header; the legacy one does not. */
export function LegacyRegistriesPage() {
  return (
    <>
      <PluginHeader title="Registries" />
      <RegistriesPage />
    </>
  );
}
