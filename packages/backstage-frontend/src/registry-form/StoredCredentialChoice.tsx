import { useApi } from '@backstage/frontend-plugin-api';
import { providerFor } from '@berth/core';
import { Flex, Select, Skeleton, Text } from '@backstage/ui';
import { berthApiRef } from '../api/berth-api.ts';
import { useRequest } from '../api/use-request.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import type { CredentialFieldsProps } from './CredentialFields.tsx';
import { hostOf } from './draft-server.ts';
import { loginField, loginFor } from './login-use.ts';

/** The stored credentials that this registry may use: a secret goes only to its own hosts. */
export function StoredCredentialChoice(props: CredentialFieldsProps) {
  const { use, draft, problems, showsProblems, onChange } = props;
  const berth = useApi(berthApiRef);
  const host = hostOf(draft);
  const { credentialKinds } = providerFor(draft.provider);
  const request = useRequest(
    () => berth.listCredentials({ kind: [...credentialKinds], sort: 'name', limit: 500 }),
    [berth, draft.provider],
  );
  if (request.state === 'pending') return <Skeleton width="100%" height={32} />;
  if (request.state === 'failed') {
    return <RequestFailure error={request.error} onRetry={request.retry} />;
  }
  const chosen = loginFor(draft, use).credential ?? '';
  const offered = request.answer.items
    .filter(({ hosts, hasSecret }) => !hasSecret || (host !== undefined && hosts.includes(host)))
    .map(({ name, title, username }) => ({
      id: name,
      label: [name, title, username].filter(Boolean).join(', '),
    }));
  // One that is in use already stays, for those who may not read it as well.
  if (chosen !== '' && !offered.some(({ id }) => id === chosen)) {
    offered.push({ id: chosen, label: `${chosen}, which you may not read` });
  }
  if (offered.length === 0) {
    return (
      <Text color="secondary">
        {`No stored credential is for ${host ?? 'this server'}. A secret goes only to the hosts for which it was entered: enter it here.`}
      </Text>
    );
  }
  const problem = showsProblems ? problems[loginField(use, 'credential')] : undefined;
  return (
    <Flex direction="column" gap="1">
      <Select
        label={use === 'pull' ? 'Stored credential' : 'Stored credential to push'}
        placeholder="Choose"
        options={offered}
        value={chosen || null}
        onChange={id => onChange({ credential: String(id ?? '') })}
        isInvalid={problem !== undefined}
      />
      {problem !== undefined && (
        <Text color="danger" variant="body-small">
          {problem}
        </Text>
      )}
    </Flex>
  );
}
