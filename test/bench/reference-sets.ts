import { readFileSync } from 'node:fs';

const DIGEST = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** What stands in manifests and workflows: all of them good, one in eight by digest. */
export const TYPICAL: readonly string[] = [
  'nginx',
  'nginx:1.27',
  'redis:7-alpine',
  'postgres:16.3',
  'grafana/grafana:11.1.0',
  'bitnami/postgresql:16',
  'docker.io/library/busybox:1.36',
  'ghcr.io/acme/api:v1.2.3',
  'ghcr.io/acme/payments/api:2024-06-01',
  'quay.io/prometheus/node-exporter:v1.8.1',
  'registry.k8s.io/pause:3.9',
  'registry.k8s.io/ingress-nginx/controller:v1.10.1',
  'gcr.io/distroless/static-debian12:nonroot',
  'us-docker.pkg.dev/acme-prod/images/api:1.4.2',
  '123456789012.dkr.ecr.eu-central-1.amazonaws.com/payments:build-481',
  'public.ecr.aws/docker/library/alpine:3.20',
  'acme.azurecr.io/team/web:5f3c2a1',
  'mcr.microsoft.com/dotnet/aspnet:8.0',
  'us.icr.io/acme/worker:latest',
  'localhost:5000/api:dev',
  'registry.example.com:5000/team/app:v2',
  `nginx@${DIGEST}`,
  `ghcr.io/acme/api@${DIGEST}`,
  `ghcr.io/acme/api:v1.2.3@${DIGEST}`,
];

/** A reference and what the Go parser makes of it: its canonical form, or '' where it refuses. */
export interface KnownReference {
  readonly input: string;
  readonly canonical: string;
}

const TABLE = `${import.meta.dirname}/../../packages/core/test/image-reference-oracle/table.generated.jsonl`;

/** The references that the unit tests compare with the Go parser: quirks, mutations, rubbish. */
export function readTricky(): KnownReference[] {
  const lines = readFileSync(TABLE, 'utf8').trim().split('\n');
  return lines.map(line => {
    const [input = '', domain, path, tag, digest, familiar] = JSON.parse(line) as string[];
    if (familiar === undefined) return { input, canonical: '' };
    const name = domain === '' ? path : `${domain}/${path}`;
    return { input, canonical: `${name}${tag && `:${tag}`}${digest && `@${digest}`}` };
  });
}

/** What makes a backtracking parser hang, by length. */
export const HOSTILE: ReadonlyMap<string, (length: number) => string> = new Map([
  ['`h/` + `a`… + `!`', length => `h/${'a'.repeat(length)}!`],
  ['`a/` + `-`… + `!`', length => `a/a${'-'.repeat(length)}!`],
  ['`a_`…', length => 'a_'.repeat(length / 2)],
  ['`a.`… + `/b`', length => `${'a.'.repeat(length / 2)}/b`],
  ['`:`…', length => ':'.repeat(length)],
  ['`@`…', length => '@'.repeat(length)],
]);
