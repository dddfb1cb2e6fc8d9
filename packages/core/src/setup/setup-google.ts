import { guide, purpose, type SetupParameter, type SetupStep } from './setup-step.ts';
import { shellQuote } from './shell-quote.ts';
import { GOOGLE_LOCATION } from '../credential/text-format.ts';

const projectId: SetupParameter = {
  label: 'Project ID',
  format: {
    pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    rule: 'Write the ID of the project, such as my-project-123; not its name or number',
  },
};

const serviceAccount: SetupParameter = {
  label: 'Name of the service account',
  format: {
    pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    rule: 'Use 6 to 30 lowercase letters, digits and dashes',
  },
  fallback: 'docker-reader',
};

export const garGuide = guide(
  {
    projectId,
    serviceAccount,
    purpose,
    location: { label: 'Location', format: GOOGLE_LOCATION },
    repository: {
      label: 'Repository; all of the project when empty',
      format: {
        pattern: /^(?:[a-z][a-z0-9-]{0,62})?$/,
        rule: 'Use lowercase letters, digits and dashes',
      },
      fallback: '',
    },
  },
  value => {
    const role = `roles/artifactregistry.${value('purpose') === 'push' ? 'writer' : 'reader'}`;
    const account: Account = { project: value('projectId'), name: value('serviceAccount') };
    const grant =
      value('repository') === ''
        ? projectBinding(account, role)
        : `gcloud artifacts repositories add-iam-policy-binding ${value('repository')} --location=${value('location')} --project=${account.project} --member=${member(account)} --role=${role}`;
    return steps(account, [grant], `${value('location')}-docker.pkg.dev`);
  },
);

export const gcrGuide = guide(
  {
    projectId,
    serviceAccount,
    purpose,
    location: {
      label: 'Location; gcr.io when empty',
      format: { pattern: /^(?:us|eu|asia)?$/, rule: 'Use us, eu or asia, or leave it out' },
      fallback: '',
    },
  },
  value => {
    const account: Account = { project: value('projectId'), name: value('serviceAccount') };
    // Images that were not moved to Artifact Registry lie in a bucket.
    const roles =
      value('purpose') === 'push'
        ? ['roles/artifactregistry.createOnPushWriter']
        : ['roles/artifactregistry.reader', 'roles/storage.objectViewer'];
    const host = value('location') === '' ? 'gcr.io' : `${value('location')}.gcr.io`;
    return steps(
      account,
      roles.map(role => projectBinding(account, role)),
      host,
    );
  },
);

interface Account {
  readonly project: string;
  readonly name: string;
}

function address({ project, name }: Account): string {
  return `${name}@${project}.iam.gserviceaccount.com`;
}

function member(account: Account): string {
  return shellQuote(`serviceAccount:${address(account)}`);
}

function projectBinding(account: Account, role: string): string {
  return `gcloud projects add-iam-policy-binding ${account.project} --member=${member(account)} --role=${role} --condition=None`;
}

function steps(account: Account, grants: readonly string[], host: string): readonly SetupStep[] {
  const { project, name } = account;
  return [
    {
      title: 'Enable the registry',
      commands: [`gcloud services enable artifactregistry.googleapis.com --project=${project}`],
      link: 'https://cloud.google.com/artifact-registry/docs/enable-service',
    },
    {
      title: 'Create a service account',
      commands: [`gcloud iam service-accounts create ${name} --project=${project}`],
      link: 'https://cloud.google.com/iam/docs/service-accounts-create',
    },
    {
      title: 'Let it use the images',
      commands: grants,
      link: 'https://cloud.google.com/artifact-registry/docs/access-control',
    },
    {
      title: 'Create a key',
      text: 'The file keyfile.json is the password: keep it to yourself.',
      commands: [
        `gcloud iam service-accounts keys create keyfile.json --iam-account=${address(account)}`,
      ],
      link: 'https://cloud.google.com/iam/docs/keys-create-delete',
    },
    {
      title: 'Try it, and enter it',
      text: `The server is https://${host}, the user name _json_key, the password the whole content of keyfile.json. Any mail address will do. Delete the file when it is stored.`,
      commands: [
        `docker login --username _json_key --password-stdin https://${host} < keyfile.json`,
        'cat keyfile.json',
        'rm keyfile.json',
      ],
      link: 'https://cloud.google.com/artifact-registry/docs/docker/authentication#json-key',
    },
  ];
}
