import {
  type ConnectorSubject,
  type FailureSubject,
  type Key,
  notOffered,
  type Stage,
  type WireAnswer,
  type WireRequest,
} from "@xmap/testing/connector";
import { odooConnector } from "../../src/odoo/connector.ts";
import { RECORDS } from "./conformance-records.ts";
import { type OdooHost, type OdooServer, SANDBOX } from "./conformance-server.ts";

const SECRET = "the-secret-of-automation-rules";
type Odoo = Stage<OdooServer>;

/** Model and method of a request, whichever way it came. */
function calledMethod({ path, body }: WireRequest): readonly [model: string, method: string] {
  const [, model, method] = /^\/json\/2\/([\w.]+)\/(\w+)/.exec(path) ?? [];
  if (model !== undefined && method !== undefined) return [model, method];
  const asJson = /"execute_kw",.*?,"([\w.]+)","(\w+)",/.exec(body) ?? /"method":"(\w+)"/.exec(body);
  if (asJson !== null) return [asJson[1] ?? "", asJson[2] ?? "authenticate"];
  const texts = [...body.matchAll(/<string>([^<]*)<\/string>/g)].map(([, text = ""]) => text);
  return body.includes("<methodName>execute_kw<") ? [texts[2] ?? "", texts[3] ?? ""] : ["", "authenticate"];
}

/** A call of a method, on any model unless one is named. */
const calls =
  (method: string, model?: string) =>
  (request: WireRequest): boolean => {
    const called = calledMethod(request);
    return called[1] === method && (model === undefined || called[0] === model);
  };
const READS: ReadonlySet<string> = new Set([
  "search_read",
  "read",
  "search",
  "fields_get",
  "authenticate",
  "get_param",
]);
const writes = (request: WireRequest): boolean => request.method === "POST" && !READS.has(calledMethod(request)[1]);

const partner = async (stage: Odoo, values: object): Promise<Key> => [
  String(await RECORDS.create(stage, "res.partner", values)),
];
const email = (text: string): string => `${text.toLowerCase()}@example.com`;
export type Transport = "json-rpc" | "json-2" | "xml-rpc";

/** An error of Odoo's, as each of the ways tells it. */
const exceptions: Readonly<Record<Transport, (name: string, words: string, status: number) => WireAnswer>> = {
  "json-rpc": (name, words) => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      error: { code: 200, message: "Odoo Server Error", data: { name, message: words, debug: words } },
    }),
  }),
  "json-2": (name, words, status) => ({
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, message: words, arguments: [words], context: {}, debug: words }),
  }),
  "xml-rpc": (name, words) => ({
    status: 200,
    headers: { "content-type": "text/xml" },
    body: xmlFault(name, words),
  }),
};

/** Faults have numbers for Odoo's own errors; all others are 1, with a traceback whose last line names them. */
function xmlFault(name: string, words: string): string {
  const numbers: Readonly<Record<string, number>> = {
    "odoo.exceptions.AccessDenied": 3,
    "odoo.exceptions.AccessError": 4,
    "odoo.exceptions.MissingError": 2,
    "odoo.exceptions.ValidationError": 2,
  };
  const code = numbers[name] ?? 1;
  const text =
    code === 1
      ? `Traceback (most recent call last):\n  File "odoo/http.py", line 1, in call\n    run()\n${name}: ${words}`
      : words;
  const member = (key: string, value: string) => `<member><name>${key}</name><value>${value}</value></member>`;
  const fault = member("faultCode", `<int>${code}</int>`) + member("faultString", `<string>${text}</string>`);
  return `<?xml version="1.0"?><methodResponse><fault><value><struct>${fault}</struct></value></fault></methodResponse>`;
}

interface OdooDifferences extends Pick<FailureSubject<OdooServer>, "differs"> {
  readonly missingIs?: "BusinessRule";
}

const ONE_NUMBER = {
  because: "XML-RPC has one number for refusals, missing records and broken constraints",
  read: { class: "BusinessRule" },
  write: { class: "BusinessRule" },
} as const;

/** XML-RPC cannot tell some failures apart. */
const DIFFERENCES: Readonly<Record<Transport, OdooDifferences>> = {
  "json-rpc": {},
  "json-2": {},
  "xml-rpc": {
    missingIs: "BusinessRule",
    differs: { "404, or no such record": ONE_NUMBER, "422, or a wrong value": ONE_NUMBER },
  },
};

/** Odoo called in one of its ways, and where it is. */
export function odooSubject(transport: Transport, host: OdooHost = SANDBOX): ConnectorSubject<OdooServer> {
  const exception = exceptions[transport];
  const steps = host.losesEachAnswer ? { steps: writes } : {};
  const { missingIs = "NotFound", differs = {} } = DIFFERENCES[transport];
  return {
    name: `odoo over ${transport} in ${host.name}`,
    connector: odooConnector,
    ...(host.clock === undefined ? {} : { clock: host.clock }),
    start: (clock) => host.start(clock),
    stop: (server) => server.stop(),
    wire: { address: (server) => server.url },
    options: ({ database, login, key }, address) => ({ url: address, database, login, key, transport }),
    secrets: host.secrets,
    read: {
      resource: "res.partner",
      missingKey: ["999999"],
      cases: {
        unicode: { field: "name", make: (stage, name) => partner(stage, { name }) },
        decimal: {
          resource: "product.template",
          field: "list_price",
          make: async (stage, price) => [
            String(await RECORDS.create(stage, "product.template", { name: "P", list_price: price })),
          ],
        },
        bigNumber: notOffered("Odoo's whole numbers have 32 bits"),
        emptyText: { field: "email", make: (stage) => partner(stage, { name: "A" }) },
        emptyList: { field: "category_id", make: (stage) => partner(stage, { name: "A" }) },
        instant: {
          resource: "sale.order",
          field: "date_order",
          make: (stage) => RECORDS.quotationOf(stage, "2026-03-04 12:00:00"),
        },
        archived: { field: "name", make: (stage, name) => partner(stage, { name, active: false }) },
      },
    },
    search: {
      resource: "res.partner",
      fields: ["id", "name"],
      keyFields: ["id"],
      make: (stage, name) => partner(stage, { name }),
      match: (name) => ({ name }),
      several: {
        make: (stage, name, ref) => partner(stage, { name, ref }),
        match: (name, ref) => ({ name, ref }),
      },
      repeats: true,
    },
    // Tags, because a list is read page by page many times, and a real server has few of them.
    list: {
      resource: "res.partner.category",
      fields: ["id", "name"],
      keyFields: ["id"],
      make: async (stage, name) => [String(await RECORDS.create(stage, "res.partner.category", { name }))],
      remove: async ({ server }, [id]) => void (await server.call("res.partner.category", "unlink", [[Number(id)]])),
    },
    changes: [
      {
        resource: "res.partner",
        make: (stage, name) => partner(stage, { name }),
        change: async ({ server }, [id], name) =>
          void (await server.call("res.partner", "write", [[Number(id)], { name }])),
        lateCommit: host.lateCommit,
        crowd: host.crowd,
      },
    ],
    lookup: {
      resource: "res.partner",
      column: "email",
      result: "id",
      keyOf: email,
      make: (stage, text) => RECORDS.create(stage, "res.partner", { name: text, email: email(text) }),
      repeats: true,
      several: {
        columns: ["name", "ref"],
        make: (stage, name, ref) => RECORDS.create(stage, "res.partner", { name, ref }),
      },
      callsForFifty: 2,
    },
    create: {
      resource: "res.partner",
      values: (_stage, ref) => ({ name: "Ada", ref, email: email(ref) }),
      found: (ref) => ({ ref }),
      expected: (ref) => ({ name: "Ada", ref, email: email(ref) }),
      commits: calls("create", "res.partner"),
    },
    update: {
      resource: "res.partner",
      make: (stage) => partner(stage, { name: "Ada", email: "ada@example.com", ref: "A-1" }),
      patch: { email: "ada.king@example.com" },
      missingIs,
      untouched: ["name", "ref"],
      commits: calls("write", "res.partner"),
    },
    lines: {
      resource: "sale.order",
      field: "order_line",
      lineKey: "id",
      fields: ["order_line.name"],
      make: (stage, name) => RECORDS.quotationWith(stage, name),
      line: async (stage, name) => ({
        product_id: await RECORDS.product(stage),
        name,
        product_uom_qty: 1,
        price_unit: 4,
      }),
      change: (name) => ({ name }),
      tells: ({ name }) => name,
      removes: true,
    },
    upsert: notOffered("Odoo makes a new record of every create"),
    operations: {
      "sale.order action_confirm": { start: RECORDS.quotation, commits: calls("action_confirm") },
      "sale.order action_cancel": { start: RECORDS.sale, commits: calls("action_cancel"), ...steps },
      "sale.order action_lock": { start: RECORDS.sale, commits: calls("action_lock") },
      "sale.order action_unlock": { start: RECORDS.lockedSale, commits: calls("action_unlock") },
      "sale.order create_invoice": {
        start: RECORDS.shippedSale,
        arguments: { post: true },
        commits: calls("action_post"),
        ...steps,
        outcome: RECORDS.countIn("sale.order", "invoice_ids"),
      },
      "stock.picking assign": { start: RECORDS.unreservedDelivery, commits: calls("action_assign") },
      "stock.picking validate": {
        start: RECORDS.delivery,
        arguments: { backorder: true },
        commits: calls("button_validate"),
        ...steps,
        outcome: RECORDS.countIn("stock.picking", "backorder_ids"),
      },
      "stock.picking return": {
        start: RECORDS.doneDelivery,
        arguments: { reference: "RMA-1" },
        commits: calls("write", "stock.picking"),
        ...steps,
        outcome: RECORDS.count("stock.picking", "return_id"),
      },
      "stock.picking cancel": { start: RECORDS.delivery, commits: calls("action_cancel") },
      "stock.quant apply_inventory": {
        start: RECORDS.quant,
        arguments: { quantity: 47 },
        commits: calls("action_apply_inventory"),
        ...steps,
        outcome: RECORDS.movesOfProduct,
      },
      "account.move post": { start: RECORDS.invoice, commits: calls("action_post") },
      "account.move register_payment": {
        start: RECORDS.postedInvoice,
        arguments: { amount: 19, memo: "ch_1" },
        commits: calls("action_create_payments"),
        ...steps,
        outcome: RECORDS.countIn("account.move", "matched_payment_ids"),
      },
      "account.move refund": {
        start: RECORDS.postedInvoice,
        arguments: { reason: "RMA-1" },
        commits: calls("refund_moves"),
        ...steps,
        outcome: RECORDS.countIn("account.move", "reversal_move_ids"),
      },
      "account.move reconcile": notOffered(
        "the sandbox settles a credit note as soon as it is posted, as Odoo 17 and later do",
      ),
      "account.move cancel": { start: RECORDS.invoice, commits: calls("button_cancel"), ...steps },
    },
    failures: {
      prepareRead: async (stage) => {
        const key = await partner(stage, { name: "Ada" });
        return () => stage.session.read({ resource: "res.partner", key, fields: ["name"], joins: [] });
      },
      prepareWrite: async (stage) => {
        const key = await partner(stage, { name: "Ada" });
        await stage.session.read({ resource: "res.partner", key, fields: ["name"], joins: [] });
        return () =>
          stage.session.update({ resource: "res.partner", key, values: { name: "Eve" }, lines: {}, writeKey: "w" });
      },
      writes: calls("write", "res.partner"),
      shortTimeout: host.shortTimeout,
      answer: (kind, words) =>
        ({
          unauthorized: exception("odoo.exceptions.AccessDenied", words, 401),
          forbidden: exception("odoo.exceptions.AccessError", words, 403),
          notFound: exception("odoo.exceptions.MissingError", words, 404),
          conflict: exception("psycopg2.errors.SerializationFailure", words, 500),
          invalid: exception("odoo.exceptions.ValidationError", words, 422),
          broken: exception("psycopg2.errors.DiskFull", words, 500),
        })[kind],
      differs: {
        "500, or an error inside": { because: "Odoo rolls back what ends in an error", write: { effect: "none" } },
        ...differs,
      },
    },
    webhook: {
      options: { webhookSecret: SECRET },
      sign: ({ text, isForged }) => ({
        headers: { "x-xmap-secret": isForged ? "the-secret-of-somebody-else" : SECRET },
        body: new TextEncoder().encode(text),
      }),
      about: JSON.stringify({ _model: "res.partner", _id: 7, write_date: "2026-03-04 12:00:00" }),
      resource: "res.partner",
      keys: [["7"]],
      unknown: JSON.stringify({ _id: 7 }),
      unknownIs: "Invalid",
      coversBody: notOffered("Odoo can be told an address and signs nothing"),
      coversTime: notOffered("Odoo can be told an address and signs nothing"),
    },
    seats: notOffered("Odoo counts no sign-ins"),
  };
}
