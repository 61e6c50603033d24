import type { ConnectorSession } from "@xmap/contract";
import type { FilledOptions } from "./system-options.ts";

/** A session that can be opened anew with the options of the moment. */
export interface RenewableParts {
  /** The options as the environment gives them now; throws when one is missing. */
  readonly readOptions: () => FilledOptions;
  readonly open: (options: FilledOptions) => ConnectorSession;
}

/** A session whose system can get a new key or address while the engine runs: `renew` opens it anew when its options changed. */
export function renewableSession({ readOptions, open }: RenewableParts): ConnectorSession {
  let options = readOptions();
  let current = open(options);
  const { upsert, list, notify, schemaDocuments } = current;
  return {
    identify: () => current.identify(),
    renew: async () => {
      const now = readOptions();
      if (JSON.stringify(now) === JSON.stringify(options)) return false;
      const before = current;
      current = open(now);
      options = now;
      await before.close();
      return true;
    },
    capabilities: () => current.capabilities(),
    read: (request) => current.read(request),
    search: (request) => current.search(request),
    readChanged: (request) => current.readChanged(request),
    lookup: (request) => current.lookup(request),
    create: (request) => current.create(request),
    update: (request) => current.update(request),
    ...(upsert === undefined ? {} : { upsert: async (request) => current.upsert?.(request) }),
    ...(list === undefined ? {} : { list: (request) => (current.list ?? list)(request) }),
    ...(schemaDocuments === undefined
      ? {}
      : { schemaDocuments: (resources) => (current.schemaDocuments ?? schemaDocuments)(resources) }),
    ...(notify === undefined ? {} : { notify: async (request) => current.notify?.(request) }),
    operate: (request) => current.operate(request),
    operationFields: (resource, operation) => current.operationFields(resource, operation),
    operationDone: (request) => current.operationDone(request),
    verifyWebhook: (request) => current.verifyWebhook(request),
    close: () => current.close(),
  };
}
