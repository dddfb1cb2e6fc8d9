import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  berth?: {
    /** References of the users and groups that may do everything: `group:default/platform`. */
    admins?: string[];
    /**
     * Who decides where Backstage's permission policy allows something: Berth's own rules still
     * (`defaults`), or nobody else (`policy`).
     */
    permissions?: 'defaults' | 'policy';
    events?: {
      /** How long it is kept who did what; 400 days unless given. */
      retentionDays?: number;
    };
    network?: {
      /**
       * What may be asked beside the internet: registries in networks of the company. Metadata of
       * clouds is never asked. Behind a forward proxy (HTTPS_PROXY) it is the proxy that finds the
       * addresses: have it refuse the same.
       */
      allow?: Array<{
        /** `registry.corp.example`, `*.corp.example`, or an address; or else `cidr`. */
        host?: string;
        /** `10.20.0.0/16`, or an address. */
        cidr?: string;
        /** All ports without it. */
        port?: number;
      }>;
    };
    health?: {
      /** How often each registry is checked; every hour unless given. */
      frequency?: string | HumanDuration;
    };
    /** Environments that annotations may choose for; those that selections name are known. */
    environments?: string[];
    selections?: {
      /** How long they are kept when the catalog has their entity no more; 7 days unless given. */
      keepWithoutEntity?: string | HumanDuration;
    };
    encryption?: {
      /** The first encrypts, all decrypt. */
      keys?: Array<{
        /** Stands in the clear beside what it encrypts. */
        id: string;
        /**
         * 32 random bytes in base64: `openssl rand -base64 32`.
         * @visibility secret
         */
        secret: string;
      }>;
    };
  };
  catalog?: {
    providers?: {
      berth?: {
        /** How often registries are brought into the catalog, if nobody tells of a change. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
