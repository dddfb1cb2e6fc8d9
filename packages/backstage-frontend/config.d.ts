export interface Config {
  berth?: {
    /**
     * The provider that the form for a new registry begins with: `ecr`, `docker-hub` and so on.
     * Without it people choose first.
     * @visibility frontend
     */
    defaultProvider?: string;
  };
}
