import { acumaticaPage } from "../pages/acumatica-page.ts";
import type { Counters } from "../server/counters.ts";
import type { FaultList } from "../server/fault.ts";
import { jsonResponse } from "../server/http-message.ts";
import type { JournalEntry } from "../server/journal.ts";
import { isJsonObject, type Json, type JsonObject, toJson } from "../server/json.ts";
import { type SandboxServerOptions, sandboxFoundation, startSandboxServer } from "../server/sandbox-server.ts";
import { createSeededRandom } from "../server/seeded-random.ts";
import type { TenantSettings } from "./business/settings.ts";
import { ENTITIES } from "./contract/entities.ts";
import { answerFeeds } from "./odata/feed-router.ts";
import type { GenericInquiry } from "./odata/generic-inquiry.ts";
import { type PushCounts, type PushDefinition, PushNotifications } from "./push-notifications.ts";
import { type AcumaticaSeed, FRESH_CONTENT, plainRecord, receiveStock, seedTenant, writeRecord } from "./seed.ts";
import { Tenant } from "./tenant.ts";
import { invoiceOrder, type OrderShipment, runAction, shipOrder } from "./warehouse-work.ts";
import { declined } from "./web/call.ts";
import { type OAuthClient, OAuthServer } from "./web/oauth.ts";
import { type OperationPace, Operations } from "./web/operations.ts";
import { answerSite, controlBody, labelsOf, type Site } from "./web/router.ts";
import { type AcumaticaUser, Sessions } from "./web/session.ts";
import { type License, Throttle } from "./web/throttle.ts";

/** What an Acumatica sandbox can be started with. */
export type AcumaticaSandboxOptions = SandboxServerOptions & {
  /** The tenant's sign-in name; `HarborDemo` by default. */
  readonly tenant?: string;
  /** Path of the instance, e.g. `/AcuSandbox`; none by default. */
  readonly instance?: string;
  /** Versions of the Default endpoint that are served; all have the fields of 24.200.001. */
  readonly versions?: readonly string[];
  /** admin/admin by default. */
  readonly users?: readonly AcumaticaUser[];
  /** One client with the secret `secret` by default. */
  readonly clients?: readonly OAuthClient[];
  readonly license?: License;
  /** True signs in with any tenant name, as a site with a single tenant does. */
  readonly acceptsAnyTenant?: boolean;
  readonly operations?: OperationPace;
  /** Lists come in a different order each time. */
  readonly hasUnstableLists?: boolean;
  /** Parts of lists that cannot be read at once, as `Entity/Part`, beside the known ones. */
  readonly notOptimizable?: readonly string[];
  /** Refused writes answer 422 with an exception, as some forms do, instead of the record with its errors. */
  readonly refusesByException?: boolean;
  /** Entities whose forms miss their configuration and answer 500. */
  readonly missingSetup?: readonly string[];
  readonly seed?: AcumaticaSeed;
  /** Generic inquiries that are published over OData, beside `DB-StorageDetails`. */
  readonly genericInquiries?: readonly GenericInquiry[];
  readonly pushNotifications?: readonly PushDefinition[];
  /** Milliseconds between the attempts of a push notification; 50 by default. */
  readonly pushPauseMilliseconds?: number;
};

/** A running Acumatica sandbox. */
export type AcumaticaSandbox = {
  /** The server's address without the instance. */
  readonly url: string;
  /** The address of the instance: `/entity/...` and `/identity/...` follow it. */
  readonly baseUrl: string;
  readonly port: number;
  readonly tenant: string;
  readonly users: readonly AcumaticaUser[];
  readonly clients: readonly OAuthClient[];
  readonly faults: FaultList;
  readonly counters: Counters;
  /** Every effect in commit order: what is insert, update or delete. */
  journal(): readonly JournalEntry[];
  /** Adds content. Throws RangeError when the system refuses it. */
  seed(seed: AcumaticaSeed): void;
  /** Changes settings, e.g. closes a financial period. */
  configure(settings: Partial<TenantSettings>): void;
  /** All records of an entity without wrappers. Background work that is due is done first. */
  records(entity: string): readonly JsonObject[];
  /** One record by its keys. */
  record(entity: string, ...keys: readonly string[]): JsonObject | undefined;
  /** Writes a record as a user does, with or without wrappers. Throws RangeError when it is refused. */
  put(entity: string, record: JsonObject): JsonObject;
  /** Runs an action as a user does and waits for it. Throws when it is refused. */
  act(entity: string, keys: readonly string[], action: string, parameters?: JsonObject): void;
  /** Adds to the stock, or takes from it. */
  receive(item: string, warehouse: string, quantity: number, location?: string): void;
  /** Ships an order of type SO; answers the shipment's number. */
  shipOrder(orderNbr: string, shipment?: OrderShipment): string;
  /** Invoices what is shipped of an order of type SO and releases the invoices; answers their numbers. */
  invoiceOrder(orderNbr: string): readonly string[];
  /** The next writes of an entity (or of all) meet somebody else's change. */
  conflict(options?: { readonly entity?: string; readonly times?: number }): void;
  /** Changes how long background actions take from now on. */
  setPace(pace: OperationPace): void;
  /** How many API seats are taken. */
  sessionCount(): number;
  /** Replaces the users, e.g. to change a password; who is signed in stays so. */
  setUsers(users: readonly AcumaticaUser[]): void;
  /** Ends all sessions. */
  endSessions(): void;
  /** Takes API seats that nobody gives back, as a client that dies before it signs out does. */
  leakSessions(count: number): void;
  /** Ends all tokens, refresh tokens too. */
  revokeTokens(): void;
  /** Replaces the push notifications. */
  setPushNotifications(definitions: readonly PushDefinition[]): void;
  pushCounts(): PushCounts;
  /** Waits until no push notification is under way. */
  drainPushNotifications(): Promise<void>;
  /** Sends once more what was given up. */
  resendPushNotifications(): void;
  /** Breaks every connection and refuses new ones, as a network outage does. */
  goDown(): Promise<void>;
  /** Listens again at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

const VERSIONS = ["20.200.001", "22.200.001", "23.200.001", "24.200.001", "25.200.001"];

/** Starts a server on 127.0.0.1 that behaves like Acumatica ERP with the endpoint Default/24.200.001. */
export async function startAcumaticaSandbox(options: AcumaticaSandboxOptions = {}): Promise<AcumaticaSandbox> {
  const foundation = sandboxFoundation(options);
  const { now } = foundation;
  const randomSeed = options.randomSeed ?? 1;
  const name = options.tenant ?? "HarborDemo";
  const instance = options.instance ?? "";
  const users = options.users ?? [{ name: "admin", password: "admin" }];
  const clients = options.clients ?? [{ id: "00000000-0000-4000-8000-000000000024", secret: "secret" }];
  const tenant = new Tenant({ name, journal: foundation.journal, now, seed: randomSeed });
  seedTenant(tenant, FRESH_CONTENT, { quiet: true });
  seedTenant(tenant, options.seed ?? {}, { quiet: true });
  const pushes = new PushNotifications({ tenant: name, pause: options.pushPauseMilliseconds ?? 50 });
  pushes.definitions = options.pushNotifications ?? [];
  tenant.store.onCommit((changes) => pushes.announce(changes, now()));
  const sessions = new Sessions({
    users,
    limit: options.license?.apiUsers ?? 2,
    limitStatus: options.license?.loginLimitStatus ?? 500,
    now,
    seed: randomSeed,
  });
  const oauth = new OAuthServer({ clients, tenant: name, sessions, now });
  const operations = new Operations(now, options.operations ?? {});
  const throttle = new Throttle(options.license ?? {}, now);
  const conflicts = new Conflicts();
  let url = "";
  const site: Site = {
    tenant,
    sessions,
    oauth,
    operations,
    quirks: {
      notOptimizable: options.notOptimizable ?? [],
      refusesByException: options.refusesByException === true,
      missingSetup: options.missingSetup ?? [],
      takeConflict: (entity) => conflicts.take(entity),
      ...(options.hasUnstableLists === true ? { shuffle: shuffler(randomSeed) } : {}),
    },
    instance,
    versions: options.versions ?? VERSIONS,
    acceptsAnyTenant: options.acceptsAnyTenant === true,
    baseUrl: () => `${url}${instance}`,
  };
  const seed = (more: AcumaticaSeed): void => seedTenant(tenant, more);
  const records = (entity: string): readonly JsonObject[] => {
    operations.settle();
    return tenant.store.rows(entity).map(plainRecord);
  };
  const put = (entity: string, record: JsonObject): JsonObject => plainRecord(writeRecord(tenant, entity, record));
  const controls: { readonly [path: string]: (body: { readonly [name: string]: unknown }) => Json } = {
    "/__sandbox/seed": (body) => {
      seed(body as AcumaticaSeed);
      return {};
    },
    "/__sandbox/put": ({ entity, record }) => put(String(entity), isJsonObject(record) ? record : {}),
    "/__sandbox/act": ({ entity, keys, action, parameters }) => {
      const path = Array.isArray(keys) ? keys.map(String) : [];
      runAction(tenant, String(entity), path, String(action), isJsonObject(parameters) ? parameters : {});
      return {};
    },
    "/__sandbox/receive": ({ item, warehouse, quantity, location = "MAIN" }) => {
      const place = { item: String(item), warehouse: String(warehouse), location: String(location) };
      receiveStock(tenant, place, Number(quantity));
      return {};
    },
    "/__sandbox/ship": ({ orderNbr, ...request }) => shipOrder(tenant, String(orderNbr), request as OrderShipment),
    "/__sandbox/invoice": ({ orderNbr }) => toJson(invoiceOrder(tenant, String(orderNbr))),
    "/__sandbox/conflict": (body) => {
      conflicts.add(body as { readonly entity?: string; readonly times?: number });
      return {};
    },
    "/__sandbox/sessions/end": () => {
      sessions.closeAll();
      return {};
    },
  };
  const server = await startSandboxServer(
    {
      labels: (request) => labelsOf(site, request),
      handle: async (request) => {
        const isLogout = request.path.endsWith("/entity/auth/logout");
        const work = () =>
          answerSite(site, request) ??
          answerFeeds(site, options.genericInquiries ?? [], request) ??
          jsonResponse(404, { message: `The sandbox has no ${request.path}.` });
        return isLogout ? work() : ((await throttle.run(work)) ?? declined());
      },
      failed: (answer) => answer.status >= 400,
      control: (request) => controls[request.path]?.(controlBody(request)),
      state: () => toJson(Object.fromEntries([...ENTITIES.keys()].map((entity) => [entity, records(entity)]))),
      page: acumaticaPage,
    },
    options,
    foundation,
  );
  url = server.url;
  return {
    url,
    baseUrl: `${url}${instance}`,
    port: server.port,
    tenant: name,
    users,
    clients,
    faults: server.faults,
    counters: server.counters,
    journal: () => foundation.journal.entries(),
    seed,
    configure: (settings) => seedTenant(tenant, { settings }),
    records,
    record: (entity, ...keys) => {
      operations.settle();
      const row = tenant.store.byKey(entity, keys);
      return row === undefined ? undefined : plainRecord(row);
    },
    put,
    act: (entity, keys, action, parameters) => runAction(tenant, entity, keys, action, parameters),
    receive: (item, warehouse, quantity, location = "MAIN") =>
      receiveStock(tenant, { item, warehouse, location }, quantity),
    shipOrder: (orderNbr, shipment) => shipOrder(tenant, orderNbr, shipment),
    invoiceOrder: (orderNbr) => invoiceOrder(tenant, orderNbr),
    conflict: (conflict = {}) => conflicts.add(conflict),
    setPace: (pace) => {
      operations.pace = pace;
    },
    sessionCount: () => sessions.list().length,
    setUsers: (changed) => {
      sessions.users = changed;
    },
    endSessions: () => sessions.closeAll(),
    leakSessions: (count) => {
      const [user] = sessions.users;
      for (let index = 0; user !== undefined && index < count; index += 1) {
        sessions.open(user, "cookie");
      }
    },
    revokeTokens: () => oauth.revokeAll(),
    setPushNotifications: (definitions) => {
      pushes.definitions = definitions;
    },
    pushCounts: () => pushes.counts(),
    drainPushNotifications: () => pushes.drain(),
    resendPushNotifications: () => pushes.resendFailed(),
    goDown: server.goDown,
    comeBack: server.comeBack,
    close: async () => {
      await pushes.stop();
      await server.close();
    },
  };
}

/** Writes that are to meet somebody else's change. */
class Conflicts {
  readonly #left: { readonly entity: string | undefined; times: number }[] = [];

  add({ entity, times = 1 }: { readonly entity?: string; readonly times?: number }): void {
    this.#left.push({ entity, times });
  }

  take(entity: string): boolean {
    const found = this.#left.find((one) => one.times > 0 && (one.entity ?? entity) === entity);
    if (found !== undefined) {
      found.times -= 1;
    }
    return found !== undefined;
  }
}

function shuffler(seed: number): <Item>(items: readonly Item[]) => readonly Item[] {
  const random = createSeededRandom(seed);
  return (items) =>
    items
      .map((item) => ({ item, place: random.fraction() }))
      .sort((left, right) => left.place - right.place)
      .map(({ item }) => item);
}
