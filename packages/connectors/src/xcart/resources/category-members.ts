import {
  type Clock,
  type ConnectorSettings,
  type DataRecord,
  Failure,
  type LinePatch,
  type ResourceDescription,
  type Value,
} from "@xmap/contract";
import type { JsonObject } from "../../shared/json-shape.ts";
import type { XCartApi } from "../api.ts";
import { childCollection } from "./collection.ts";
import { idText, isDataRecord, type XCartResource } from "./resource.ts";

export const CATEGORY_PRODUCTS_DESCRIPTION: ResourceDescription = {
  description:
    "Which products are in a category, by category_id and the product's id. To change it, write `categories` of a product.",
  changes: "fullScan",
  operations: {},
  writable: [],
  joins: [],
};

/** What has been read may be this old: adding and removing mean the same however often they are done. */
const OLDEST = 900_000;
/** Categories whose products are read at once. */
const READ_AT_ONCE = 8;

const membersPath = (categoryId: string): string => `/api/categories/${categoryId}/products`;

/** The ids of the products of each category. */
export function categoryProducts(api: XCartApi, parents: XCartResource): XCartResource {
  const fromRow = (row: JsonObject): DataRecord => ({ id: Number(row.product_id ?? row.id) });
  return childCollection(api, { parentField: "category_id", parents, path: membersPath, hasItems: false, fromRow });
}

/** In which categories products are. The shop tells it by category only, so all categories are read once and kept. */
export class CategoryMembers {
  readonly #api: XCartApi;
  readonly #system: string;
  readonly #clock: Clock;
  readonly #categories: XCartResource;
  readonly #members: XCartResource;
  /** Categories by id, and ids of categories by id of a product. */
  #known = new Map<string, DataRecord>();
  #ofProduct = new Map<string, Set<string>>();
  #builtAt = Number.NEGATIVE_INFINITY;
  #building: Promise<void> | undefined;

  constructor(
    api: XCartApi,
    { system, clock }: ConnectorSettings,
    resources: { readonly categories: XCartResource; readonly members: XCartResource },
  ) {
    this.#api = api;
    this.#system = system;
    this.#clock = clock;
    this.#categories = resources.categories;
    this.#members = resources.members;
  }

  /** The categories that the product is in: their ids and paths. */
  async of(productId: string): Promise<readonly DataRecord[]> {
    if (this.#clock.now() - this.#builtAt > OLDEST) await this.#rebuild();
    const ids = [...(this.#ofProduct.get(productId) ?? [])].sort((left, right) => Number(left) - Number(right));
    return ids.map((id) => ({ id: Number(id), path: this.#known.get(id)?.path ?? null }));
  }

  /** Puts the product into categories and takes it out of others. A repeat changes nothing. */
  async write(productId: string, patch: LinePatch): Promise<void> {
    const moved = patch.change.filter(({ key, values }) => values.id !== undefined && String(values.id) !== key);
    const added = [...patch.add, ...moved].map(({ values }) => this.#categoryId(values.id));
    const removed = [...patch.remove, ...moved.map(({ key }) => key)].filter((id) => !added.includes(id));
    for (const id of added) await this.#add(productId, id);
    for (const id of removed) await this.#remove(productId, id);
  }

  /** Puts the product into these categories, ids or records with an `id`, and takes it out of all others. */
  async set(productId: string, wanted: readonly Value[]): Promise<void> {
    const ids = wanted.map((one) => this.#categoryId(isDataRecord(one) ? one.id : one));
    const before = (await this.of(productId)).map(({ id }) => String(id));
    for (const id of ids) if (!before.includes(id)) await this.#add(productId, id);
    for (const id of before) if (!ids.includes(id)) await this.#remove(productId, id);
  }

  async #add(productId: string, id: string): Promise<void> {
    await this.#api.post(membersPath(id), { product_id: Number(productId) });
    if (!this.#known.has(id)) await this.#learn(id);
    this.#note(productId, id);
  }

  async #remove(productId: string, id: string): Promise<void> {
    await this.#api.remove(`${membersPath(id)}/${productId}`);
    this.#ofProduct.get(productId)?.delete(id);
  }

  /** A category that came after all were read. */
  async #learn(id: string): Promise<void> {
    const category = await this.#categories.read([id], []);
    if (category !== undefined) this.#known.set(id, category);
  }

  #note(productId: string, id: string): void {
    const ids = this.#ofProduct.get(productId) ?? new Set();
    this.#ofProduct.set(productId, ids.add(id));
  }

  #categoryId(value: Value | undefined): string {
    const id = idText(value);
    if (id !== undefined) return id;
    throw new Failure({
      class: "Invalid",
      system: this.#system,
      operation: "write categories of products",
      message: `A category is given by its id, which ${JSON.stringify(value ?? null)} is not`,
      fields: [{ path: "categories.id", rule: "type", message: "must be the id of a category" }],
    });
  }

  /** Joins a reading that is under way. */
  #rebuild(): Promise<void> {
    this.#building ??= this.#build().finally(() => {
      this.#building = undefined;
    });
    return this.#building;
  }

  async #build(): Promise<void> {
    const all = (await this.#categories.find(new Map(), Number.POSITIVE_INFINITY)) ?? [];
    this.#known = new Map(all.map((category) => [String(category.id), category]));
    this.#ofProduct = new Map();
    const ids = [...this.#known.keys()];
    for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
      const some = ids.slice(start, start + READ_AT_ONCE);
      const found = await Promise.all(some.map((id) => this.#members.find(new Map([["category_id", id]]), 0)));
      for (const { category_id: category, id } of found.flatMap((rows) => rows ?? []))
        this.#note(String(id), String(category));
    }
    this.#builtAt = this.#clock.now();
  }
}
