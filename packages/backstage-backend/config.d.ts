export interface Config {
  berth?: {
    /** References of the users and groups that may do everything: `group:default/platform`. */
    admins?: string[];
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
}
