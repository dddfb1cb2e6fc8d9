import { formatImageReference, parseImageReference } from '../image-reference/image-reference.ts';
import { findProvider } from '../provider/find-provider.ts';
import type { ProviderId } from '../provider/provider.ts';
import { formatYaml } from '../pull-secret/yaml.ts';
import { workflowLogin, type WorkflowCredential } from './workflow-login.ts';

/** The registry that a workflow logs in to, and pushes to where the repository is known. */
export interface WorkflowRegistry {
  readonly provider: ProviderId;
  /** The canonical host. */
  readonly host: string;
  /** Absent for a public registry, whose pushes still need a login. */
  readonly credential?: WorkflowCredential | undefined;
  /** `acme/payments` */
  readonly repository?: string | undefined;
  /** A certificate authority to trust besides the usual ones, as PEM. */
  readonly caCertificate?: string | undefined;
  readonly insecure?: boolean;
}

/** What to paste into a workflow of GitHub, and what to create beside it. */
export interface WorkflowSnippet {
  /** YAML: the steps of a job, as a list that is not indented. */
  readonly steps: string;
  /** YAML: what the job must be allowed. */
  readonly permissions: string;
  /** The names of the secrets that the repository must have. */
  readonly secrets: readonly string[];
  /** The names of its variables. */
  readonly variables: readonly string[];
}

const ACTION = 'org/registry-action@v1';

/**
 * The steps of a workflow that log in to a registry with Berth's action; where the repository is
 * known, they build an image and push it.
 *
 * @throws InvalidInputError for a host and repository that make no image reference
 */
export function workflowSnippet(registry: WorkflowRegistry): WorkflowSnippet {
  const { provider, host, repository, caCertificate, insecure } = registry;
  const image = repository === undefined ? undefined : imageName(host, repository);
  const { inputs, permissions } = workflowLogin(registry, withoutExpressions(registry.credential));
  const login = {
    name: image === undefined ? 'Log in' : 'Log in and push',
    uses: ACTION,
    with: {
      registry: host,
      provider: provider === 'generic' || findProvider(host) === provider ? undefined : provider,
      ...inputs,
      'ca-certificate': caCertificate,
      insecure: insecure ? true : undefined,
      images: image && `${image}:\${{ github.sha }}`,
    },
  };
  const build = image === undefined ? [] : [{ run: `docker build --tag "${image}:$GITHUB_SHA" .` }];
  const steps = list([...build, login]);
  return {
    steps,
    permissions: formatYaml({ permissions: { contents: 'read', ...permissions } }, 'given'),
    secrets: namesIn(steps, 'secrets'),
    variables: namesIn(steps, 'vars'),
  };
}

/** By the grammar of image references nothing in it means anything to a shell. */
function imageName(host: string, repository: string): string {
  const { registry, repository: path } = parseImageReference(`${host}/${repository}`);
  return formatImageReference({ registry, repository: path });
}

/** GitHub would put something in place of an expression; what is stored here is never one. */
function withoutExpressions(
  credential: WorkflowCredential | undefined,
): WorkflowCredential | undefined {
  if (credential === undefined) return undefined;
  const entries = Object.entries(credential) as [string, string | undefined][];
  const kept = entries.filter(([, value]) => !value?.includes('${{'));
  return { ...Object.fromEntries(kept), kind: credential.kind };
}

function list(steps: readonly Parameters<typeof formatYaml>[0][]): string {
  return formatYaml({ steps }, 'given').replace(/^steps:\n/, '');
}

function namesIn(steps: string, context: 'secrets' | 'vars'): readonly string[] {
  const found = steps.matchAll(new RegExp(`\\$\\{\\{ ${context}\\.(\\w+) \\}\\}`, 'g'));
  return [...new Set([...found].map(([, name = '']) => name))];
}
