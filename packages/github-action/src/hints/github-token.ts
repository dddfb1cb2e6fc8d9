/** What a token of GitHub needs for packages, by the kind of token that it is. */
export function githubTokenHint(token: string, permission: string): string {
  const scope = permission.replace(/^packages: (\w+)$/, '$1:packages');
  if (token.startsWith('github_pat_')) {
    return `This is a fine-grained token, which the GitHub Container Registry does not take: use GITHUB_TOKEN with "permissions: ${permission}", or a personal access token (classic) with ${scope}.`;
  }
  if (token.startsWith('ghp_')) {
    return `The personal access token needs the scope ${scope}, and to be authorized for the organization where that has single sign-on.`;
  }
  if (token.startsWith('ghs_')) return `Add "permissions: ${permission}" to the job.`;
  return `With GITHUB_TOKEN the job needs "permissions: ${permission}"; else use a personal access token (classic) with ${scope}.`;
}
