export {
  checkLogin,
  type LoginCheck,
  type LoginProof,
  type StepState,
} from './login-check/check-login.ts';
export type { Connection, SessionOptions } from './connection.ts';
export {
  createRepository,
  needsRepository,
  type RepositoryOptions,
} from './exchange/create-repository.ts';
export { exchangeLogin } from './exchange/exchange-login.ts';
export { ExchangeMemory } from './exchange/exchange-memory.ts';
export type { ExchangeOptions, IdentityTokenSource } from './exchange/exchange-options.ts';
export {
  askTokenService,
  unusableAnswer,
  type TokenServiceAnswer,
  type TokenServiceRefusal,
} from './exchange/token-service.ts';
export type { AllowedTarget } from './network/allowed-target.ts';
export {
  NetworkPolicy,
  type NetworkPolicyOptions,
  type Resolve,
} from './network/network-policy.ts';
export { Registry, type RegistryRequest, type RegistryResponse } from './registry.ts';
export { RegistryRequestError, type RegistryRequestErrorCode } from './registry-request-error.ts';
export { retrying } from './transport/retry.ts';
export { proxyFor, type Proxy } from './transport/proxy.ts';
export {
  parseFileSource,
  splitTransport,
  type FileSource,
  type FileTransport,
} from './source/file-source.ts';
export { openImageSource, type ImageSource } from './source/image-source.ts';
export {
  pushImage,
  type PushOptions,
  type PushResult,
  type PushedReference,
} from './push/push-image.ts';
export type { PushAdvice } from './push/push-failure.ts';
export { checkDigests } from './push/push-references.ts';
export type { BlobCounts, BlobOutcome, PushProgress } from './push/push-tally.ts';
export { rateLimitIn, type RateLimit } from './transport/rate-limit.ts';
