export { berthPlugin as default } from './plugin.tsx';
export { berthApiRef, type BerthApi, type RegistryQuery, type Versioned } from './api/berth-api.ts';
export { BerthRequestError } from './api/berth-request-error.ts';
