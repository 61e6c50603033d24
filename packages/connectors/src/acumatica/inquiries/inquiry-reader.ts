import type {
  ChangesPage,
  ChangesRequest,
  DataRecord,
  ListPage,
  ListRequest,
  LookupRequest,
  Value,
} from "@xmap/contract";
import { flattenFields, valueAtPath } from "../../shared/field-paths.ts";
import { isJsonObject } from "../../shared/json-shape.ts";
import type { AcumaticaApi } from "../access/api.ts";
import type { ContractCatalog } from "../contract/catalog.ts";
import { foldRecord } from "../contract/fold.ts";
import type { Selection } from "../contract/selection.ts";
import { changesPage } from "../reading/changes.ts";
import { collect, keyText } from "../reading/lookup.ts";
import { keyOf } from "../reading/reader.ts";
import type { StampedRecord } from "../reading/stamped-lists.ts";
import type { AskRows } from "../reading/time-windows.ts";
import type { Inquiry } from "./inquiry.ts";

/** From so many keys on, all rows are asked for at once where the form gives them. */
const MANY_KEYS = 5;
const WHOLE_ROW: Selection = { fields: undefined, parts: new Map(), custom: new Set(), hasFiles: false };

interface InquiryAnswer {
  readonly rows: readonly DataRecord[];
  readonly serverTime: number | undefined;
}

/** Reads rows of inquiries; their parameters are sent by PUT, which changes nothing. */
export class InquiryReader {
  readonly #api: AcumaticaApi;
  readonly #catalog: ContractCatalog;

  constructor(api: AcumaticaApi, catalog: ContractCatalog) {
    this.#api = api;
    this.#catalog = catalog;
  }

  async read(inquiry: Inquiry, key: readonly string[]): Promise<DataRecord | undefined> {
    if (key.length !== inquiry.keys.length)
      throw this.#catalog.drift(inquiry.resource, `A key of ${inquiry.resource} is ${inquiry.keys.join(" and ")}`);
    const match = Object.fromEntries(inquiry.keys.map((field, index) => [field, key[index] ?? null]));
    const [row] = await this.search(inquiry, match, 1);
    return row;
  }

  /** Rows that equal all of `match`. */
  async search(inquiry: Inquiry, match: DataRecord, limit: number): Promise<DataRecord[]> {
    const wanted = new Map(flattenFields(match));
    const { required, resource, parameters } = inquiry;
    if (required !== undefined && (wanted.get(required) ?? null) === null)
      throw this.#catalog.drift(resource, `Acumatica answers ${resource} for one ${required} at a time: search by it`);
    const given = parameters.flatMap((name): [string, Value][] => {
      const value = wanted.get(name) ?? null;
      return value === null ? [] : [[name, value]];
    });
    const { rows } = await this.#ask(inquiry, Object.fromEntries(given));
    const columns = [...wanted.keys()];
    const text = keyText(columns, [...wanted.values()]);
    const isSame = (row: DataRecord): boolean =>
      keyText(
        columns,
        columns.map((column) => valueAtPath(row, column)),
      ) === text;
    return rows.filter(isSame).slice(0, limit);
  }

  async lookup(inquiry: Inquiry, request: LookupRequest): Promise<(readonly Value[])[]> {
    const { columns, keys } = request;
    const hits = new Map<string, Value[]>();
    const asked = new Map(keys.map((key) => [keyText(columns, key), key]));
    if (inquiry.required === undefined && asked.size >= MANY_KEYS)
      collect(hits, request, (await this.#ask(inquiry, {})).rows);
    else
      for (const group of this.#groups(inquiry, request))
        collect(hits, request, await this.search(inquiry, group, Number.POSITIVE_INFINITY));
    return keys.map((key) => hits.get(keyText(columns, key)) ?? []);
  }

  /** Rows that were changed after a time; the form answers all of them at once. */
  async readChanged(inquiry: Inquiry, overlapSeconds: number, request: ChangesRequest): Promise<ChangesPage> {
    const parameter = inquiry.changedAfter;
    if (parameter === undefined)
      throw this.#catalog.drift(inquiry.resource, `Acumatica does not tell which ${inquiry.resource} have changed`);
    let serverTime: number | undefined;
    const ask: AskRows<StampedRecord> = async ({ from, to }, limit) => {
      // The form leaves out what was changed at the very time that it is given.
      const after = from === undefined ? {} : { [parameter]: new Date(from - 1_000).toISOString() };
      const answer = await this.#ask(inquiry, after);
      serverTime = answer.serverTime;
      const rows = answer.rows.map((record) => stamped(inquiry, record, record[parameter]));
      const within = rows.filter(({ stamp }) => isWithin(stamp, from, to));
      return within.slice(0, limit ?? within.length);
    };
    const source = {
      ask,
      keyOf: ({ record }: StampedRecord) => keyOf(inquiry.keys, record),
      serverTime: () => serverTime,
      overlapSeconds,
    };
    return changesPage(source, request);
  }

  async list(inquiry: Inquiry, { cursor, limit }: ListRequest): Promise<ListPage> {
    const { required, resource } = inquiry;
    if (required !== undefined)
      throw this.#catalog.drift(resource, `Acumatica answers ${resource} for one ${required} at a time only`);
    const { rows } = await this.#ask(inquiry, {});
    const sorted = rows.map((record) => stamped(inquiry, record, null)).sort((a, b) => (a.key < b.key ? -1 : 1));
    const rest = sorted.filter(({ key }) => cursor === undefined || key > cursor);
    const page = rest.slice(0, Math.max(1, limit));
    const last = page.at(-1);
    const next = rest.length > page.length ? last?.key : undefined;
    return { records: page.map(({ record }) => record), next };
  }

  /** One search for each value of what the form asks for. */
  #groups({ required, parameters }: Inquiry, { columns, keys }: LookupRequest): readonly DataRecord[] {
    const names = columns.filter((column) =>
      required === undefined ? parameters.includes(column) : column === required,
    );
    const groups = new Map<string, DataRecord>();
    for (const key of keys) {
      const values = names.map((name) => key[columns.indexOf(name)] ?? null);
      if (!values.includes(null))
        groups.set(keyText(names, values), Object.fromEntries(names.map((name, index) => [name, values[index]])));
    }
    return [...groups.values()];
  }

  async #ask(inquiry: Inquiry, parameters: DataRecord): Promise<InquiryAnswer> {
    const type = await this.#catalog.of(inquiry.rowType);
    const json = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
    const { body, serverTime } = await this.#api.send({
      method: "PUT",
      path: `/${inquiry.entity}`,
      query: { $expand: "Results" },
      json,
      operation: `ask ${inquiry.entity}`,
      writes: false,
    });
    const results = isJsonObject(body) && Array.isArray(body.Results) ? body.Results.filter(isJsonObject) : [];
    const rows: DataRecord[] = [];
    for (const result of results) {
      const row = await foldRecord(this.#catalog, type, result, WHOLE_ROW);
      // Rows of a form for one item do not repeat the item, and their ids are others at every call.
      const whole = inquiry.required === undefined ? row : { ...row, [inquiry.required]: parameters[inquiry.required] };
      rows.push({ ...whole, id: keyOf(inquiry.keys, whole).join("/") });
    }
    return { rows, serverTime };
  }
}

function stamped({ keys }: Inquiry, record: DataRecord, stamp: unknown): StampedRecord {
  const milliseconds = typeof stamp === "string" ? Date.parse(stamp) : Number.NaN;
  return { record, key: keyOf(keys, record).join("/"), stamp: Number.isNaN(milliseconds) ? undefined : milliseconds };
}

function isWithin(stamp: number | undefined, from: number | undefined, to: number | undefined): boolean {
  if (stamp === undefined) return from === undefined && to === undefined;
  return (from === undefined || stamp >= from) && (to === undefined || stamp < to);
}
