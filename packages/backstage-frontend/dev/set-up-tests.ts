import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/react';
import { vi } from 'vitest';

// The mocks of Backstage's test utilities call a global of this name.
Object.assign(globalThis, { jest: vi });

// Pages are loaded when they are shown, which takes seconds while other files run beside.
configure({ asyncUtilTimeout: 20_000 });
