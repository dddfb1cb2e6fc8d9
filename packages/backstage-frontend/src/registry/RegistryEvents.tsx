import type { Event, EventList } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useState } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { usePages } from '../api/use-pages.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { formatDate } from '../registries/when.ts';
import { Panel } from '../surface/Panel.tsx';
import type { RegistryDetails } from './details.ts';
import { EntityName } from './EntityName.tsx';
import { changeText, deedText } from './event-text.ts';
import { LoadMore } from './LoadMore.tsx';

const PAGE = 10;

/** Who did what; only for those whom the admins let see it. */
export function RegistryEvents(props: {
  readonly details: RegistryDetails;
  /** How often something was done on this page: then there are new ones. */
  readonly deeds: number;
}) {
  const { registry, credential, permitted } = props.details;
  const [subject, setSubject] = useState<'registry' | 'credential'>('registry');
  if (!permitted.may('event.read')) {
    return (
      <Panel title="Events">
        <Text color="secondary">
          Who did what is for the admins of Berth, and for those with the permission
          berth.event.read.
        </Text>
      </Panel>
    );
  }
  const isOfCredential = subject === 'credential' && credential !== undefined;
  return (
    <Panel
      title="Events"
      actions={
        credential && (
          <ToggleButtonGroup
            aria-label="Events of"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[subject]}
            onSelectionChange={keys =>
              setSubject(keys.has('credential') ? 'credential' : 'registry')
            }
          >
            <ToggleButton id="registry">Registry</ToggleButton>
            <ToggleButton id="credential">Credential</ToggleButton>
          </ToggleButtonGroup>
        )
      }
    >
      {isOfCredential ? (
        <EventLines of="credential" id={credential.id} deeds={props.deeds} />
      ) : (
        <EventLines of="registry" id={registry.id} deeds={props.deeds} />
      )}
    </Panel>
  );
}

function EventLines(props: {
  readonly of: 'registry' | 'credential';
  readonly id: string;
  readonly deeds: number;
}) {
  const { of, id, deeds } = props;
  const berth = useApi(berthApiRef);
  const events = usePages<Event, EventList>(
    page => berth.listEvents({ [of]: id, ...page, limit: PAGE }),
    [berth, of, id, deeds],
  );
  return (
    <Flex direction="column" gap="3">
      {events.last === undefined && events.isPending && <Skeleton height={80} />}
      {events.last !== undefined && events.items.length === 0 && (
        <Text color="secondary">Nothing is kept of what was done.</Text>
      )}
      <ol
        aria-label="Events"
        style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}
      >
        {events.items.map(event => (
          <EventLine key={event.id} event={event} />
        ))}
      </ol>
      {events.error && <RequestFailure error={events.error} onRetry={events.reload} />}
      <LoadMore pages={events} what="older events" />
    </Flex>
  );
}

function EventLine({ event }: { readonly event: Event }) {
  const { at, actor, actorKind, reason, changes } = event;
  return (
    <li>
      <Flex gap="1" style={{ flexWrap: 'wrap' }}>
        {actorKind === 'user' ? <EntityName entityRef={actor} /> : <Text>{actor}</Text>}
        <Text>{deedText(event)}</Text>
        <Text color="secondary">
          <time dateTime={at}>{formatDate(at)}</time>
        </Text>
      </Flex>
      {reason !== undefined && <Text color="secondary">{`Reason: ${reason}`}</Text>}
      {changes.length > 0 && (
        <details>
          <summary>
            <Text variant="body-small">
              {changes.length === 1 ? '1 field' : `${changes.length} fields`}
            </Text>
          </summary>
          <ul style={{ margin: 0, paddingInlineStart: 20, overflowWrap: 'anywhere' }}>
            {changes.map(change => (
              <li key={change.field}>
                <Text variant="body-small">{changeText(change)}</Text>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
