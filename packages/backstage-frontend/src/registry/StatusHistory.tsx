import type {
  Registry,
  StatusChange,
  StatusHistory as History,
} from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, Text } from '@backstage/ui';
import { berthApiRef } from '../api/berth-api.ts';
import { usePages } from '../api/use-pages.ts';
import { statusMeaning } from '../registries/status-meaning.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { formatDate } from '../registries/when.ts';
import { LoadMore } from './LoadMore.tsx';
import { StatusBand, StatusLetter } from './StatusBand.tsx';
import { statusSpans, type StatusSpan } from './status-spans.ts';

const PAGE = 10;

/** How the registry was until now: as a band in time, and as a list. */
export function StatusHistory({ registry: { id, status } }: { readonly registry: Registry }) {
  const berth = useApi(berthApiRef);
  const history = usePages<StatusChange, History>(
    page => berth.listStatusHistory(id, { ...page, limit: PAGE }),
    [berth, id, status.code, status.since],
  );
  const spans = statusSpans(history.items, new Date());
  return (
    <Flex direction="column" gap="3">
      <Text as="h4" weight="bold">
        History
      </Text>
      {history.last === undefined && history.isPending && <Skeleton height={44} />}
      {history.last !== undefined && spans.length === 0 && (
        <Text color="secondary">
          Nothing yet. Berth checks it from time to time, and keeps here what it found.
        </Text>
      )}
      <StatusBand spans={spans} />
      {spans.length > 0 && (
        <ol
          aria-label="Status history"
          style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}
        >
          {[...spans].reverse().map(span => (
            <Line key={span.from} span={span} />
          ))}
        </ol>
      )}
      {history.error && <RequestFailure error={history.error} onRetry={history.reload} />}
      <LoadMore pages={history} what="older statuses" />
    </Flex>
  );
}

function Line({ span: { code, cause, from, to } }: { readonly span: StatusSpan }) {
  return (
    <li style={{ display: 'flex', gap: 10 }}>
      <StatusLetter code={code} />
      <Flex direction="column" gap="0" style={{ minWidth: 0 }}>
        <Text>
          <strong>{statusMeaning(code).title}</strong>
          {` from ${formatDate(from)} ${to === undefined ? 'until now' : `to ${formatDate(to)}`}`}
        </Text>
        {cause !== undefined && (
          <Text variant="body-small" color="secondary">
            {cause}
          </Text>
        )}
      </Flex>
    </li>
  );
}
