import type { Journal } from "../server/journal.ts";
import { toJson } from "../server/json.ts";
import type { Category, Membership, NamedRow, Variant } from "./catalog.ts";
import type { NextId } from "./order-input.ts";

/** Variants, categories and the short lists of one shop. */
export class CatalogStore {
  readonly variants = new Map<number, Variant>();
  readonly categories = new Map<number, Category>();
  readonly memberships = new Map<number, Membership>();
  readonly taxClasses = new Map<number, NamedRow>();
  readonly productClasses = new Map<number, NamedRow>();
  readonly #journal: Journal;
  readonly #nextId: NextId;

  constructor(journal: Journal, nextId: NextId) {
    this.#journal = journal;
    this.#nextId = nextId;
  }

  /** Adds a variant, or changes one. */
  putVariant(input: Partial<Variant> & { readonly product_id: number }): Variant {
    const unset = { price: 0, default_price: true, amount: 0, default_amount: true, weight: 0, default_weight: true };
    const known = input.id === undefined ? undefined : this.variants.get(input.id);
    const variant: Variant = {
      ...unset,
      default_variant: false,
      sku: null,
      ...known,
      ...input,
      id: input.id ?? this.#nextId("variant"),
    };
    this.variants.set(variant.id, variant);
    this.#journal.append("variant saved", `product/${variant.product_id}/variant/${variant.id}`, toJson(input));
    return variant;
  }

  /** Adds a category. */
  addCategory(input: Partial<Category> & { readonly name: string }): Category {
    const id = this.#nextId("category");
    const category: Category = { enabled: true, position: id * 10, parent: null, product_ids: [], ...input, id };
    this.categories.set(id, category);
    return category;
  }

  /** Adds a membership of customers. */
  addMembership(name: string): Membership {
    const membership = { id: this.#nextId("membership"), name, enabled: true };
    this.memberships.set(membership.id, membership);
    return membership;
  }

  /** Adds a tax class or a product class. */
  addClass(kind: "tax" | "product", name: string): NamedRow {
    const row = { id: this.#nextId(`${kind} class`), name };
    (kind === "tax" ? this.taxClasses : this.productClasses).set(row.id, row);
    return row;
  }
}
