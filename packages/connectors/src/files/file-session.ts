import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type ChangesPage,
  type ChangesRequest,
  type ConnectorSession,
  type ConnectorSettings,
  canonicalJson,
  type DataRecord,
  type LinePatch,
  type ListPage,
  type Value,
} from "@xmap/contract";
import { comparableKey, flattenFields, valueAtPath } from "../shared/field-paths.ts";
import { isJsonObject } from "../shared/json-shape.ts";
import { patchedLines, patchedRecord } from "../shared/patched-record.ts";
import { scanChanges } from "../shared/scan-changes.ts";
import { optionalText, optionFailure, requiredText } from "../shared/settings.ts";
import { unsupported } from "../shared/unsupported.ts";
import { FileFolder } from "./file-folder.ts";
import type { FileFormat, FileRow, OpenedFile } from "./file-format.ts";
import { recordSchema } from "./record-schema.ts";

export interface FileSessionParts {
  readonly format: FileFormat;
  /** Key fields of a file that the options name none of, when keys have so many parts. */
  usualKey(file: OpenedFile, parts: number | undefined): readonly string[];
  /** Whether rows can hold lists of lines. */
  readonly holdsLines: boolean;
  /** For people: `CSV files`. */
  readonly called: string;
}

/** Where a list stands: so many rows were read, and the last one had this key. */
interface Place {
  readonly index: number;
  readonly key: readonly string[];
}

/** Where polling stands: the file's version when all of it was read, or a pass under way. */
interface Polled {
  readonly version: string;
  readonly scan?: string;
}

const SAMPLED_ROWS = 1_000;
const SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** A session with a folder of files. They are read anew at every call, so an edit counts at once. */
export function openFileSession(settings: ConnectorSettings, parts: FileSessionParts): ConnectorSession {
  const { format, usualKey, holdsLines, called } = parts;
  const folder = new FileFolder(
    resolve(settings.projectFolder, requiredText(settings, "folder")),
    settings.system,
    format,
  );
  const keys = keysByFile(settings);
  const refuse = (operation: string) => unsupported(settings, operation, `${called} have no operations`);

  async function opened(resource: string, fields: readonly string[], operation: string): Promise<OpenedFile> {
    const file = await folder.open(resource, operation);
    const { columns } = file;
    if (columns === undefined) return file;
    const missing = new Set(
      fields.map((path) => path.split(".", 1)[0] ?? "").filter((name) => !columns.includes(name)),
    );
    if (missing.size === 0) return file;
    file.close();
    const name = `${resource}${format.extension}`;
    throw folder.failure(
      "SchemaDrift",
      operation,
      `${name} has no column ${[...missing].join(", ")}; it has ${columns.join(", ")}`,
    );
  }

  const keyFields = (file: OpenedFile, resource: string, count?: number) => keys.get(resource) ?? usualKey(file, count);
  const keyOf = (record: DataRecord, fields: readonly string[]) =>
    fields.map((field) => {
      const value = valueAtPath(record, field);
      return value === null ? "" : typeof value === "object" ? canonicalJson(value) : String(value);
    });
  const hasKey = (record: DataRecord, fields: readonly string[], key: readonly string[]) =>
    key.length === fields.length && keyOf(record, fields).every((part, index) => part === key[index]);
  const fits = (record: DataRecord, wanted: readonly (readonly [string, Value])[]) =>
    wanted.every(([path, value]) => comparableKey(path, valueAtPath(record, path)) === comparableKey(path, value));

  async function list(
    resource: string,
    fields: readonly string[],
    cursor: string | undefined,
    limit: number,
  ): Promise<ListPage> {
    const operation = `list ${resource}`;
    const place: Place = cursor === undefined ? { index: 0, key: [] } : (JSON.parse(cursor) as Place);
    const file = await opened(resource, fields, operation);
    const ofKey = keyFields(file, resource);
    const records: DataRecord[] = [];
    let index = 0;
    let before: DataRecord | undefined;
    for await (const { record } of file.rows) {
      // Rows that came or went before the place have moved it: begin anew rather than pass one over.
      const isHere = index === place.index;
      if (isHere && before !== undefined && !hasKey(before, ofKey, place.key))
        return list(resource, fields, undefined, limit);
      if (records.length >= Math.max(1, limit)) {
        const last = records.at(-1);
        const next: Place = { index, key: last === undefined ? [] : keyOf(last, ofKey) };
        return { records, next: JSON.stringify(next) };
      }
      if (index >= place.index) records.push(record);
      before = record;
      index += 1;
    }
    if (index < place.index) return list(resource, fields, undefined, limit);
    return { records, next: undefined };
  }

  async function readChanged({ resource, cursor, limit }: ChangesRequest): Promise<ChangesPage> {
    const operation = `changes of ${resource}`;
    const version = await folder.version(resource, operation);
    const polled = parsePolled(cursor);
    if (polled !== undefined && polled.scan === undefined && polled.version === version)
      return { changed: [], cursor: JSON.stringify(polled), more: false };
    const ofKey = keyFields(await folder.head(resource, operation), resource);
    const page = await scanChanges(
      {
        list: (at, size) => list(resource, [], at, size),
        keyOf: (record) => keyOf(record, ofKey),
        pagesPerPoll: Number.POSITIVE_INFINITY,
      },
      { resource, cursor: polled?.scan, limit },
    );
    // The version from before the first page, so that a change in the meantime begins another pass.
    const began = polled?.scan === undefined ? version : polled.version;
    const after: Polled = page.more ? { version: began, scan: page.cursor } : { version: began };
    return { ...page, cursor: JSON.stringify(after) };
  }

  function checkFields(names: readonly string[], file: OpenedFile, operation: string): void {
    const missing = file.columns === undefined ? [] : names.filter((name) => file.columns?.includes(name) === false);
    if (missing.length > 0) throw folder.failure("SchemaDrift", operation, `There is no column ${missing.join(", ")}`);
  }

  function checkLines(lines: Readonly<Record<string, LinePatch>>, operation: string): void {
    if (!holdsLines && Object.keys(lines).length > 0)
      throw folder.failure("SchemaDrift", operation, `Rows of ${called} hold no lines`);
  }

  /** What is known of a file before it is written. */
  async function target(resource: string, values: DataRecord, operation: string, count?: number) {
    const file = await folder.head(resource, operation);
    checkFields(Object.keys(values), file, operation);
    return keyFields(file, resource, count);
  }

  return {
    async identify() {
      const found = await stat(folder.path).catch(() => undefined);
      if (!found?.isDirectory()) throw folder.failure("Maintenance", "identify", `There is no folder ${folder.path}`);
      return { fingerprint: `folder=${folder.path}`, label: folder.path };
    },
    capabilities: async () => [],
    async read({ resource, key, fields }) {
      const file = await opened(resource, fields, `read ${resource}`);
      const ofKey = keyFields(file, resource, key.length);
      for await (const { record } of file.rows) if (hasKey(record, ofKey, key)) return record;
      return undefined;
    },
    async search({ resource, match, fields, limit }) {
      const wanted = flattenFields(match);
      const file = await opened(resource, [...fields, ...wanted.map(([path]) => path)], `search ${resource}`);
      const found: DataRecord[] = [];
      for await (const { record } of file.rows) {
        if (found.length >= limit) break;
        if (fits(record, wanted)) found.push(record);
      }
      return found;
    },
    async lookup({ resource, columns, result, keys: asked }) {
      const file = await opened(resource, [...columns, result], `lookup ${resource}`);
      const text = (key: readonly Value[]) =>
        columns.map((column, index) => comparableKey(column, key[index] ?? null)).join("\n");
      const found = new Map<string, Value[]>(asked.filter((key) => !key.includes(null)).map((key) => [text(key), []]));
      for await (const { record } of file.rows)
        found.get(text(columns.map((column) => valueAtPath(record, column))))?.push(valueAtPath(record, result));
      return asked.map((key) => (key.includes(null) ? [] : (found.get(text(key)) ?? [])));
    },
    list: ({ resource, fields, cursor, limit }) => list(resource, fields, cursor, limit),
    readChanged,
    async create({ resource, values, lines }) {
      const operation = `create ${resource}`;
      checkLines(lines, operation);
      const ofKey = await target(resource, values, operation);
      const record = withLines(values, lines);
      const key = keyOf(record, ofKey);
      if (key.includes(""))
        throw folder.failure("Invalid", operation, `A record needs a value for ${ofKey.join(", ")}`);
      await folder.change(resource, operation, {
        replace(each) {
          if (!hasKey(each, ofKey, key)) return each;
          throw folder.failure("Conflict", operation, `There is a record of ${ofKey.join(", ")} already`);
        },
        added: () => [record],
      });
      return key;
    },
    async update({ resource, key, values, lines }) {
      const operation = `update ${resource}`;
      checkLines(lines, operation);
      const ofKey = await target(resource, values, operation, key.length);
      let isFound = false;
      await folder.change(resource, operation, {
        replace(each) {
          if (isFound || !hasKey(each, ofKey, key)) return each;
          isFound = true;
          return withLines(patchedRecord(each, values), lines);
        },
        added() {
          if (!isFound) throw folder.failure("NotFound", operation, `There is no ${resource} ${key.join("/")}`);
          return [];
        },
      });
    },
    async upsert({ resource, key, values, lines }) {
      const operation = `upsert ${resource}`;
      checkLines(lines, operation);
      const ofKey = await target(resource, values, operation);
      const wanted = key.map((path) => [path, valueAtPath(values, path)] as const);
      if (keyOf(values, ofKey).includes("") || wanted.some(([, value]) => value === null)) return undefined;
      const written: DataRecord[] = [];
      await folder.change(resource, operation, {
        replace(each) {
          if (written.length > 0 || !fits(each, wanted)) return each;
          const after = withLines(patchedRecord(each, values), lines);
          written.push(after);
          return after;
        },
        added() {
          if (written.length > 0) return [];
          const made = withLines(values, lines);
          written.push(made);
          return [made];
        },
      });
      return written[0];
    },
    async schemaDocuments(resources) {
      return Promise.all(
        resources.map(async (resource) => {
          const file = await opened(resource, [], `read ${resource}`);
          const rows = await firstRows(file.rows, SAMPLED_ROWS);
          const records = rows.map(({ record }) => record);
          const schema = { $schema: SCHEMA_DIALECT, title: resource, ...recordSchema(records, file.columns) };
          return { name: `${resource}.json`, text: JSON.stringify(schema) };
        }),
      );
    },
    operate: ({ operation }) => Promise.reject(refuse(operation)),
    operationFields: (_resource, operation) => {
      throw refuse(operation);
    },
    operationDone: ({ operation }) => {
      throw refuse(operation);
    },
    verifyWebhook: () => {
      throw unsupported(settings, "webhook", `${called} send no webhooks; they are polled`);
    },
    close: async () => {},
  };
}

/** `orders.id, stock.sku, stock.place` by file. */
function keysByFile(settings: ConnectorSettings): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const part of (optionalText(settings, "keys") ?? "").split(",")) {
    const written = part.trim();
    if (written === "") continue;
    const dot = written.lastIndexOf(".");
    if (dot <= 0 || dot === written.length - 1)
      throw optionFailure(settings, "keys", "must look like orders.id, stock.sku");
    const file = written.slice(0, dot);
    keys.set(file, [...(keys.get(file) ?? []), written.slice(dot + 1)]);
  }
  return keys;
}

function parsePolled(cursor: string | undefined): Polled | undefined {
  const polled: unknown = cursor === undefined ? undefined : JSON.parse(cursor);
  return isJsonObject(polled) && typeof polled.version === "string" ? (polled as unknown as Polled) : undefined;
}

async function firstRows(rows: AsyncIterable<FileRow>, count: number): Promise<readonly FileRow[]> {
  const found: FileRow[] = [];
  for await (const row of rows) {
    found.push(row);
    if (found.length >= count) break;
  }
  return found;
}

/** The record with patches of its lists applied; a line's identity becomes its `id`. */
function withLines(record: DataRecord, lines: Readonly<Record<string, LinePatch>>): DataRecord {
  const lists = Object.entries(lines).map(([name, patch]): [string, Value] => [
    name,
    patchedLines(record[name], patch, ({ identity, values }) => ({ id: identity, ...values })),
  ]);
  return lists.length === 0 ? record : { ...record, ...Object.fromEntries(lists) };
}
