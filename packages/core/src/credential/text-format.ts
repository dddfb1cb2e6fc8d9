/** A form that a text must have, and the sentence that says so. */
export interface TextFormat {
  /** Anchored, and linear on any text. */
  readonly pattern: RegExp;
  readonly rule: string;
}

export const UUID: TextFormat = {
  pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  rule: 'Write a UUID such as 72f988bf-86f1-41af-91ab-2d7cd011db47',
};

/** https://learn.microsoft.com/en-us/entra/fundamentals/how-to-find-tenant */
export const AZURE_TENANT: TextFormat = {
  // A UUID or a domain; "common" and its like stand for no tenant.
  pattern:
    /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.{4,253}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+)$/i,
  rule: 'Write the tenant ID, a UUID, or a domain of the tenant, such as contoso.onmicrosoft.com',
};

export const AWS_REGION: TextFormat = {
  pattern: /^[a-z]{2,5}(?:-[a-z]{2,12}){1,2}-\d{1,2}$/,
  rule: 'Write a region such as eu-central-1',
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html */
export const AWS_ACCESS_KEY_ID: TextFormat = {
  pattern: /^[A-Z0-9]{16,128}$/,
  rule: 'Write the ID of the key, such as AKIAIOSFODNN7EXAMPLE; the secret has its own field',
};

export const AWS_ROLE_ARN: TextFormat = {
  pattern: /^arn:aws(?:-[a-z]{1,10}){0,3}:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
  rule: 'Write an ARN such as arn:aws:iam::123456789012:role/build',
};

/** https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers */
export const GOOGLE_IDENTITY_PROVIDER: TextFormat = {
  pattern:
    /^(?:(?:https:)?\/\/iam\.googleapis\.com\/)?projects\/\d{1,20}\/locations\/global\/workloadIdentityPools\/[a-z0-9-]{4,32}\/providers\/[a-z0-9-]{4,32}$/,
  rule: 'Write projects/123456789/locations/global/workloadIdentityPools/my-pool/providers/my-provider, with the number of the project, not its ID',
};

export const GOOGLE_SERVICE_ACCOUNT: TextFormat = {
  pattern: /^[a-z0-9][a-z0-9-]{0,62}@[a-z0-9][a-z0-9.-]{0,190}$/,
  rule: 'Write its address, such as reader@my-project.iam.gserviceaccount.com',
};

export const DOCKER_ID: TextFormat = {
  pattern: /^[a-z0-9][a-z0-9_-]{0,253}$/,
  rule: 'Write its name as in docker.io/name/image',
};

export const AWS_ACCOUNT_ID: TextFormat = {
  pattern: /^\d{12}$/,
  rule: 'Write the 12 digits of the account',
};

/** https://cloud.google.com/artifact-registry/docs/repositories/repo-locations */
export const GOOGLE_LOCATION: TextFormat = {
  pattern: /^[a-z]{2,15}(?:-[a-z]{2,15}\d{1,2})?$/,
  rule: 'Write a location such as europe-west1 or us',
};

/** https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules */
export const AZURE_REGISTRY: TextFormat = {
  pattern: /^[a-z0-9]{5,50}(?:-[a-z0-9]{1,20})?$/,
  rule: 'Write the name of the registry, 5 to 50 letters and digits',
};
