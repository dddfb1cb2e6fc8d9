import { guide, purpose } from './setup-step.ts';
import { AZURE_REGISTRY } from '../credential/text-format.ts';

export const acrGuide = guide(
  {
    registryName: { label: 'Registry name', format: AZURE_REGISTRY },
    servicePrincipal: {
      label: 'Name of the service principal',
      format: {
        pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,118}$/,
        rule: 'Use letters, digits, "_" and "-"',
      },
      fallback: 'registry-reader',
    },
    purpose,
  },
  value => {
    const name = value('servicePrincipal');
    const role = value('purpose') === 'push' ? 'acrpush' : 'acrpull';
    // The resource has no label hash in its name; the login server has.
    const [registry = ''] = value('registryName').split('-');
    return [
      {
        title: 'Create a service principal',
        text: `It gets the role ${role} on this registry only. The answer holds appId (the user name) and password: enter them, or paste the whole answer. The password is shown once and ends after a year; --years sets another time.`,
        commands: [
          `ACR_REGISTRY_ID=$(az acr show --name ${registry} --query id --output tsv)`,
          `az ad sp create-for-rbac --name ${name} --scopes "$ACR_REGISTRY_ID" --role ${role}`,
        ],
        link: 'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-auth-service-principal',
      },
      {
        title: 'Look up the user name again',
        text: 'The user name is the application (client) ID.',
        commands: [`az ad sp list --display-name ${name} --query "[].appId" --output tsv`],
      },
      {
        title: 'Try it, and enter it',
        text: 'The login asks for the password.',
        commands: [
          `ACR_SERVER=$(az acr show --name ${registry} --query loginServer --output tsv)`,
          `ACR_USER=$(az ad sp list --display-name ${name} --query "[0].appId" --output tsv)`,
          'docker login --username "$ACR_USER" "$ACR_SERVER"',
        ],
      },
    ];
  },
);
