import type {
  LoggerService,
  RootConfigService,
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { EventStore } from '../store/event-store.ts';
import { StatusStore } from '../store/status-store.ts';

const DEFAULT_DAYS = 400;
const DAY = 24 * 60 * 60 * 1000;

/**
 * The task that deletes old events, and what registries were that long ago, once a day in one of all
 * replicas.
 *
 * @throws Error when `berth.events.retentionDays` is no whole number above 0.
 */
export function eventRetention(deps: {
  readonly config: RootConfigService;
  readonly knex: Knex;
  readonly logger: LoggerService;
}): SchedulerServiceTaskScheduleDefinition & SchedulerServiceTaskInvocationDefinition {
  const { knex, logger } = deps;
  const days = retentionDays(deps.config);
  return {
    id: 'berth-event-retention',
    frequency: { days: 1 },
    timeout: { minutes: 30 },
    scope: 'global',
    async fn() {
      const time = new Date(Date.now() - days * DAY).toISOString();
      const events = await new EventStore(knex).deleteBefore(time);
      const statuses = await new StatusStore(knex).deleteHistoryBefore(time);
      logger.info(`Deleted ${events} events and ${statuses} statuses older than ${days} days.`);
    },
  };
}

function retentionDays(config: RootConfigService): number {
  const days = config.getOptionalNumber('berth.events.retentionDays') ?? DEFAULT_DAYS;
  if (Number.isInteger(days) && days > 0) return days;
  throw new Error(
    `berth.events.retentionDays is ${days}. Use a whole number of days, 1 or more; ${DEFAULT_DAYS} unless given.`,
  );
}
