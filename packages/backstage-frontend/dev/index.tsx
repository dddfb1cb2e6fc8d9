// A portal with guest sign-in against packages/backstage-backend/dev.
import '@backstage/ui/css/styles.css';
import { ProxiedSignInPage } from '@backstage/core-components';
import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { createRoot } from 'react-dom/client';
import berthPlugin from '../src/index.ts';

// The usual app for development switches sign-in off, and then every request is refused.
const signIn = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: () => Promise.resolve(props => <ProxiedSignInPage {...props} provider="guest" />),
      },
    }),
  ],
});

// Nothing is at the root of this portal.
if (location.pathname === '/') history.replaceState(null, '', '/registries');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root".');
createRoot(root).render(createApp({ features: [catalogPlugin, signIn, berthPlugin] }).createRoot());
