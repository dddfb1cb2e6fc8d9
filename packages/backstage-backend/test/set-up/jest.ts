import { vi } from 'vitest';

// The mock factories of Backstage's test utilities call a global `jest`.
Object.assign(globalThis, { jest: vi });
