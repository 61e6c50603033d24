import { odooPage } from "../pages/odoo-page.ts";
import type { Counters } from "../server/counters.ts";
import type { FaultList } from "../server/fault.ts";
import type { JournalEntry } from "../server/journal.ts";
import { isJsonObject, type Json, type JsonObject, parseJson } from "../server/json.ts";
import { type SandboxServerOptions, sandboxFoundation, startSandboxServer } from "../server/sandbox-server.ts";
import type { OdooApp, OdooVersion } from "./engine/host.ts";
import { OdooSession } from "./odoo-session.ts";
import { type OdooSeed, type OdooUser, type SeededIds, seedMore } from "./seed.ts";
import { invoiceOrder, type ShipmentRequest, shipOrder } from "./warehouse-work.ts";
import { answerRequest, isFailure, operationOf } from "./web/answer-request.ts";
import { BrowserSessions } from "./web/browser-sessions.ts";
import { type WebhookCounts, WebhookSender } from "./webhooks/webhook-sender.ts";

/** What an Odoo sandbox can be started with. */
export type OdooSandboxOptions = SandboxServerOptions & {
  /** The database's name; `odoo19` by default. */
  readonly database?: string;
  /** The database's own id, as `ir.config_parameter` tells it. */
  readonly uuid?: string;
  /** admin/admin with uid 2 by default. */
  readonly users?: readonly OdooUser[];
  readonly seed?: OdooSeed;
  /** The release whose behaviour is shown; 19.0 by default. */
  readonly version?: OdooVersion;
  /** Apps that are installed; none by default. */
  readonly apps?: readonly OdooApp[];
  /** False for a database without pricelists, as a fresh one is; by default there is one for each currency. */
  readonly hasPricelists?: boolean;
  /** How often an automation's webhook is called for one change; 5 by default, as recorded of the real server. */
  readonly webhookRepeats?: number;
};

/** A running Odoo sandbox. */
export type OdooSandbox = {
  readonly url: string;
  readonly port: number;
  readonly database: string;
  readonly uuid: string;
  readonly version: OdooVersion;
  readonly faults: FaultList;
  readonly counters: Counters;
  /** Every effect in commit order: what is create, write, unlink or method. */
  journal(): readonly JournalEntry[];
  /** Adds records and says their ids. Throws OdooError. */
  seed(seed: OdooSeed): SeededIds;
  /** All records of a model, archived ones too, with links as plain ids. */
  records(model: string): readonly { readonly [field: string]: Json }[];
  /** Calls a method as the administrator, with no HTTP between. Throws OdooError. */
  call(model: string, method: string, positional: readonly Json[], keywords?: JsonObject): Json | undefined;
  /** Confirms an order by hand. */
  confirm(saleId: number): void;
  /** Ships an order's open delivery, in whole or in part; answers the picking's id. */
  shipOrder(saleId: number, request?: ShipmentRequest): number;
  /** Invoices what is due of an order, posts it and, when asked, registers the payment; answers the invoice's id. */
  invoice(saleId: number, options?: { readonly pay?: boolean }): number;
  /** Replaces the users, e.g. to revoke an API key. */
  setUsers(users: readonly OdooUser[]): void;
  /** Forgets the sessions of browsers, so that their cookies have expired. */
  expireSessions(): void;
  /** How the calls of automations went so far. */
  webhookCounts(): WebhookCounts;
  /** Done when no call of an automation is under way. */
  webhooksSettled(): Promise<void>;
  /** Breaks every connection and refuses new ones, as a network outage does. */
  goDown(): Promise<void>;
  /** Listens again at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

const administrator = 2;
const recordedRepeats = 5;

/** Starts a server on 127.0.0.1 that behaves like Odoo: JSON-RPC, XML-RPC, JSON-2, sessions of browsers and webhooks. */
export async function startOdooSandbox(options: OdooSandboxOptions = {}): Promise<OdooSandbox> {
  const foundation = sandboxFoundation(options);
  const database = options.database ?? "odoo19";
  const uuid = options.uuid ?? "00000000-0000-4000-8000-000000000019";
  const users = options.users ?? [{ login: "admin", password: "admin", uid: administrator }];
  const version = options.version ?? "19.0";
  const randomSeed = options.randomSeed ?? 1;
  const hasPricelists = options.hasPricelists !== false;
  const apps = options.apps ?? [];
  const session = new OdooSession({ database, uuid, users, version, apps, randomSeed, hasPricelists, ...foundation });
  const browsers = new BrowserSessions(session);
  const sender = new WebhookSender(options.webhookRepeats ?? recordedRepeats);
  const sendingInBackground = <Result>(result: Result): Result => {
    void sender.send(session.takeDeliveries());
    return result;
  };
  const call: OdooSandbox["call"] = (model, method, positional, keywords = {}) =>
    sendingInBackground(session.call(administrator, model, method, positional, keywords));
  const seed = (more: OdooSeed): SeededIds =>
    sendingInBackground(session.transaction(administrator, (environment) => seedMore(environment, more)));
  if (options.seed !== undefined) {
    seed(options.seed);
  }
  const controls: { readonly [path: string]: (body: JsonObject) => Json } = {
    "/__sandbox/seed": (body) => seed(body as OdooSeed),
    "/__sandbox/call": ({ model, method, args, kwargs }) =>
      call(String(model), String(method), Array.isArray(args) ? args : [], isJsonObject(kwargs) ? kwargs : {}) ?? null,
    "/__sandbox/confirm": ({ saleId }) => call("sale.order", "action_confirm", [[Number(saleId)]]) ?? null,
    "/__sandbox/ship": ({ saleId, ...request }) => shipOrder(call, Number(saleId), request as ShipmentRequest),
    "/__sandbox/invoice": ({ saleId, pay }) => invoiceOrder(call, Number(saleId), pay === true),
  };
  const server = await startSandboxServer(
    {
      labels: (request) => {
        const operation = operationOf(request);
        return [`${request.method} ${request.path}`, ...(operation === undefined ? [] : [operation])];
      },
      // The caller waits for the webhooks that it caused, as it does for the real server.
      handle: async (request) => {
        const answer = answerRequest(session, browsers, request);
        await sender.send(session.takeDeliveries());
        return answer;
      },
      failed: isFailure,
      control: (request) => {
        const body = parseJson(request.body) ?? {};
        return controls[request.path]?.(isJsonObject(body) ? body : {});
      },
      state: () => Object.fromEntries(session.modelNames().map((model) => [model, session.records(model)])),
      page: odooPage,
    },
    options,
    foundation,
  );
  session.baseUrl = server.url;
  return {
    url: server.url,
    port: server.port,
    database,
    uuid,
    version,
    faults: server.faults,
    counters: server.counters,
    journal: () => foundation.journal.entries(),
    seed,
    records: (model) => session.records(model),
    call,
    confirm: (saleId) => {
      call("sale.order", "action_confirm", [[saleId]]);
    },
    shipOrder: (saleId, request = {}) => shipOrder(call, saleId, request),
    invoice: (saleId, invoiceOptions = {}) => invoiceOrder(call, saleId, invoiceOptions.pay === true),
    setUsers: (changed) => {
      session.users = changed;
    },
    expireSessions: () => browsers.clear(),
    webhookCounts: () => sender.counts(),
    webhooksSettled: () => sender.settled(),
    goDown: server.goDown,
    comeBack: server.comeBack,
    close: server.close,
  };
}
