// Made from packages/backstage-common/openapi by "npm run reference".
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Berth',
    version: 'v1',
    summary: 'Registries, credentials, selections and their health.',
    description:
      "Every request needs a Backstage token. A wrong request is answered in Backstage's error format;\n`error.field` is the path of the field that is wrong, `error.problems` are all that were found.\n",
    license: {
      name: 'Apache-2.0',
      identifier: 'Apache-2.0',
    },
  },
  servers: [
    {
      url: '/api/berth/v1',
    },
  ],
  security: [
    {
      backstage: [],
    },
  ],
  paths: {
    '/permitted-actions': {
      get: {
        operationId: 'listPermittedActions',
        summary: 'What the caller may do.',
        description:
          'Without parameters what needs no subject: `registry.create`, `credential.create`, `event.read`,\n`registry.read` for those who may read any, and `default-registry.update` for those who choose\nthe default. With `registry`, also what they may do with that one, and `credential.update`\nwhere they may change the credential that pulls from it, and `credential.delete` where they\nmay delete all its credentials, as `deleteCredential=true` does.\nWith `credential`, both for that one, whatever registries have it.\nWith `app`, also `selection.update` where they may choose for it.\n',
        parameters: [
          {
            name: 'registry',
            in: 'query',
            description: 'A name, or the id.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 63,
            },
          },
          {
            name: 'credential',
            in: 'query',
            description: 'A name, or the id.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 63,
            },
          },
          {
            name: 'app',
            in: 'query',
            description: 'An entity reference: `component:default/payments`.',
            schema: {
              $ref: '#/components/schemas/EntityRef',
            },
          },
        ],
        responses: {
          '200': {
            description: 'Names of permissions without `berth.`, sorted.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/PermittedActions',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/registries/{name}/checks': {
      parameters: [
        {
          $ref: '#/components/parameters/Name',
        },
      ],
      post: {
        operationId: 'checkRegistry',
        summary: 'Proves the stored login now.',
        description:
          'A check that fails is an answer like another, with its result. 429 with `Retry-After` where somebody checks, or a host is checked, too often.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/CheckInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'What was proven, or why not.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Check',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/registries/{name}/status-history': {
      parameters: [
        {
          $ref: '#/components/parameters/Name',
        },
      ],
      get: {
        operationId: 'listStatusHistory',
        summary: 'How a registry was, the newest first.',
        description: 'Kept as long as events are; what it is now is always there.',
        parameters: [
          {
            $ref: '#/components/parameters/Limit',
          },
          {
            $ref: '#/components/parameters/Cursor',
          },
        ],
        responses: {
          '200': {
            description: 'A page.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/StatusHistory',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/checks': {
      post: {
        operationId: 'checkDraft',
        summary: 'Proves the login of an entry that is not saved yet.',
        description:
          'Nothing of it is stored. With the `name` of a registry, it is a change of that one, which its owner may check; any other is for those who may create registries.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/DraftCheckInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'What was proven, or why not.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Check',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/credentials': {
      get: {
        operationId: 'listCredentials',
        summary: 'Lists the credentials that the caller may read, without their secrets.',
        parameters: [
          {
            name: 'search',
            in: 'query',
            description: 'Part of the name, the title or a host.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 253,
            },
          },
          {
            name: 'kind',
            in: 'query',
            description: 'Any of these.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                $ref: '#/components/schemas/CredentialKind',
              },
            },
          },
          {
            name: 'owner',
            in: 'query',
            description: 'Any of these.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                $ref: '#/components/schemas/EntityRef',
              },
            },
          },
          {
            name: 'expiresBefore',
            in: 'query',
            schema: {
              $ref: '#/components/schemas/Timestamp',
            },
          },
          {
            name: 'sort',
            in: 'query',
            description:
              'A field to sort by; `-` before it turns it round. What has no `expiresAt` comes last, either way.',
            schema: {
              type: 'string',
              enum: [
                'name',
                '-name',
                'kind',
                '-kind',
                'expiresAt',
                '-expiresAt',
                'createdAt',
                '-createdAt',
                'updatedAt',
                '-updatedAt',
              ],
              default: 'name',
            },
          },
          {
            $ref: '#/components/parameters/Limit',
          },
          {
            $ref: '#/components/parameters/Cursor',
          },
        ],
        responses: {
          '200': {
            description: 'A page.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/CredentialList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/credentials/{name}': {
      parameters: [
        {
          $ref: '#/components/parameters/Name',
        },
      ],
      get: {
        operationId: 'getCredential',
        summary: 'One credential, without its secret.',
        responses: {
          '200': {
            description: 'The credential, with its `ETag`.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Credential',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
      put: {
        operationId: 'putCredential',
        summary: 'Creates a credential, or replaces what is entered for it.',
        description:
          'A secret that is left out stays as it is stored; an empty one is refused. Another kind, or\nanother host, needs the secret again.\n',
        parameters: [
          {
            $ref: '#/components/parameters/IfMatch',
          },
          {
            $ref: '#/components/parameters/IfNoneMatch',
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/CredentialInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'It is so now, or was already.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Credential',
                },
              },
            },
          },
          '201': {
            description: 'It is new.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Credential',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
      delete: {
        operationId: 'deleteCredential',
        summary: 'Deletes a credential; 409 with the registries that use it.',
        parameters: [
          {
            $ref: '#/components/parameters/IfMatch',
          },
        ],
        responses: {
          '204': {
            description: 'It is gone.',
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/events': {
      get: {
        operationId: 'listEvents',
        summary: 'Who did what, the newest first, by fingerprints.',
        parameters: [
          {
            name: 'registry',
            in: 'query',
            description: 'A name or an id; those that are gone have both still.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 63,
            },
          },
          {
            name: 'credential',
            in: 'query',
            description: 'A name or an id.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 63,
            },
          },
          {
            name: 'app',
            in: 'query',
            description: 'An entity reference: `component:default/payments`.',
            schema: {
              $ref: '#/components/schemas/EntityRef',
            },
          },
          {
            name: 'actor',
            in: 'query',
            description: '`user:default/jane`, or the subject of a service.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 300,
            },
          },
          {
            name: 'action',
            in: 'query',
            description: 'Any of these.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                $ref: '#/components/schemas/EventAction',
              },
            },
          },
          {
            name: 'since',
            in: 'query',
            description: 'Not before.',
            schema: {
              $ref: '#/components/schemas/Timestamp',
            },
          },
          {
            name: 'until',
            in: 'query',
            description: 'Before.',
            schema: {
              $ref: '#/components/schemas/Timestamp',
            },
          },
          {
            name: 'sort',
            in: 'query',
            description: '`-at` has the newest first.',
            schema: {
              type: 'string',
              enum: ['at', '-at'],
              default: '-at',
            },
          },
          {
            $ref: '#/components/parameters/Limit',
          },
          {
            $ref: '#/components/parameters/Cursor',
          },
        ],
        responses: {
          '200': {
            description: 'A page.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/EventList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/registries/{name}/pull-secret-exports': {
      parameters: [
        {
          $ref: '#/components/parameters/Name',
        },
      ],
      post: {
        operationId: 'exportPullSecret',
        summary: 'Writes a pull secret out, with its password.',
        description:
          'The only answer that holds a secret. It needs a permission of its own, is not to be stored by anybody on the way, and is audited with the reason given.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/PullSecretExportInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The manifest.',
            headers: {
              'Cache-Control': {
                schema: {
                  type: 'string',
                  const: 'no-store',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/PullSecretExport',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/image-checks': {
      post: {
        operationId: 'checkImage',
        summary: 'Checks an image reference, without asking any registry.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/ImageCheckInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'All problems, sorted by place.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/ImageCheck',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/pull-explanations': {
      post: {
        operationId: 'explainPull',
        summary: 'Says which key of a Docker config a client uses for an image.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/PullExplanationInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'What is tried, in order, without passwords.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/PullExplanation',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/registries': {
      get: {
        operationId: 'listRegistries',
        summary: 'Lists the registries that the caller may read.',
        parameters: [
          {
            name: 'search',
            in: 'query',
            description: 'Part of the name, the title or the server.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 253,
            },
          },
          {
            name: 'provider',
            in: 'query',
            description: 'Any of these.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                $ref: '#/components/schemas/Provider',
              },
            },
          },
          {
            name: 'host',
            in: 'query',
            description: 'Any of these hosts; every spelling of a host is found.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                type: 'string',
                minLength: 1,
              },
            },
          },
          {
            name: 'purpose',
            in: 'query',
            description: 'Any of these.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                $ref: '#/components/schemas/Purpose',
              },
            },
          },
          {
            name: 'status',
            in: 'query',
            description: 'Any of these.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                $ref: '#/components/schemas/StatusCode',
              },
            },
          },
          {
            name: 'owner',
            in: 'query',
            description: 'Any of these.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                $ref: '#/components/schemas/EntityRef',
              },
            },
          },
          {
            name: 'scope',
            in: 'query',
            description: 'Whose scope names any of these.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                $ref: '#/components/schemas/EntityRef',
              },
            },
          },
          {
            name: 'credential',
            in: 'query',
            description: 'Which use this credential.',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 63,
            },
          },
          {
            name: 'label',
            in: 'query',
            description: 'All of these, each `key=value`.',
            schema: {
              type: 'array',
              maxItems: 100,
              items: {
                type: 'string',
                pattern: '^[^=]+=.*$',
              },
            },
          },
          {
            name: 'app',
            in: 'query',
            description:
              'Only those that this entity may choose: enabled, with it in their scope, and for the caller to use.',
            schema: {
              $ref: '#/components/schemas/EntityRef',
            },
          },
          {
            name: 'management',
            in: 'query',
            schema: {
              $ref: '#/components/schemas/Management',
            },
          },
          {
            name: 'default',
            in: 'query',
            schema: {
              type: 'boolean',
            },
          },
          {
            name: 'disabled',
            in: 'query',
            schema: {
              type: 'boolean',
            },
          },
          {
            name: 'sort',
            in: 'query',
            description:
              'A field to sort by; `-` before it turns it round. `status` has the worst first; what has no `expiresAt` comes last, either way.',
            schema: {
              type: 'string',
              enum: [
                'name',
                '-name',
                'status',
                '-status',
                'expiresAt',
                '-expiresAt',
                'provider',
                '-provider',
                'server',
                '-server',
                'createdAt',
                '-createdAt',
                'updatedAt',
                '-updatedAt',
              ],
              default: 'name',
            },
          },
          {
            $ref: '#/components/parameters/Limit',
          },
          {
            $ref: '#/components/parameters/Cursor',
          },
        ],
        responses: {
          '200': {
            description: 'A page.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/RegistryList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/registries/{name}': {
      parameters: [
        {
          $ref: '#/components/parameters/Name',
        },
      ],
      get: {
        operationId: 'getRegistry',
        summary: 'One registry.',
        responses: {
          '200': {
            description: 'The registry, with its `ETag`.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Registry',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
      put: {
        operationId: 'putRegistry',
        summary: 'Creates a registry, or replaces what is entered for it.',
        description:
          'What is left out takes its default, but for `default`, which stays. The first registry becomes\nthe default. A credential with a secret goes only to the host, and by the connection, for\nwhich its secret was entered: who changes server, connection or certificate enters it again,\nby giving the credential as an object. 409 with the apps that use it where it would get\nanother host, a smaller scope, or be disabled, unless `force=true`; apps that have chosen\nnothing use the default. Of a smaller scope, the apps count that would not be in it any more,\nand those behind the first 100, which are not looked at. It becomes the default by `default`\nas by `PUT /default-registry`.\n',
        parameters: [
          {
            $ref: '#/components/parameters/IfMatch',
          },
          {
            $ref: '#/components/parameters/IfNoneMatch',
          },
          {
            name: 'force',
            in: 'query',
            description: 'Even if apps use it that would be cut off.',
            schema: {
              type: 'boolean',
              default: false,
            },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/RegistryInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'It is so now, or was already.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Registry',
                },
              },
            },
          },
          '201': {
            description: 'It is new.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Registry',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
      delete: {
        operationId: 'deleteRegistry',
        summary: 'Deletes a registry; its credentials stay unless asked.',
        description:
          '409 with the apps that use it unless `force=true`; 409 for the default while there are others.\n',
        parameters: [
          {
            $ref: '#/components/parameters/IfMatch',
          },
          {
            name: 'force',
            in: 'query',
            description: 'Even if apps use it; they have an error then.',
            schema: {
              type: 'boolean',
              default: false,
            },
          },
          {
            name: 'deleteCredential',
            in: 'query',
            description: 'Its credentials too; 409 if another registry uses one.',
            schema: {
              type: 'boolean',
              default: false,
            },
          },
        ],
        responses: {
          '200': {
            description: 'What is gone and what is still there.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/RegistryDeletion',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/default-registry': {
      get: {
        operationId: 'getDefaultRegistry',
        summary: 'The default registry; 404 where there is no registry.',
        responses: {
          '200': {
            description: 'The registry.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Registry',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
      put: {
        operationId: 'putDefaultRegistry',
        summary: 'Makes another registry the default one.',
        description:
          '400 for a registry that is disabled. 409 for one with a scope unless `force=true`: apps\noutside of it that have chosen nothing would have an error.\n',
        parameters: [
          {
            $ref: '#/components/parameters/IfMatch',
          },
          {
            name: 'force',
            in: 'query',
            description: 'Even if it has a scope.',
            schema: {
              type: 'boolean',
              default: false,
            },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/DefaultRegistryInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The registry that is the default now.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Registry',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/registries/{name}/usages': {
      parameters: [
        {
          $ref: '#/components/parameters/Name',
        },
      ],
      get: {
        operationId: 'listRegistryUsages',
        summary: 'Who uses a registry.',
        description:
          'First the selections that name it, by app, then the entities whose annotations do, as far as\nthe caller may see them in the catalog. Annotations for an environment are found where it is\nin `berth.environments`, or among the first 50 that somebody has chosen for. Apps that take what their system, domain or owner\nchose are not listed one by one, nor those that take the default.\n',
        parameters: [
          {
            name: 'source',
            in: 'query',
            description: 'Both without it.',
            schema: {
              type: 'string',
              enum: ['selection', 'annotation'],
            },
          },
          {
            name: 'app',
            in: 'query',
            description: 'Only this entity.',
            schema: {
              $ref: '#/components/schemas/EntityRef',
            },
          },
          {
            name: 'environment',
            in: 'query',
            description: 'Only choices for this environment; `*` for those that hold for all.',
            schema: {
              $ref: '#/components/schemas/Environment',
            },
          },
          {
            $ref: '#/components/parameters/Limit',
          },
          {
            $ref: '#/components/parameters/Cursor',
          },
        ],
        responses: {
          '200': {
            description: 'A page.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/UsageList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/environments': {
      get: {
        operationId: 'listEnvironments',
        summary:
          'The environments that are configured, and those that somebody has chosen for; sorted.',
        description: 'Of those that are not configured, the first 500.',
        responses: {
          '200': {
            description: 'All of them, but for `*`.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/EnvironmentList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/selections': {
      get: {
        operationId: 'listSelections',
        summary: 'Everything that was chosen, by app.',
        description:
          'For services and for those who may read every registry; users get what the catalog shows them.',
        parameters: [
          {
            name: 'app',
            in: 'query',
            description: 'Only this entity.',
            schema: {
              $ref: '#/components/schemas/EntityRef',
            },
          },
          {
            $ref: '#/components/parameters/Limit',
          },
          {
            $ref: '#/components/parameters/Cursor',
          },
        ],
        responses: {
          '200': {
            description: 'A page.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/SelectionList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/apps/{kind}/{namespace}/{name}/selections': {
      parameters: [
        {
          $ref: '#/components/parameters/Kind',
        },
        {
          $ref: '#/components/parameters/Namespace',
        },
        {
          $ref: '#/components/parameters/AppName',
        },
      ],
      get: {
        operationId: 'listAppSelections',
        summary: 'What an app has chosen, for all and for single environments.',
        parameters: [
          {
            $ref: '#/components/parameters/Limit',
          },
          {
            $ref: '#/components/parameters/Cursor',
          },
        ],
        responses: {
          '200': {
            description: 'A page, by environment.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/SelectionList',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/apps/{kind}/{namespace}/{name}/selections/{environment}': {
      parameters: [
        {
          $ref: '#/components/parameters/Kind',
        },
        {
          $ref: '#/components/parameters/Namespace',
        },
        {
          $ref: '#/components/parameters/AppName',
        },
        {
          name: 'environment',
          in: 'path',
          required: true,
          description: '`*` for all.',
          schema: {
            $ref: '#/components/schemas/Environment',
          },
        },
      ],
      get: {
        operationId: 'getSelection',
        summary: 'What an app has chosen.',
        responses: {
          '200': {
            description: 'The selection, with its `ETag`.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Selection',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
      put: {
        operationId: 'putSelection',
        summary: 'Chooses a registry, or explicitly none, for an app.',
        description:
          'For the owner of the app, or of the system or domain that chooses for its apps; a group\nchooses for what it owns. Only a registry that the caller may use, that is not disabled, and\nthat has the app in its scope can be chosen. The scope is looked at again whenever the\nregistry is asked for.\n',
        parameters: [
          {
            $ref: '#/components/parameters/IfMatch',
          },
          {
            $ref: '#/components/parameters/IfNoneMatch',
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                $ref: '#/components/schemas/SelectionInput',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'It is so now, or was already.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Selection',
                },
              },
            },
          },
          '201': {
            description: 'It is new.',
            headers: {
              ETag: {
                schema: {
                  type: 'string',
                },
              },
            },
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Selection',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
      delete: {
        operationId: 'deleteSelection',
        summary: 'Takes a choice back.',
        parameters: [
          {
            $ref: '#/components/parameters/IfMatch',
          },
        ],
        responses: {
          '204': {
            description: 'It is gone.',
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
    '/apps/{kind}/{namespace}/{name}/effective-registry': {
      parameters: [
        {
          $ref: '#/components/parameters/Kind',
        },
        {
          $ref: '#/components/parameters/Namespace',
        },
        {
          $ref: '#/components/parameters/AppName',
        },
      ],
      get: {
        operationId: 'getEffectiveRegistry',
        summary: 'Which registry an app uses, and why.',
        parameters: [
          {
            $ref: '#/components/parameters/Environment',
          },
        ],
        responses: {
          '200': {
            description: 'The outcome of resolving.',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/EffectiveRegistry',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Error',
          },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      backstage: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
      },
    },
    parameters: {
      Name: {
        name: 'name',
        in: 'path',
        required: true,
        description: 'A name, or the id.',
        schema: {
          type: 'string',
          minLength: 1,
          maxLength: 63,
        },
      },
      IfMatch: {
        name: 'If-Match',
        in: 'header',
        description:
          'Change only what still has this `ETag`; `*` for whatever is there. Else 412, with what changed.',
        schema: {
          type: 'string',
        },
      },
      IfNoneMatch: {
        name: 'If-None-Match',
        in: 'header',
        description: '`*` creates only; 412 where there is one already.',
        schema: {
          type: 'string',
        },
      },
      Limit: {
        name: 'limit',
        in: 'query',
        description: 'Items of a page.',
        schema: {
          type: 'integer',
          minimum: 1,
          maximum: 500,
          default: 50,
        },
      },
      Cursor: {
        name: 'cursor',
        in: 'query',
        description: '`pageInfo.nextCursor` of the page before, with the same filters and sorting.',
        schema: {
          type: 'string',
          minLength: 1,
          maxLength: 2000,
        },
      },
      Environment: {
        name: 'environment',
        in: 'query',
        description: 'The environment, such as `production`; without it, what holds for all.',
        schema: {
          $ref: '#/components/schemas/Environment',
        },
      },
      Kind: {
        name: 'kind',
        in: 'path',
        required: true,
        description: "Of the app's entity reference.",
        schema: {
          $ref: '#/components/schemas/EntityPart',
        },
      },
      Namespace: {
        name: 'namespace',
        in: 'path',
        required: true,
        description: "Of the app's entity reference.",
        schema: {
          $ref: '#/components/schemas/EntityPart',
        },
      },
      AppName: {
        name: 'name',
        in: 'path',
        required: true,
        description: "Of the app's entity reference.",
        schema: {
          $ref: '#/components/schemas/EntityPart',
        },
      },
    },
    responses: {
      Error: {
        description: "Backstage's error format; what was given, which rule it breaks, what to do.",
        content: {
          'application/json': {
            schema: {
              $ref: '#/components/schemas/ErrorResponse',
            },
          },
        },
      },
    },
    schemas: {
      PageInfo: {
        type: 'object',
        additionalProperties: false,
        properties: {
          nextCursor: {
            type: 'string',
            description: 'Absent on the last page.',
          },
        },
      },
      ErrorResponse: {
        type: 'object',
        required: ['error', 'response'],
        properties: {
          error: {
            $ref: '#/components/schemas/ErrorDetails',
          },
          request: {
            type: 'object',
            properties: {
              method: {
                type: 'string',
              },
              url: {
                type: 'string',
              },
            },
          },
          response: {
            type: 'object',
            required: ['statusCode'],
            properties: {
              statusCode: {
                type: 'integer',
              },
            },
          },
        },
      },
      ErrorDetails: {
        type: 'object',
        required: ['name', 'message'],
        properties: {
          name: {
            type: 'string',
          },
          message: {
            type: 'string',
          },
          code: {
            $ref: '#/components/schemas/ErrorCode',
          },
          field: {
            type: 'string',
            description: 'The path of the field: `pullCredential.password`.',
          },
          problems: {
            type: 'array',
            maxItems: 20,
            description: 'The first of them.',
            items: {
              $ref: '#/components/schemas/ErrorProblem',
            },
          },
          changed: {
            type: 'array',
            description: 'With 412: the fields that have changed since that `ETag`.',
            items: {
              type: 'string',
            },
          },
          usages: {
            type: 'array',
            maxItems: 100,
            description:
              'With 409: who still uses it, as far as the caller may see them; the first 100.',
            items: {
              type: 'string',
            },
          },
          totalUsages: {
            type: 'integer',
            description: 'With 409: how many use it, those counted that the caller may not see.',
          },
          default: {
            type: 'boolean',
            enum: [true],
            description:
              'With 409: it is, or would be, the default, and whoever has chosen nothing uses that; they are not counted.',
          },
          heldBy: {
            type: 'string',
            enum: ['apps', 'registries'],
            description:
              'With 409: what still uses it, whether or not the caller may see any of it. `force=true` overrules apps, not registries.',
          },
        },
      },
      ErrorProblem: {
        type: 'object',
        required: ['message'],
        properties: {
          field: {
            type: 'string',
          },
          message: {
            type: 'string',
          },
          code: {
            $ref: '#/components/schemas/ErrorCode',
          },
        },
      },
      ErrorCode: {
        type: 'string',
        enum: [
          'NAME_TAKEN',
          'SECRET_NEEDED',
          'CUT_OFF_BY_DISABLING',
          'CUT_OFF_BY_SERVER',
          'CUT_OFF_BY_SCOPE',
          'DEFAULT_HAS_SCOPE',
        ],
        description:
          'What a program can act on without reading the message, which may change; absent where the status says it all. `NAME_TAKEN`: by an entry that the caller may not read. `SECRET_NEEDED`: the stored secret was not entered for this server and the way to it. `CUT_OFF_BY_…`: apps use the registry, and could not any more when it is disabled, is at another server, or has a smaller scope. `DEFAULT_HAS_SCOPE`: apps outside of its scope that have chosen nothing would have an error.',
      },
      EntryName: {
        type: 'string',
        minLength: 1,
        maxLength: 63,
        description:
          '1 to 63 of a-z, 0-9 and "-", a letter or digit at both ends; not `none`, not like a UUID.',
      },
      EntityRef: {
        type: 'string',
        minLength: 1,
        maxLength: 300,
        description: 'A full entity reference: `group:default/payments`.',
      },
      EntityPart: {
        type: 'string',
        minLength: 1,
        maxLength: 100,
      },
      Environment: {
        type: 'string',
        minLength: 1,
        maxLength: 63,
        pattern: '^(\\*|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)$',
        description: 'A name such as `production`; `*` for all.',
      },
      Labels: {
        type: 'object',
        maxProperties: 50,
        additionalProperties: {
          type: 'string',
          maxLength: 63,
        },
      },
      Timestamp: {
        type: 'string',
        format: 'date-time',
        description: 'ISO 8601, UTC.',
      },
      Provider: {
        type: 'string',
        enum: [
          'docker-hub',
          'ghcr',
          'gitlab',
          'quay',
          'harbor',
          'ecr',
          'ecr-public',
          'gar',
          'gcr',
          'acr',
          'icr',
          'artifactory',
          'generic',
        ],
      },
      Answered: {
        readOnly: true,
        description: 'Ignored in requests, so that an answer can be changed and sent back.',
      },
      PermittedActions: {
        type: 'object',
        additionalProperties: false,
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/PermittedAction',
            },
          },
        },
      },
      PermittedAction: {
        type: 'string',
        enum: [
          'credential.create',
          'credential.delete',
          'credential.update',
          'default-registry.update',
          'event.read',
          'pull-secret.export',
          'registry.check',
          'registry.create',
          'registry.delete',
          'registry.read',
          'registry.update',
          'registry.use',
          'selection.update',
        ],
      },
      StatusCode: {
        type: 'string',
        enum: [
          'OK',
          'EXPIRING',
          'EXPIRED',
          'INVALID',
          'UNREACHABLE',
          'RATE_LIMITED',
          'TLS_ERROR',
          'INSUFFICIENT_SCOPE',
          'PUBLIC',
          'UNKNOWN',
        ],
      },
      Status: {
        type: 'object',
        additionalProperties: false,
        required: ['code', 'proven'],
        properties: {
          code: {
            $ref: '#/components/schemas/StatusCode',
          },
          cause: {
            type: 'string',
            description: 'Why it is so.',
          },
          nextStep: {
            type: 'string',
            description: 'What to do.',
          },
          since: {
            $ref: '#/components/schemas/Timestamp',
          },
          checkedAt: {
            $ref: '#/components/schemas/Timestamp',
            description: 'Absent before the first check.',
          },
          expiresAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          proven: {
            type: 'array',
            items: {
              type: 'string',
            },
            description: '`endpoint`, `identity`, `pull:<repository>`, `push:<repository>`.',
          },
        },
      },
      StatusChange: {
        type: 'object',
        additionalProperties: false,
        required: ['code', 'at'],
        properties: {
          code: {
            $ref: '#/components/schemas/StatusCode',
          },
          cause: {
            type: 'string',
            description: 'Why it was so.',
          },
          at: {
            $ref: '#/components/schemas/Timestamp',
            description: 'Since when it was so.',
          },
        },
      },
      StatusHistory: {
        type: 'object',
        additionalProperties: false,
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/StatusChange',
            },
          },
          totalItems: {
            type: 'integer',
            description: 'Of all pages.',
          },
          pageInfo: {
            $ref: '#/components/schemas/PageInfo',
          },
        },
      },
      CheckInput: {
        type: 'object',
        additionalProperties: false,
        properties: {
          purpose: {
            type: 'string',
            enum: ['pull', 'push'],
            default: 'pull',
          },
          repository: {
            type: 'string',
            minLength: 1,
            maxLength: 255,
            description:
              'Tried too: `acme/api`. One that was pulled is tried by the scheduled checks as well.',
          },
        },
      },
      DraftCheckInput: {
        type: 'object',
        additionalProperties: false,
        required: ['registry'],
        properties: {
          purpose: {
            type: 'string',
            enum: ['pull', 'push'],
            default: 'pull',
          },
          repository: {
            type: 'string',
            minLength: 1,
            maxLength: 255,
          },
          registry: {
            $ref: '#/components/schemas/RegistryInput',
          },
        },
      },
      CheckStep: {
        type: 'object',
        additionalProperties: false,
        required: ['step', 'outcome'],
        properties: {
          step: {
            type: 'string',
            description:
              '`exchange` (at the token service of the cloud), `endpoint`, `identity`, `pull:<repository>`, `push:<repository>`.',
          },
          outcome: {
            type: 'string',
            enum: ['proven', 'failed', 'unclear'],
            description:
              '`unclear`: the registry answers everybody alike, or there is nothing yet to try it on.',
          },
        },
      },
      Check: {
        type: 'object',
        additionalProperties: false,
        required: ['status', 'explanation', 'steps', 'hints'],
        properties: {
          status: {
            $ref: '#/components/schemas/Status',
          },
          explanation: {
            type: 'string',
          },
          steps: {
            type: 'array',
            description: 'What was tried, one after the other.',
            items: {
              $ref: '#/components/schemas/CheckStep',
            },
          },
          hints: {
            type: 'array',
            items: {
              type: 'string',
            },
            description: 'What could be better about the credential.',
          },
        },
      },
      CredentialKind: {
        type: 'string',
        enum: [
          'password',
          'google-key',
          'azure-service-principal',
          'iam-api-key',
          'aws-keys',
          'aws-role',
          'google-federation',
          'azure-federation',
          'docker-hub-connection',
          'node-role',
        ],
      },
      WriteOnlySecret: {
        type: 'string',
        writeOnly: true,
        maxLength: 100000,
        description: 'No answer holds it.',
      },
      CredentialInput: {
        description: 'The fields of a kind are those of its row; others are refused.',
        type: 'object',
        required: ['kind'],
        additionalProperties: false,
        properties: {
          kind: {
            $ref: '#/components/schemas/CredentialKind',
          },
          title: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
          },
          description: {
            type: 'string',
            minLength: 1,
            maxLength: 1000,
          },
          owner: {
            $ref: '#/components/schemas/EntityRef',
            description: 'The group or user who may change it.',
          },
          expiresAt: {
            $ref: '#/components/schemas/Timestamp',
            description: 'Where you know it; else it is read from the secret, if that says so.',
          },
          hosts: {
            type: 'array',
            maxItems: 50,
            items: {
              type: 'string',
              minLength: 1,
              maxLength: 500,
            },
            description: 'The registries that the secret is for; it goes to no other.',
          },
          email: {
            type: 'string',
            minLength: 1,
            maxLength: 320,
          },
          username: {
            type: 'string',
            description: 'Of `password`; may be left out where the provider has a fixed one.',
          },
          password: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `password`.',
          },
          key: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `google-key`: the whole key file.',
          },
          clientId: {
            type: 'string',
            description: 'Of `azure-service-principal` and `azure-federation`.',
          },
          clientSecret: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `azure-service-principal`.',
          },
          tenantId: {
            type: 'string',
            description: 'Of `azure-service-principal` and `azure-federation`.',
          },
          apiKey: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `iam-api-key`.',
          },
          accessKeyId: {
            type: 'string',
            description: 'Of `aws-keys`.',
          },
          secretAccessKey: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `aws-keys`.',
          },
          sessionToken: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `aws-keys` that are temporary.',
          },
          region: {
            type: 'string',
            description: 'Of `aws-keys` and `aws-role`; read from the host when absent.',
          },
          roleArn: {
            type: 'string',
            description: 'Of `aws-role`.',
          },
          workloadIdentityProvider: {
            type: 'string',
            description: 'Of `google-federation`.',
          },
          serviceAccount: {
            type: 'string',
            description: 'Of `google-federation`.',
          },
          connectionId: {
            type: 'string',
            description: 'Of `docker-hub-connection`.',
          },
          organization: {
            type: 'string',
            description: 'Of `docker-hub-connection`.',
          },
          reason: {
            type: 'string',
            minLength: 1,
            maxLength: 500,
            description:
              'Why it is saved although its check failed. The event of the change keeps it; the credential does not.',
          },
          name: {
            type: 'string',
            description: 'Must be the name in the path, which cannot be changed.',
          },
          id: {
            $ref: '#/components/schemas/Answered',
          },
          hasSecret: {
            $ref: '#/components/schemas/Answered',
          },
          clientEmail: {
            $ref: '#/components/schemas/Answered',
          },
          usedBy: {
            $ref: '#/components/schemas/Answered',
          },
          secretChangedAt: {
            $ref: '#/components/schemas/Answered',
          },
          secretChangedBy: {
            $ref: '#/components/schemas/Answered',
          },
          createdAt: {
            $ref: '#/components/schemas/Answered',
          },
          createdBy: {
            $ref: '#/components/schemas/Answered',
          },
          updatedAt: {
            $ref: '#/components/schemas/Answered',
          },
          updatedBy: {
            $ref: '#/components/schemas/Answered',
          },
        },
      },
      NamedCredentialInput: {
        description:
          "A credential that is written with its registry; `hosts` is the registry's unless given.",
        type: 'object',
        required: ['name', 'kind'],
        additionalProperties: false,
        properties: {
          kind: {
            $ref: '#/components/schemas/CredentialKind',
          },
          title: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
          },
          description: {
            type: 'string',
            minLength: 1,
            maxLength: 1000,
          },
          owner: {
            $ref: '#/components/schemas/EntityRef',
            description: 'The group or user who may change it.',
          },
          expiresAt: {
            $ref: '#/components/schemas/Timestamp',
            description: 'Where you know it; else it is read from the secret, if that says so.',
          },
          hosts: {
            type: 'array',
            maxItems: 50,
            items: {
              type: 'string',
              minLength: 1,
              maxLength: 500,
            },
            description: 'The registries that the secret is for; it goes to no other.',
          },
          email: {
            type: 'string',
            minLength: 1,
            maxLength: 320,
          },
          username: {
            type: 'string',
            description: 'Of `password`; may be left out where the provider has a fixed one.',
          },
          password: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `password`.',
          },
          key: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `google-key`: the whole key file.',
          },
          clientId: {
            type: 'string',
            description: 'Of `azure-service-principal` and `azure-federation`.',
          },
          clientSecret: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `azure-service-principal`.',
          },
          tenantId: {
            type: 'string',
            description: 'Of `azure-service-principal` and `azure-federation`.',
          },
          apiKey: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `iam-api-key`.',
          },
          accessKeyId: {
            type: 'string',
            description: 'Of `aws-keys`.',
          },
          secretAccessKey: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `aws-keys`.',
          },
          sessionToken: {
            $ref: '#/components/schemas/WriteOnlySecret',
            description: 'Of `aws-keys` that are temporary.',
          },
          region: {
            type: 'string',
            description: 'Of `aws-keys` and `aws-role`; read from the host when absent.',
          },
          roleArn: {
            type: 'string',
            description: 'Of `aws-role`.',
          },
          workloadIdentityProvider: {
            type: 'string',
            description: 'Of `google-federation`.',
          },
          serviceAccount: {
            type: 'string',
            description: 'Of `google-federation`.',
          },
          connectionId: {
            type: 'string',
            description: 'Of `docker-hub-connection`.',
          },
          organization: {
            type: 'string',
            description: 'Of `docker-hub-connection`.',
          },
          reason: {
            type: 'string',
            minLength: 1,
            maxLength: 500,
            description:
              'Why it is saved although its check failed. The event of the change keeps it; the credential does not.',
          },
          name: {
            type: 'string',
            description: 'Must be the name in the path, which cannot be changed.',
          },
          id: {
            $ref: '#/components/schemas/Answered',
          },
          hasSecret: {
            $ref: '#/components/schemas/Answered',
          },
          clientEmail: {
            $ref: '#/components/schemas/Answered',
          },
          usedBy: {
            $ref: '#/components/schemas/Answered',
          },
          secretChangedAt: {
            $ref: '#/components/schemas/Answered',
          },
          secretChangedBy: {
            $ref: '#/components/schemas/Answered',
          },
          createdAt: {
            $ref: '#/components/schemas/Answered',
          },
          createdBy: {
            $ref: '#/components/schemas/Answered',
          },
          updatedAt: {
            $ref: '#/components/schemas/Answered',
          },
          updatedBy: {
            $ref: '#/components/schemas/Answered',
          },
        },
      },
      Credential: {
        type: 'object',
        additionalProperties: false,
        required: [
          'id',
          'name',
          'kind',
          'hosts',
          'hasSecret',
          'usedBy',
          'createdAt',
          'createdBy',
          'updatedAt',
          'updatedBy',
        ],
        properties: {
          id: {
            type: 'string',
            format: 'uuid',
          },
          name: {
            $ref: '#/components/schemas/EntryName',
          },
          kind: {
            $ref: '#/components/schemas/CredentialKind',
          },
          title: {
            type: 'string',
          },
          description: {
            type: 'string',
          },
          owner: {
            $ref: '#/components/schemas/EntityRef',
          },
          expiresAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          hosts: {
            type: 'array',
            items: {
              type: 'string',
            },
            description: 'Empty for a kind without a secret.',
          },
          hasSecret: {
            type: 'boolean',
          },
          email: {
            type: 'string',
          },
          username: {
            type: 'string',
          },
          clientEmail: {
            type: 'string',
            description: 'Of `google-key`, read from the key.',
          },
          clientId: {
            type: 'string',
          },
          tenantId: {
            type: 'string',
          },
          accessKeyId: {
            type: 'string',
          },
          region: {
            type: 'string',
          },
          roleArn: {
            type: 'string',
          },
          workloadIdentityProvider: {
            type: 'string',
          },
          serviceAccount: {
            type: 'string',
          },
          connectionId: {
            type: 'string',
          },
          organization: {
            type: 'string',
          },
          usedBy: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/EntryName',
            },
            description: 'The registries that refer to it.',
          },
          secretChangedAt: {
            $ref: '#/components/schemas/Timestamp',
            description: 'When its secret was entered; absent for a kind without one.',
          },
          secretChangedBy: {
            type: 'string',
            description: 'Who entered its secret.',
          },
          createdAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          createdBy: {
            type: 'string',
          },
          updatedAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          updatedBy: {
            type: 'string',
          },
        },
      },
      CredentialList: {
        type: 'object',
        additionalProperties: false,
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Credential',
            },
          },
          totalItems: {
            type: 'integer',
            description: 'Of all pages.',
          },
          pageInfo: {
            $ref: '#/components/schemas/PageInfo',
          },
        },
      },
      EventAction: {
        type: 'string',
        enum: [
          'registry.create',
          'registry.update',
          'registry.delete',
          'credential.create',
          'credential.update',
          'credential.delete',
          'selection.create',
          'selection.update',
          'selection.delete',
          'pull-secret.export',
        ],
      },
      Event: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'at', 'action', 'actor', 'actorKind', 'target', 'outcome', 'changes'],
        properties: {
          id: {
            type: 'string',
            format: 'uuid',
          },
          at: {
            $ref: '#/components/schemas/Timestamp',
          },
          action: {
            $ref: '#/components/schemas/EventAction',
          },
          actor: {
            type: 'string',
          },
          actorKind: {
            type: 'string',
            enum: ['user', 'service'],
          },
          target: {
            type: 'string',
            description: 'What it was done to: `registry:ghcr`, `credential:ghcr-bot`, an app.',
          },
          targetId: {
            type: 'string',
            format: 'uuid',
            description: 'Of a registry or a credential.',
          },
          outcome: {
            type: 'string',
            enum: ['succeeded', 'failed'],
          },
          reason: {
            type: 'string',
            description: 'As it was given.',
          },
          changes: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['field'],
              properties: {
                field: {
                  type: 'string',
                },
                before: {
                  type: 'string',
                  description:
                    'A value that may be shown; of a secret its fingerprint, which says whether it changed and nothing else.',
                },
                after: {
                  type: 'string',
                },
              },
            },
          },
        },
      },
      EventList: {
        type: 'object',
        additionalProperties: false,
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Event',
            },
          },
          totalItems: {
            type: 'integer',
          },
          pageInfo: {
            $ref: '#/components/schemas/PageInfo',
          },
        },
      },
      PullSecretExportInput: {
        type: 'object',
        additionalProperties: false,
        required: ['reason'],
        properties: {
          format: {
            type: 'string',
            enum: ['yaml', 'json', 'dt-secrets'],
            default: 'yaml',
          },
          name: {
            type: 'string',
            minLength: 1,
            maxLength: 253,
            default: 'docker-credentials',
          },
          namespace: {
            type: 'string',
            minLength: 1,
            maxLength: 63,
          },
          labels: {
            type: 'object',
            additionalProperties: {
              type: 'string',
            },
          },
          annotations: {
            type: 'object',
            additionalProperties: {
              type: 'string',
            },
          },
          immutable: {
            type: 'boolean',
            default: false,
          },
          appendHash: {
            type: 'boolean',
            default: false,
          },
          reason: {
            type: 'string',
            minLength: 1,
            maxLength: 500,
            description: 'Why you need it; it is kept in the events.',
          },
        },
      },
      PullSecretExport: {
        type: 'object',
        additionalProperties: false,
        required: ['format', 'name', 'manifest'],
        properties: {
          format: {
            type: 'string',
            enum: ['yaml', 'json', 'dt-secrets'],
          },
          name: {
            type: 'string',
          },
          namespace: {
            type: 'string',
          },
          expiresAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          manifest: {
            type: 'string',
          },
        },
      },
      ImageCheckInput: {
        type: 'object',
        additionalProperties: false,
        required: ['image'],
        properties: {
          image: {
            type: 'string',
            maxLength: 5000,
          },
          profile: {
            type: 'string',
            enum: ['docker', 'podman', 'code-engine'],
            default: 'docker',
          },
        },
      },
      ImageCheck: {
        type: 'object',
        additionalProperties: false,
        required: ['problems'],
        properties: {
          reference: {
            type: 'object',
            description: 'Absent where an error keeps the image from being pulled.',
            additionalProperties: false,
            required: ['registry', 'repository', 'canonical', 'familiar'],
            properties: {
              registry: {
                type: 'string',
              },
              repository: {
                type: 'string',
              },
              tag: {
                type: 'string',
              },
              digest: {
                type: 'string',
              },
              canonical: {
                type: 'string',
              },
              familiar: {
                type: 'string',
              },
            },
          },
          problems: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ImageProblem',
            },
          },
        },
      },
      ImageProblem: {
        type: 'object',
        additionalProperties: false,
        required: ['code', 'severity', 'component', 'start', 'end', 'message'],
        properties: {
          code: {
            type: 'string',
          },
          severity: {
            type: 'string',
            enum: ['error', 'warning', 'info'],
          },
          component: {
            type: 'string',
            enum: ['reference', 'registry', 'port', 'repository', 'tag', 'digest'],
          },
          start: {
            type: 'integer',
          },
          end: {
            type: 'integer',
          },
          message: {
            type: 'string',
          },
          fix: {
            type: 'object',
            additionalProperties: false,
            required: ['start', 'end', 'text'],
            properties: {
              start: {
                type: 'integer',
              },
              end: {
                type: 'integer',
              },
              text: {
                type: 'string',
              },
            },
          },
        },
      },
      PullExplanationInput: {
        type: 'object',
        additionalProperties: false,
        required: ['image', 'dockerConfig'],
        properties: {
          image: {
            type: 'string',
            minLength: 1,
            maxLength: 5000,
          },
          client: {
            type: 'string',
            enum: ['kubelet', 'docker', 'podman'],
            default: 'kubelet',
          },
          dockerConfig: {
            writeOnly: true,
            description: 'A config.json, as an object or as text. It is not stored.',
            oneOf: [
              {
                type: 'object',
              },
              {
                type: 'string',
                maxLength: 200000,
              },
            ],
          },
        },
      },
      PullExplanation: {
        type: 'object',
        additionalProperties: false,
        required: ['image', 'tried', 'ambiguous', 'anonymous', 'reason'],
        properties: {
          image: {
            type: 'string',
          },
          tried: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['key', 'username'],
              properties: {
                key: {
                  type: 'string',
                },
                username: {
                  type: 'string',
                },
              },
            },
          },
          ambiguous: {
            type: 'boolean',
          },
          anonymous: {
            type: 'boolean',
          },
          helper: {
            type: 'string',
          },
          reason: {
            type: 'string',
          },
        },
      },
      Purpose: {
        type: 'string',
        enum: ['pull', 'push', 'source'],
      },
      ConnectionMode: {
        type: 'string',
        enum: ['secure', 'ca', 'insecure'],
        description:
          '`ca` trusts `caCertificate` as well; `insecure` takes any certificate and plain HTTP.',
      },
      Management: {
        type: 'string',
        enum: ['user', 'managed'],
      },
      ServerParts: {
        type: 'object',
        description:
          'Instead of `server`, the little that the provider needs: `registryName` of Azure, `region` of IBM Cloud, `accountId` and `region` of ECR, `location` of Google.',
        additionalProperties: false,
        properties: {
          accountId: {
            type: 'string',
          },
          region: {
            type: 'string',
          },
          location: {
            type: 'string',
          },
          registryName: {
            type: 'string',
          },
          server: {
            type: 'string',
          },
        },
      },
      RegistryInput: {
        type: 'object',
        additionalProperties: false,
        properties: {
          title: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
          },
          description: {
            type: 'string',
            minLength: 1,
            maxLength: 1000,
          },
          provider: {
            $ref: '#/components/schemas/Provider',
            description: 'Recognised by the server when absent.',
          },
          server: {
            type: 'string',
            minLength: 1,
            maxLength: 500,
            description:
              'As people write it: `ghcr.io`, `https://registry.example.com/v1/`. Docker Hub needs none.',
          },
          serverParts: {
            $ref: '#/components/schemas/ServerParts',
          },
          connection: {
            $ref: '#/components/schemas/ConnectionMode',
            default: 'secure',
          },
          caCertificate: {
            type: 'string',
            minLength: 1,
            maxLength: 100000,
            description:
              'PEM, one or more; with the connection `ca` only. At least one that has not ended.',
          },
          pullCredential: {
            description:
              'The name of a credential, or a credential to write with this registry. Absent for a public registry.',
            oneOf: [
              {
                $ref: '#/components/schemas/EntryName',
              },
              {
                $ref: '#/components/schemas/NamedCredentialInput',
              },
            ],
          },
          pushCredential: {
            description: 'As `pullCredential`; no pull secret holds it.',
            oneOf: [
              {
                $ref: '#/components/schemas/EntryName',
              },
              {
                $ref: '#/components/schemas/NamedCredentialInput',
              },
            ],
          },
          purposes: {
            type: 'array',
            minItems: 1,
            uniqueItems: true,
            items: {
              $ref: '#/components/schemas/Purpose',
            },
            default: ['pull'],
          },
          default: {
            type: 'boolean',
            description: 'True makes it the default registry; false cannot take that away.',
          },
          disabled: {
            type: 'boolean',
            default: false,
            description: 'Kept',
            'but nobody can use it.': null,
          },
          management: {
            $ref: '#/components/schemas/Management',
            default: 'user',
          },
          owner: {
            $ref: '#/components/schemas/EntityRef',
            description: 'The group or user who may change it.',
          },
          scope: {
            type: 'array',
            maxItems: 200,
            uniqueItems: true,
            items: {
              $ref: '#/components/schemas/EntityRef',
            },
            description: 'The groups',
            'systems and domains whose apps may use it; everybody when empty.': null,
          },
          labels: {
            $ref: '#/components/schemas/Labels',
          },
          reason: {
            type: 'string',
            minLength: 1,
            maxLength: 500,
            description:
              'Why it is saved although its check failed. The event of the change keeps it; the registry does not.',
          },
          id: {
            $ref: '#/components/schemas/Answered',
          },
          name: {
            type: 'string',
            description: 'Must be the name in the path, which cannot be changed.',
          },
          host: {
            $ref: '#/components/schemas/Answered',
          },
          caCertificates: {
            $ref: '#/components/schemas/Answered',
          },
          login: {
            $ref: '#/components/schemas/Answered',
          },
          status: {
            $ref: '#/components/schemas/Answered',
          },
          expiresAt: {
            $ref: '#/components/schemas/Answered',
          },
          usedBy: {
            $ref: '#/components/schemas/Answered',
          },
          createdAt: {
            $ref: '#/components/schemas/Answered',
          },
          createdBy: {
            $ref: '#/components/schemas/Answered',
          },
          updatedAt: {
            $ref: '#/components/schemas/Answered',
          },
          updatedBy: {
            $ref: '#/components/schemas/Answered',
          },
        },
      },
      Registry: {
        type: 'object',
        additionalProperties: false,
        required: [
          'id',
          'name',
          'provider',
          'server',
          'host',
          'connection',
          'purposes',
          'default',
          'disabled',
          'management',
          'scope',
          'labels',
          'status',
          'usedBy',
          'createdAt',
          'createdBy',
          'updatedAt',
          'updatedBy',
        ],
        properties: {
          id: {
            type: 'string',
            format: 'uuid',
          },
          name: {
            $ref: '#/components/schemas/EntryName',
          },
          title: {
            type: 'string',
          },
          description: {
            type: 'string',
          },
          provider: {
            $ref: '#/components/schemas/Provider',
          },
          server: {
            type: 'string',
            description: 'As it was entered.',
          },
          host: {
            type: 'string',
            description: 'Its canonical host: two spellings of a registry have the same.',
          },
          connection: {
            $ref: '#/components/schemas/ConnectionMode',
          },
          caCertificate: {
            type: 'string',
          },
          caCertificates: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/CaCertificate',
            },
            description: 'What is in `caCertificate`.',
          },
          pullCredential: {
            $ref: '#/components/schemas/EntryName',
          },
          pushCredential: {
            $ref: '#/components/schemas/EntryName',
          },
          login: {
            $ref: '#/components/schemas/PublicLogin',
          },
          purposes: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Purpose',
            },
          },
          default: {
            type: 'boolean',
          },
          disabled: {
            type: 'boolean',
          },
          management: {
            $ref: '#/components/schemas/Management',
          },
          owner: {
            $ref: '#/components/schemas/EntityRef',
          },
          scope: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/EntityRef',
            },
          },
          labels: {
            $ref: '#/components/schemas/Labels',
          },
          status: {
            $ref: '#/components/schemas/Status',
          },
          expiresAt: {
            $ref: '#/components/schemas/Timestamp',
            description: 'When the first of its logins ends, as far as is known.',
          },
          usedBy: {
            $ref: '#/components/schemas/RegistryUsage',
          },
          createdAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          createdBy: {
            type: 'string',
          },
          updatedAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          updatedBy: {
            type: 'string',
          },
        },
      },
      RegistryUsage: {
        type: 'object',
        description: 'How often it was chosen, whoever may see by whom.',
        additionalProperties: false,
        required: ['selections'],
        properties: {
          selections: {
            type: 'integer',
            description:
              'The selections that name it, one for each environment; 1000 says 1000 or more.',
          },
          annotations: {
            type: 'integer',
            description:
              'The annotations that name it; one for each environment. Counted within the last minutes; absent while the catalog cannot be asked.',
          },
        },
      },
      CaCertificate: {
        type: 'object',
        additionalProperties: false,
        required: ['subject', 'issuer', 'validFrom', 'validTo', 'fingerprint'],
        properties: {
          subject: {
            type: 'string',
            description: 'Such as `O=Acme, CN=Acme Root`.',
          },
          issuer: {
            type: 'string',
            description: 'The subject itself for a root.',
          },
          validFrom: {
            $ref: '#/components/schemas/Timestamp',
          },
          validTo: {
            $ref: '#/components/schemas/Timestamp',
          },
          fingerprint: {
            type: 'string',
            description: 'SHA-256, in hexadecimal with colons.',
          },
        },
      },
      PublicLogin: {
        type: 'object',
        description: 'What may be shown of the credential that pulls.',
        additionalProperties: false,
        required: ['kind'],
        properties: {
          kind: {
            $ref: '#/components/schemas/CredentialKind',
          },
          username: {
            type: 'string',
          },
          email: {
            type: 'string',
          },
          expiresAt: {
            $ref: '#/components/schemas/Timestamp',
          },
        },
      },
      RegistryList: {
        type: 'object',
        additionalProperties: false,
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Registry',
            },
          },
          totalItems: {
            type: 'integer',
            description: 'Of all pages.',
          },
          pageInfo: {
            $ref: '#/components/schemas/PageInfo',
          },
        },
      },
      RegistryDeletion: {
        type: 'object',
        additionalProperties: false,
        required: ['deleted', 'credentials'],
        properties: {
          deleted: {
            type: 'object',
            additionalProperties: false,
            required: ['id', 'name'],
            properties: {
              id: {
                type: 'string',
                format: 'uuid',
              },
              name: {
                $ref: '#/components/schemas/EntryName',
              },
            },
          },
          credentials: {
            type: 'array',
            description: 'The credentials it had.',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['name', 'deleted'],
              properties: {
                name: {
                  $ref: '#/components/schemas/EntryName',
                },
                deleted: {
                  type: 'boolean',
                  description: 'False says that it is still there.',
                },
              },
            },
          },
        },
      },
      DefaultRegistryInput: {
        type: 'object',
        additionalProperties: false,
        required: ['registry'],
        properties: {
          registry: {
            type: 'string',
            minLength: 1,
            maxLength: 63,
            description: 'Its name or id.',
          },
        },
      },
      SelectionInput: {
        type: 'object',
        additionalProperties: false,
        required: ['registry'],
        properties: {
          registry: {
            type: 'string',
            minLength: 1,
            maxLength: 63,
            description: 'A name or id, or `none`.',
          },
          repository: {
            type: 'string',
            minLength: 1,
            maxLength: 255,
            description:
              'Where the images are, without the registry: `acme/payments`. Not with `none`.',
          },
          pullSecretName: {
            type: 'string',
            minLength: 1,
            maxLength: 253,
            description: '`docker-credentials` when absent. Not with `none`.',
          },
          registryId: {
            $ref: '#/components/schemas/Answered',
          },
          app: {
            $ref: '#/components/schemas/Answered',
          },
          environment: {
            $ref: '#/components/schemas/Answered',
          },
          createdAt: {
            $ref: '#/components/schemas/Answered',
          },
          createdBy: {
            $ref: '#/components/schemas/Answered',
          },
          updatedAt: {
            $ref: '#/components/schemas/Answered',
          },
          updatedBy: {
            $ref: '#/components/schemas/Answered',
          },
        },
      },
      Selection: {
        type: 'object',
        additionalProperties: false,
        required: [
          'app',
          'environment',
          'registry',
          'createdAt',
          'createdBy',
          'updatedAt',
          'updatedBy',
        ],
        properties: {
          app: {
            $ref: '#/components/schemas/EntityRef',
          },
          environment: {
            $ref: '#/components/schemas/Environment',
          },
          registry: {
            type: 'string',
            description: 'A name, or `none`. One that was deleted keeps the name it had.',
          },
          registryId: {
            type: 'string',
            format: 'uuid',
            description: 'Absent with `none`. One that was made anew under the name has another.',
          },
          repository: {
            type: 'string',
          },
          pullSecretName: {
            type: 'string',
          },
          createdAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          createdBy: {
            type: 'string',
          },
          updatedAt: {
            $ref: '#/components/schemas/Timestamp',
          },
          updatedBy: {
            type: 'string',
          },
        },
      },
      SelectionList: {
        type: 'object',
        additionalProperties: false,
        required: ['items', 'totalItems', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Selection',
            },
          },
          totalItems: {
            type: 'integer',
          },
          hidden: {
            type: 'integer',
            description:
              'How many of this page are left out because the catalog does not show their entities to the caller; `totalItems` counts them. Absent for none.',
          },
          pageInfo: {
            $ref: '#/components/schemas/PageInfo',
          },
        },
      },
      EnvironmentList: {
        type: 'object',
        additionalProperties: false,
        required: ['items', 'configured'],
        properties: {
          items: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          configured: {
            type: 'array',
            items: {
              type: 'string',
            },
            description:
              'Those of them that are in `berth.environments`, which every app has; sorted.',
          },
        },
      },
      RegistryReason: {
        type: 'object',
        additionalProperties: false,
        required: ['source', 'text'],
        properties: {
          source: {
            type: 'string',
            enum: ['selection', 'annotation', 'default', 'nothing'],
          },
          entityRef: {
            $ref: '#/components/schemas/EntityRef',
            description: 'Whose choice decided.',
          },
          environment: {
            type: 'string',
            description: 'Absent when it is for all.',
          },
          text: {
            type: 'string',
          },
        },
      },
      EffectiveRegistry: {
        type: 'object',
        additionalProperties: false,
        required: ['app', 'outcome', 'reason'],
        properties: {
          app: {
            $ref: '#/components/schemas/EntityRef',
          },
          environment: {
            type: 'string',
          },
          outcome: {
            type: 'string',
            enum: ['registry', 'none', 'error', 'unset'],
            description:
              '`error`: what was chosen cannot be used, and nothing takes its place. `unset`: nobody chose, and there is no default.',
          },
          registryName: {
            type: 'string',
            description: 'What was chosen; with `registry` and `error`.',
          },
          registry: {
            $ref: '#/components/schemas/Registry',
            description: 'With the outcome `registry`, for callers who may read it.',
          },
          cause: {
            type: 'string',
            enum: ['deleted', 'disabled', 'out-of-scope'],
            description: 'With the outcome `error`.',
          },
          repository: {
            type: 'string',
          },
          image: {
            type: 'string',
            description:
              'The host and the repository, to put a tag behind: `ghcr.io/acme/payments`. With a repository, for callers who may read the registry.',
          },
          pullSecretName: {
            type: 'string',
            description: 'With the outcome `registry`.',
          },
          snippets: {
            $ref: '#/components/schemas/PullSecretSnippets',
          },
          reason: {
            $ref: '#/components/schemas/RegistryReason',
          },
        },
      },
      PullSecretSnippets: {
        type: 'object',
        description:
          'What names the pull secret in a cluster; absent where the registry needs no login.',
        additionalProperties: false,
        required: ['podTemplate', 'serviceAccount'],
        properties: {
          podTemplate: {
            type: 'string',
            description: 'YAML for the spec of a pod template.',
          },
          serviceAccount: {
            type: 'string',
            description: 'A manifest of the ServiceAccount `default`.',
          },
        },
      },
      Usage: {
        type: 'object',
        additionalProperties: false,
        required: ['app', 'source'],
        properties: {
          app: {
            $ref: '#/components/schemas/EntityRef',
          },
          environment: {
            type: 'string',
            description: 'Absent for all.',
          },
          source: {
            type: 'string',
            enum: ['selection', 'annotation'],
          },
          repository: {
            type: 'string',
          },
          pullSecretName: {
            type: 'string',
          },
        },
      },
      UsageList: {
        type: 'object',
        additionalProperties: false,
        required: ['items', 'totalItems', 'default', 'pageInfo'],
        properties: {
          items: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Usage',
            },
          },
          totalItems: {
            type: 'integer',
            description: 'Of all pages; an entity with several annotations counts once.',
          },
          hidden: {
            type: 'integer',
            description:
              'How many selections of this page are left out because the catalog does not show their entities to the caller; `totalItems` counts them. Absent for none.',
          },
          default: {
            type: 'boolean',
            description: 'It is the default registry: whoever has chosen nothing uses it, too.',
          },
          pageInfo: {
            $ref: '#/components/schemas/PageInfo',
          },
        },
      },
    },
  },
} as const;
