import { type DataRecord, Failure } from "@xmap/contract";
import type { JsonObject } from "../../shared/json-shape.ts";
import type { Query, XCartApi } from "../api.ts";
import { fromXCart } from "../values.ts";
import { readSteadily } from "../windows.ts";
import { idText, type Match, type XCartResource } from "./resource.ts";

interface Collection {
  readonly path: string;
  /** Rows that are hidden from flows. */
  readonly isShown?: (row: JsonObject) => boolean;
  /** The shop's own filter for a field; its answer may hold too much. */
  readonly filters?: Readonly<Record<string, (value: string) => Query>>;
  /** True for lists so short that they are read whole to be searched by any field. */
  readonly isShort?: boolean;
  readonly searchAdvice?: string;
}

/** A collection at the top of the API: `/api/products` with `/api/products/{id}`. */
export function collection(api: XCartApi, settings: Collection): XCartResource {
  const { path, isShown = () => true, filters = {}, isShort = false, searchAdvice } = settings;
  const shown = (rows: readonly JsonObject[]): DataRecord[] => rows.filter(isShown).map(fromXCart);
  const read = async (id: string): Promise<DataRecord | undefined> => {
    const row = await api.item(`${path}/${id}`);
    return row !== undefined && isShown(row) ? fromXCart(row) : undefined;
  };
  return {
    keyFields: ["id"],
    ...(searchAdvice === undefined ? {} : { searchAdvice }),
    read: ([id = ""]) => read(id),
    find(match) {
      const id = match.get("id");
      if (id !== undefined) return findById(idText(id), read);
      for (const [field, query] of Object.entries(filters)) {
        const value = match.get(field);
        if (value === undefined) continue;
        const text = String(value ?? "").trim();
        return text === "" ? Promise.resolve([]) : api.all(path, query(text)).then(shown);
      }
      return isShort ? api.all(path).then(shown) : undefined;
    },
    async list(cursor, limit) {
      const { rows, next } = await readSteadily(api.pages(path), idOfRow, cursor, limit);
      return { records: shown(rows), next };
    },
  };
}

/** Lists below each record of another resource: `/api/products/{product_id}/variants`. */
export interface ChildCollection {
  /** The field of the record above: `product_id`. */
  readonly parentField: string;
  readonly parents: XCartResource;
  readonly path: (parentId: string) => string;
  /** False where the API has the list only and no address for one row. */
  readonly hasItems: boolean;
  readonly fromRow?: (row: JsonObject) => DataRecord;
}

/** Records above of which the lists are read for one page. */
const PARENTS_PER_PAGE = 10;

/** Rows carry the id of the record above; a page of them is that of ten records above. */
export function childCollection(api: XCartApi, settings: ChildCollection): XCartResource {
  const { parentField, parents, path, hasItems, fromRow = fromXCart } = settings;
  const recordOf = (parentId: string, row: JsonObject): DataRecord => ({
    [parentField]: Number(parentId),
    ...fromRow(row),
  });
  const children = async (parentId: string): Promise<DataRecord[]> => {
    try {
      return (await api.all(path(parentId))).map((row) => recordOf(parentId, row));
    } catch (thrown) {
      // The record above was removed after its page was read.
      if (thrown instanceof Failure && thrown.details.class === "NotFound") return [];
      throw thrown;
    }
  };
  return {
    keyFields: [parentField, "id"],
    searchAdvice: `give ${parentField}, or read the whole list with an index`,
    async read([parentId = "", id = ""]) {
      if (!hasItems) return (await children(parentId)).find((record) => String(record.id) === id);
      const row = await api.item(`${path(parentId)}/${id}`);
      return row === undefined ? undefined : recordOf(parentId, row);
    },
    find(match: Match) {
      const parent = match.get(parentField);
      return parent === undefined ? undefined : findById(idText(parent), children).then((found) => found.flat());
    },
    ...(parents.list === undefined
      ? {}
      : {
          async list(cursor: string | undefined) {
            const above = await parents.list?.(cursor, PARENTS_PER_PAGE);
            const records: DataRecord[] = [];
            for (const { id } of above?.records ?? []) {
              const parentId = idText(id);
              if (parentId !== undefined) records.push(...(await children(parentId)));
            }
            return { records, next: above?.next };
          },
        }),
  };
}

/** The id of a row as the number that lists are sorted by. */
export function idOfRow(row: JsonObject): number {
  return Number(row.id);
}

async function findById<Found>(
  id: string | undefined,
  read: (id: string) => Promise<Found | undefined>,
): Promise<Found[]> {
  const found = id === undefined ? undefined : await read(id);
  return found === undefined ? [] : [found];
}
