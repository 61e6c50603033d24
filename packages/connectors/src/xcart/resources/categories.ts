import { type ConnectorSettings, type DataRecord, Failure, type ResourceDescription, type Value } from "@xmap/contract";
import type { JsonObject } from "../../shared/json-shape.ts";
import type { XCartApi } from "../api.ts";
import { fromXCart } from "../values.ts";
import { type FieldsToWrite, inputOf, plainFields, textFields } from "./fields-to-write.ts";
import { idText, type Lines, type XCartResource } from "./resource.ts";

const CATEGORY_FIELDS: FieldsToWrite = {
  ...textFields("name", "clean_url", "description"),
  ...plainFields("parent", "enabled", "show_title", "position"),
};

export const CATEGORIES_DESCRIPTION: ResourceDescription = {
  description:
    'Categories. `parent` is the id of the one above, null at the top. `path` names all from the top, "Tools / Drills"; a write of it renames and moves.',
  changes: "fullScan",
  operations: {},
  writable: [...Object.keys(CATEGORY_FIELDS), "path"],
  joins: [],
};

/** Between the names of a path. */
const BELOW = " / ";

/** A category whose children are to be read; undefined stands for the top. */
interface Branch {
  readonly id: string;
  readonly path: string;
}

/** Categories: found by id and by the category above in few calls, by other fields by reading all of them. */
export function categories(api: XCartApi, settings: ConnectorSettings): XCartResource {
  /** The API lists the categories below one, and never all. */
  async function childrenOf(above: Branch | undefined): Promise<readonly DataRecord[]> {
    const rows = await api.all("/api/categories", above === undefined ? [] : [["parent", above.id]]);
    return rows.map((row) => categoryFrom(row, above));
  }

  async function read(id: string): Promise<DataRecord | undefined> {
    const row = await api.item(`/api/categories/${id}`);
    if (row === undefined) return undefined;
    const parent = idText(fromXCart(row).parent);
    return categoryFrom(row, parent === undefined ? undefined : await branchOf(parent));
  }

  async function branchOf(id: string): Promise<Branch> {
    return { id, path: String((await read(id))?.path ?? "") };
  }

  async function readAll(above?: Branch): Promise<readonly DataRecord[]> {
    const children = await childrenOf(above);
    const below: DataRecord[] = [];
    for (const child of children) below.push(...(await readAll(asBranch(child))));
    return [...children, ...below];
  }

  async function findBelow(parent: string | undefined): Promise<readonly DataRecord[]> {
    return childrenOf(parent === undefined ? undefined : await branchOf(parent));
  }

  /** The category of a path, level by level; names may hold what stands between them. */
  async function findPath(path: string, above?: Branch): Promise<DataRecord | undefined> {
    for (const child of await childrenOf(above)) {
      if (child.path === path) return child;
      if (!path.startsWith(`${child.path}${BELOW}`)) continue;
      const found = await findPath(path, asBranch(child));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Name and category above that a path stands for. */
  async function placeOf(operation: string, path: Value): Promise<DataRecord> {
    const names = String(path ?? "").split(BELOW);
    const [name = ""] = names.slice(-1);
    if (names.length === 1) return { name, parent: null };
    const above = names.slice(0, -1).join(BELOW);
    const parent = await findPath(above);
    if (parent !== undefined) return { name, parent: parent.id ?? null };
    const message = `The shop has no category "${above}" yet, below which "${name}" is to be`;
    const fields = [{ path: "path", rule: "parent", message }];
    throw new Failure({ class: "Conflict", system: settings.system, operation, message, fields });
  }

  /** The input for the shop, in which a path is a name and a category above. */
  async function input(operation: string, values: DataRecord, lines: Lines): Promise<Readonly<Record<string, Value>>> {
    const { path, ...fields } = values;
    const place = path === undefined ? {} : await placeOf(operation, path);
    return inputOf(settings, operation, CATEGORY_FIELDS, { ...fields, ...place }, lines);
  }

  return {
    keyFields: ["id"],
    read: ([id = ""]) => read(id),
    async find(match) {
      if (match.has("id")) {
        const id = idText(match.get("id"));
        const found = id === undefined ? undefined : await read(id);
        return found === undefined ? [] : [found];
      }
      const path = match.get("path");
      if (typeof path === "string") {
        const found = await findPath(path.trim());
        return found === undefined ? [] : [found];
      }
      const parent = match.get("parent");
      if (parent === null) return findBelow(undefined);
      const id = idText(parent);
      if (parent !== undefined) return id === undefined ? [] : findBelow(id);
      return readAll();
    },
    async list(cursor, limit) {
      const open: (Branch | undefined)[] = cursor === undefined ? [undefined] : (JSON.parse(cursor) as Branch[]);
      const records: DataRecord[] = [];
      while (open.length > 0 && records.length < limit) {
        const children = await childrenOf(open.pop());
        records.push(...children);
        open.push(...children.map(asBranch));
      }
      return { records, next: open.length === 0 ? undefined : JSON.stringify(open) };
    },
    async create(values, lines) {
      const { id } = await api.post("/api/categories", await input("create categories", values, lines));
      return [String(id)];
    },
    async update([id], values, lines) {
      const changed = await input("update categories", values, lines);
      if (Object.keys(changed).length > 0) await api.put(`/api/categories/${id}`, changed);
    },
  };
}

function categoryFrom(row: JsonObject, above: Branch | undefined): DataRecord {
  const category = fromXCart(row);
  const name = String(category.name ?? "");
  return { ...category, path: above === undefined ? name : `${above.path}${BELOW}${name}` };
}

function asBranch({ id, path }: DataRecord): Branch {
  return { id: String(id), path: String(path) };
}
