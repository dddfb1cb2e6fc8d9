import { icrHost, icrRegions } from '../provider/icr-region.ts';
import { guide, purpose, type SetupStep } from './setup-step.ts';

const NAME = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/,
  rule: 'Use letters, digits, "_" and "-"',
};

export const icrGuide = guide(
  {
    region: {
      label: 'Region',
      format: {
        pattern: new RegExp(`^(?:global|${[...icrRegions.keys()].join('|')})$`),
        rule: `Use global or one of: ${[...icrRegions.keys()].join(', ')}`,
      },
      fallback: 'us-south',
    },
    namespace: {
      label: 'Namespace; all of the region when empty',
      format: {
        pattern: /^(?:[a-z0-9][a-z0-9_-]{2,28}[a-z0-9])?$/,
        rule: 'Use 4 to 30 lowercase letters, digits, "-" and "_"',
      },
      fallback: '',
    },
    owner: {
      label: 'Whose key it is',
      format: { pattern: /^(?:service-id|user)$/, rule: 'Use service-id or user' },
      fallback: 'service-id',
    },
    name: {
      label: 'Name of the service ID and its key',
      format: NAME,
      fallback: 'registry-reader',
    },
    purpose,
  },
  value => [
    ...(value('owner') === 'user'
      ? userKey(value('name'))
      : serviceKey({
          name: value('name'),
          region: value('region'),
          namespace: value('namespace'),
          roles: value('purpose') === 'push' ? 'Reader,Writer' : 'Reader',
        })),
    enter(icrHost(value('region')) ?? 'icr.io'),
  ],
);

function serviceKey(service: {
  readonly name: string;
  readonly region: string;
  readonly namespace: string;
  readonly roles: string;
}): readonly SetupStep[] {
  const { name, region, namespace, roles } = service;
  const resource = namespace === '' ? '' : ` --resource-type namespace --resource ${namespace}`;
  return [
    {
      title: 'Create a service ID',
      text: 'A service ID belongs to the account. The key of a person stops working when that person leaves.',
      commands: [`ibmcloud iam service-id-create ${name} --description 'Access to images'`],
      link: 'https://cloud.ibm.com/docs/account?topic=account-serviceids',
    },
    {
      title: 'Let it use the images',
      commands: [
        `ibmcloud iam service-policy-create ${name} --service-name container-registry --region ${region} --roles ${roles}${resource}`,
      ],
      link: 'https://cloud.ibm.com/docs/Registry?topic=Registry-iam',
    },
    {
      title: 'Create its API key',
      text: 'The key is shown once and cannot be read again: the file holds it.',
      commands: [
        `ibmcloud iam service-api-key-create ${name}-key ${name} --description 'Access to images' --file key_file.json`,
      ],
      link: 'https://cloud.ibm.com/docs/account?topic=account-serviceidapikeys',
    },
  ];
}

function userKey(name: string): readonly SetupStep[] {
  return [
    {
      title: 'Create an API key of your own',
      text: 'It can do what you can do, and stops working when you leave: use a functional ID, or better a service ID. The key is shown once and cannot be read again: the file holds it.',
      commands: [
        `ibmcloud iam api-key-create ${name}-key -d 'Access to images' --file key_file.json`,
      ],
      link: 'https://cloud.ibm.com/docs/account?topic=account-userapikey',
    },
  ];
}

function enter(host: string): SetupStep {
  return {
    title: 'Try it, and enter it',
    text: `The server is ${host}, the user name iamapikey, the password the API key; the whole file can be pasted, too. For images of another account, make the key there. Delete the file when it is stored.`,
    commands: [
      `sed -n 's/.*"apikey": *"\\([^"]*\\)".*/\\1/p' key_file.json | docker login --username iamapikey --password-stdin ${host}`,
      'cat key_file.json',
      'rm key_file.json',
    ],
    link: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_access',
  };
}
