export { checkLogin, type LoginCheck, type LoginProof } from './check-login.ts';
export type { Connection, SessionOptions } from './connection.ts';
export { Registry, type RegistryRequest, type RegistryResponse } from './registry.ts';
export { RegistryRequestError, type RegistryRequestErrorCode } from './registry-request-error.ts';
