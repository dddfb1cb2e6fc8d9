import type { Secret } from '../secret.ts';

/** What a registry accepts. A credential is exchanged for one. */
export interface RegistryLogin {
  /** As the user wrote it: `ghcr.io`, `https://registry.example.com/v1/`, `localhost:5000`. */
  readonly server: string;
  /** May be left out where the provider has a fixed one, such as `iamapikey` of `icr`. */
  readonly username?: string;
  readonly password: Secret;
  readonly email?: string;
  /** ISO 8601, UTC. Absent when the password does not expire, or nobody knows. */
  readonly expiresAt?: string;
}
