import type { Journal } from "../server/journal.ts";
import { toJson } from "../server/json.ts";
import type { Category, Membership, NamedRow, Variant } from "./catalog.ts";
import { freeFile, type ProductImage } from "./image.ts";
import type { NextId } from "./order-input.ts";

/** Variants, pictures, categories and the short lists of one shop. */
export class CatalogStore {
  readonly variants = new Map<number, Variant>();
  readonly categories = new Map<number, Category>();
  readonly images = new Map<number, ProductImage>();
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
    const unset = { enabled: true, show_title: true, position: id * 10, description: "", parent: null };
    const category: Category = { ...unset, product_ids: [], ...input, id };
    this.categories.set(id, category);
    this.#journal.append("category added", `category/${id}`, toJson(input));
    return category;
  }

  /** Changes a category. Throws RangeError when there is none. */
  editCategory(id: number, change: Partial<Category>): Category {
    const category = this.categories.get(id);
    if (category === undefined) {
      throw new RangeError(`the shop has no category ${id}`);
    }
    const changed = { ...category, ...change, id };
    this.categories.set(id, changed);
    this.#journal.append("category changed", `category/${id}`, toJson(change));
    return changed;
  }

  /** Deletes a category with all that are below it; their products stay. */
  deleteCategory(id: number): void {
    for (const below of [...this.categories.values()].filter(({ parent }) => parent === id)) {
      this.deleteCategory(below.id);
    }
    this.categories.delete(id);
    this.#journal.append("category deleted", `category/${id}`, {});
  }

  /** The category and all above it, from below. */
  pathOf(id: number | null): readonly Category[] {
    const category = id === null ? undefined : this.categories.get(id);
    return category === undefined ? [] : [category, ...this.pathOf(category.parent)];
  }

  /** The pictures of a product in their order. */
  imagesOf(productId: number): readonly ProductImage[] {
    const own = [...this.images.values()].filter((image) => image.product_id === productId);
    return own.toSorted((left, right) => left.position - right.position);
  }

  /** Adds a picture; its file gets a number when another one has the name. */
  addImage(input: Omit<ProductImage, "id">): ProductImage {
    const taken = new Set([...this.images.values()].map(({ file }) => file));
    const image = { ...input, id: this.#nextId("image"), file: freeFile(input.file, taken) };
    this.images.set(image.id, image);
    this.#journal.append("image added", `product/${image.product_id}/image/${image.id}`, toJson(image));
    return image;
  }

  /** Changes the text and the position of a picture. */
  editImage(image: ProductImage, change: Partial<Pick<ProductImage, "alt" | "position">>): ProductImage {
    const changed = { ...image, ...change };
    this.images.set(image.id, changed);
    this.#journal.append("image changed", `product/${image.product_id}/image/${image.id}`, toJson(change));
    return changed;
  }

  /** Deletes a picture. */
  deleteImage({ id, product_id }: ProductImage): void {
    this.images.delete(id);
    this.#journal.append("image deleted", `product/${product_id}/image/${id}`, {});
  }

  /** Forgets what belongs to a product that is deleted. */
  forgetProduct(productId: number): void {
    for (const { id, product_id } of this.images.values()) {
      if (product_id === productId) {
        this.images.delete(id);
      }
    }
    for (const category of this.categories.values()) {
      const product_ids = category.product_ids.filter((id) => id !== productId);
      this.categories.set(category.id, { ...category, product_ids });
    }
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
