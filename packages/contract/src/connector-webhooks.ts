/** A webhook that a system sends to an address. */
export interface RegisteredWebhook {
  readonly resource: string;
  /** Without what makes it secret. */
  readonly address: string;
  /** False where people have switched it off in the system. */
  readonly active: boolean;
}

/** Webhooks that a connector can set up in the system itself. It knows its own by their names. */
export interface ConnectorWebhooks {
  list(): Promise<readonly RegisteredWebhook[]>;
  /**
   * Makes the system tell this address (`https://host/webhooks/erp`) about changes of these resources and of no others;
   * the connector adds its secret. Repeating it changes nothing.
   */
  register(address: string, resources: readonly string[]): Promise<readonly RegisteredWebhook[]>;
  /** Takes all of them away again; answers how many there were. */
  remove(): Promise<number>;
}
