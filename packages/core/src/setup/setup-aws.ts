import { awsPartition, ecrHost } from '../provider/ecr-host.ts';
import { guide, purpose, type SetupParameter, type SetupStep } from './setup-step.ts';
import { shellQuote } from './shell-quote.ts';
import { AWS_ACCOUNT_ID, AWS_REGION } from '../credential/text-format.ts';

const IAM_NAME = {
  pattern: /^[A-Za-z0-9_+=,.@][A-Za-z0-9_+=,.@-]{0,63}$/,
  rule: 'Use 1 to 64 letters, digits and "_+=,.@-"',
};

const userName: SetupParameter = {
  label: 'Name of the IAM user',
  format: IAM_NAME,
  fallback: 'registry-reader',
};

export const ecrGuide = guide(
  {
    accountId: { label: 'Account ID', format: AWS_ACCOUNT_ID },
    region: { label: 'Region', format: AWS_REGION },
    method: {
      label: 'Who logs in',
      format: { pattern: /^(?:keys|node-role)$/, rule: 'Use keys or node-role' },
      fallback: 'keys',
    },
    userName,
    roleName: {
      label: 'Name of the IAM role of the nodes',
      format: IAM_NAME,
      fallback: 'worker-nodes',
    },
    repository: {
      label: 'Repository; all of the account when empty',
      format: {
        pattern: /^(?:[a-z0-9][a-z0-9._/-]{0,255})?$/,
        rule: 'Use lowercase letters, digits and "._/-"',
      },
      fallback: '',
    },
    purpose,
  },
  value => {
    const push = value('purpose') === 'push';
    const partition = awsPartition(value('region'));
    const policy = `arn:${partition}:iam::aws:policy/AmazonEC2ContainerRegistry${push ? 'PowerUser' : 'ReadOnly'}`;
    if (value('method') === 'node-role') return nodeRole(value('roleName'), policy);
    const user = value('userName');
    const repository = `arn:${partition}:ecr:${value('region')}:${value('accountId')}:repository/${value('repository')}`;
    const grant =
      value('repository') === ''
        ? `aws iam attach-user-policy --user-name ${user} --policy-arn ${policy}`
        : `aws iam put-user-policy --user-name ${user} --policy-name registry --policy-document ${shellQuote(policyFor(repository, push))}`;
    const host = ecrHost(value('accountId'), value('region'));
    const test = `aws ecr get-login-password --region ${value('region')} | docker login --username AWS --password-stdin ${host}`;
    return keys(user, grant, test);
  },
);

export const ecrPublicGuide = guide({ userName, purpose }, value => {
  const user = value('userName');
  const policy = `arn:aws:iam::aws:policy/AmazonElasticContainerRegistryPublic${value('purpose') === 'push' ? 'PowerUser' : 'ReadOnly'}`;
  return keys(
    user,
    `aws iam attach-user-policy --user-name ${user} --policy-arn ${policy}`,
    'aws ecr-public get-login-password --region us-east-1 | docker login --username AWS --password-stdin public.ecr.aws',
  );
});

function keys(user: string, grant: string, test: string): readonly SetupStep[] {
  return [
    {
      title: 'Create an IAM user for the registry',
      commands: [`aws iam create-user --user-name ${user}`],
      link: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_create.html',
    },
    {
      title: 'Let it use the images, and nothing else',
      text: 'AmazonEC2ContainerRegistryFullAccess would work as well, but it also deletes repositories.',
      commands: [grant],
      link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html',
    },
    {
      title: 'Create its access key',
      text: 'Enter the access key ID and the secret access key, or paste the whole answer. The secret is shown once.',
      commands: [`aws iam create-access-key --user-name ${user}`],
      link: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    },
    {
      title: 'Try it, with that key in your AWS configuration',
      text: 'The login lasts 12 hours; a new one is made from the key.',
      commands: [test],
    },
  ];
}

function nodeRole(role: string, policy: string): readonly SetupStep[] {
  return [
    {
      title: 'Let the nodes use the images',
      text: 'The nodes of the cluster log in by their own role: no key is stored, and no pull secret is made. For images of another account, the repository needs a policy that allows this account.',
      commands: [`aws iam attach-role-policy --role-name ${role} --policy-arn ${policy}`],
      link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/ECR_on_EKS.html',
    },
  ];
}

/** Only the actions that pulling and pushing need. */
function policyFor(repository: string, push: boolean): string {
  const pull = ['BatchCheckLayerAvailability', 'BatchGetImage', 'GetDownloadUrlForLayer'];
  const write = ['CompleteLayerUpload', 'InitiateLayerUpload', 'PutImage', 'UploadLayerPart'];
  const actions = push ? [...pull, ...write] : pull;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      { Effect: 'Allow', Action: actions.map(action => `ecr:${action}`), Resource: repository },
    ],
  });
}
