import type { CredentialKind } from '@berth/core';

const IN_WORKFLOW =
  'A login without a stored secret is proven where the workflow runs, which has the identity that is trusted. Run the workflow, and see its log.';

/** Why a login of these kinds cannot be proven by this program. */
export const PROVEN_ELSEWHERE: Readonly<Partial<Record<CredentialKind, string>>> = {
  'aws-role': IN_WORKFLOW,
  'google-federation': IN_WORKFLOW,
  'azure-federation': IN_WORKFLOW,
  'docker-hub-connection': IN_WORKFLOW,
  'node-role':
    "The cluster's nodes log in by a role of their own, which only they have. See the events of a pod that pulls.",
};
