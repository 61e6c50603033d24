import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { unsupported } from "./unsupported.ts";

type NotifyingMethods = Required<Pick<ConnectorSession, "identify" | "notify">>;

/** A session with a system that takes messages and holds no records. */
export function notifyingSession(settings: ConnectorSettings, methods: NotifyingMethods): ConnectorSession {
  const refuse = (operation: string) =>
    unsupported(settings, operation, `${settings.system} takes messages only: use it with notify and alert`);
  return {
    ...methods,
    capabilities: async () => [],
    read: () => Promise.reject(refuse("read")),
    search: () => Promise.reject(refuse("search")),
    lookup: () => Promise.reject(refuse("lookup")),
    readChanged: () => Promise.reject(refuse("readChanged")),
    create: () => Promise.reject(refuse("create")),
    update: () => Promise.reject(refuse("update")),
    operate: () => Promise.reject(refuse("operate")),
    operationFields: () => {
      throw refuse("operate");
    },
    operationDone: () => {
      throw refuse("operate");
    },
    verifyWebhook: () => {
      throw refuse("verifyWebhook");
    },
    close: async () => {},
  };
}
