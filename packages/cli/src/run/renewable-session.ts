import type { ConnectorSession, ConnectorWebhooks, ManyAtOnce } from "@xmap/contract";
import type { FilledOptions } from "./system-options.ts";

/** A session that can be opened anew with the options of the moment. */
export interface RenewableParts {
  /** The options to begin with. */
  readonly options: FilledOptions;
  /** The options as they are now; rejects when one is missing. */
  readonly readOptions: () => Promise<FilledOptions>;
  readonly open: (options: FilledOptions) => ConnectorSession;
  /** Differs when what is kept of tokens has changed: a person may have let xmap in again. */
  readonly tokensStamp?: () => string;
}

/** A session whose system can get a new key or address while the engine runs: `renew` opens it anew when its options changed. */
export function renewableSession({ options: first, readOptions, open, tokensStamp }: RenewableParts): ConnectorSession {
  let options = first;
  let current = open(options);
  let stamp: string | undefined;
  const tokensChanged = (): boolean => {
    const before = stamp;
    stamp = tokensStamp?.();
    return before !== undefined && before !== stamp;
  };
  const {
    upsert,
    list,
    notify,
    schemaDocuments,
    keyExpires,
    many,
    describe,
    invoke,
    diagnose,
    webhooks,
    webhookSetup,
    copyFor,
  } = current;
  return {
    identify: () => current.identify(),
    renew: async () => {
      const now = await readOptions();
      if (JSON.stringify(now) === JSON.stringify(options)) return tokensChanged();
      const before = current;
      current = open(now);
      options = now;
      await before.close();
      return true;
    },
    ...(keyExpires === undefined ? {} : { keyExpires: async () => current.keyExpires?.() }),
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
    ...(describe === undefined ? {} : { describe: (resources) => (current.describe ?? describe)(resources) }),
    ...(copyFor === undefined ? {} : { copyFor: (folder: string) => (current.copyFor ?? copyFor)(folder) }),
    ...(diagnose === undefined
      ? {}
      : { diagnose: (resources: readonly string[]) => (current.diagnose ?? diagnose)(resources) }),
    ...(webhookSetup === undefined
      ? {}
      : {
          webhookSetup: (...given: Parameters<typeof webhookSetup>) => (current.webhookSetup ?? webhookSetup)(...given),
        }),
    ...(webhooks === undefined ? {} : { webhooks: renewableWebhooks(() => current.webhooks ?? webhooks) }),
    ...(invoke === undefined ? {} : { invoke: (request) => (current.invoke ?? invoke)(request) }),
    ...(notify === undefined ? {} : { notify: async (request) => current.notify?.(request) }),
    ...(many === undefined ? {} : { many: renewableMany(many, () => current.many ?? many) }),
    operate: (request) => current.operate(request),
    operationFields: (resource, operation) => current.operationFields(resource, operation),
    operationDone: (request) => current.operationDone(request),
    verifyWebhook: (request) => current.verifyWebhook(request),
    close: () => current.close(),
  };
}

/** What the first session can do for many records at once, done by the session of the moment. */
function renewableMany({ limit, read, search, create }: ManyAtOnce, now: () => ManyAtOnce): ManyAtOnce {
  return {
    limit,
    ...(read === undefined ? {} : { read: (request) => (now().read ?? read)(request) }),
    ...(search === undefined ? {} : { search: (request) => (now().search ?? search)(request) }),
    ...(create === undefined ? {} : { create: (request) => (now().create ?? create)(request) }),
  };
}

function renewableWebhooks(now: () => ConnectorWebhooks): ConnectorWebhooks {
  return {
    list: () => now().list(),
    register: (address, resources) => now().register(address, resources),
    remove: () => now().remove(),
  };
}
