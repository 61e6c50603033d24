import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { unsupported } from "../shared/unsupported.ts";

type Needed = Pick<ConnectorSession, "identify" | "read" | "search" | "close">;

/** A session of the given methods; all others are refused as SchemaDrift, with words for whoever writes mappings. */
export function limitedSession(
  settings: ConnectorSettings,
  methods: Needed & Partial<ConnectorSession>,
): ConnectorSession {
  const refuse = (operation: string): Error =>
    unsupported(settings, operation, `The connector of ${settings.system} offers no ${operation}`);
  return {
    capabilities: async () => [],
    readChanged: () => Promise.reject(refuse("readChanged")),
    lookup: () => Promise.reject(refuse("lookup")),
    create: () => Promise.reject(refuse("create")),
    update: () => Promise.reject(refuse("update")),
    operate: ({ operation }) => Promise.reject(refuse(operation)),
    operationFields(_resource, operation) {
      throw refuse(operation);
    },
    operationDone({ operation }) {
      throw refuse(operation);
    },
    verifyWebhook() {
      throw refuse("webhooks");
    },
    ...methods,
  };
}
