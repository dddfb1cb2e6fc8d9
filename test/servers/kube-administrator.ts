import https from 'node:https';

/** Who may do everything. */
export const ADMINISTRATOR = 'administrator';

export interface ApiAnswer {
  readonly status: number;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

export interface KubeRule {
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Client {
  readonly url: string;
  readonly ca: string;
}

/** Asks an API server as its administrator. */
export function ask(
  { url, ca }: Client,
  method: string,
  path: string,
  body?: unknown,
  type = 'application/json',
): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${ADMINISTRATOR}-token`, 'content-type': type };
    const request = https.request(`${url}${path}`, { method, ca, headers }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => {
        const json = response.headers['content-type']?.includes('json');
        const body: unknown = json ? JSON.parse(text) : text;
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    request.once('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

type Api = (method: string, path: string, body?: unknown, type?: string) => Promise<ApiAnswer>;

async function created(answer: Promise<ApiAnswer>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`The API server answered ${status}: ${JSON.stringify(body)}`);
}

/** Makes a namespace with its service accounts. */
export async function createNamespace(
  api: Api,
  name: string,
  accounts: readonly string[],
): Promise<void> {
  await created(api('POST', '/api/v1/namespaces', { metadata: { name } }));
  for (const account of accounts) {
    const path = `/api/v1/namespaces/${name}/serviceaccounts`;
    await created(api('POST', path, { metadata: { name: account } }));
  }
}

/** Makes a Role and its RoleBinding, both by the user's name. */
export async function allow(
  api: Api,
  { user, namespace, rules }: { user: string; namespace: string; rules: readonly KubeRule[] },
): Promise<void> {
  const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
  const metadata = { name: user };
  await created(
    api('POST', `${path}/roles`, {
      metadata,
      rules: rules.map(rule => ({ apiGroups: [''], ...rule })),
    }),
  );
  const group = 'rbac.authorization.k8s.io';
  await created(
    api('POST', `${path}/rolebindings`, {
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name: user },
      subjects: [{ apiGroup: group, kind: 'User', name: user }],
    }),
  );
}
