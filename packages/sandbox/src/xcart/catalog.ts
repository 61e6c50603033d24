import { type ProductImage, showImage } from "./image.ts";
import type { Address } from "./order.ts";
import { formatAtomDate } from "./order-date.ts";

/** A thing that products name: a tax class, a product class. */
export type NamedRow = { readonly id: number; readonly name: string };

/** A membership of customers. */
export type Membership = NamedRow & { readonly enabled: boolean };

/** A product of the shop, dates in epoch seconds. */
export type Product = {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly brief_description: string;
  readonly meta_tags: string;
  readonly meta_description: string;
  readonly meta_title: string;
  readonly price: number;
  readonly enabled: boolean;
  readonly weight: number;
  readonly separate_box: boolean;
  readonly width: number;
  readonly length: number;
  readonly height: number;
  readonly free_shipping: boolean;
  readonly taxable: boolean;
  readonly amount: number;
  readonly inventory_traceable: boolean;
  readonly product_class: NamedRow | null;
  readonly tax_class: NamedRow | null;
  readonly memberships: readonly Membership[];
  readonly clean_url: string;
  readonly created: number;
  readonly updated: number;
  readonly arrival: number;
};

/** A variant; `default_*` is true where the product's value holds. */
export type Variant = {
  readonly id: number;
  readonly product_id: number;
  readonly price: number;
  readonly default_price: boolean;
  readonly amount: number;
  readonly default_amount: boolean;
  readonly weight: number;
  readonly default_weight: boolean;
  readonly default_variant: boolean;
  readonly sku: string | null;
};

/** A category with the products that are in it. */
export type Category = {
  readonly id: number;
  readonly enabled: boolean;
  readonly show_title: boolean;
  readonly position: number;
  readonly parent: number | null;
  readonly name: string;
  readonly description: string;
  /** Its own; made of the name where it is missing. */
  readonly clean_url?: string;
  readonly product_ids: readonly number[];
};

/** A customer, or a guest, or with `access_level` 100 a member of staff; dates in epoch seconds. */
export type Profile = {
  readonly id: number;
  readonly login: string;
  readonly created: number;
  readonly language: string;
  readonly registered: boolean;
  readonly access_level: number;
  readonly status: string;
  readonly status_comment: string;
  readonly referer: string;
  readonly membership_id: number | null;
  readonly pending_membership_id: number | null;
  readonly force_change_password: boolean;
};

/** An address of a profile's address book. */
export type ProfileAddress = Address & { readonly profile_id: number };

const newProduct: Omit<Product, "id" | "sku" | "name" | "clean_url" | "created" | "updated" | "arrival"> = {
  description: "",
  brief_description: "",
  meta_tags: "",
  meta_description: "",
  meta_title: "",
  price: 10,
  enabled: true,
  weight: 0,
  separate_box: false,
  width: 0,
  length: 0,
  height: 0,
  free_shipping: false,
  taxable: true,
  amount: 1000,
  inventory_traceable: true,
  product_class: null,
  tax_class: null,
  memberships: [],
};

/** A product with what a shop fills in. */
export function buildProduct(input: Partial<Product> & { readonly sku: string }, id: number, at: number): Product {
  const name = input.name ?? input.sku;
  const clean_url = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return { ...newProduct, name, clean_url, created: at, updated: at, arrival: at, ...input, id };
}

/** A profile with what a shop fills in. */
export function buildProfile(input: Partial<Profile> & { readonly login: string }, id: number, at: number): Profile {
  const rest = { status: "E", status_comment: "", referer: "", membership_id: null, pending_membership_id: null };
  const flags = { registered: false, access_level: 0, force_change_password: false };
  return { language: "en", created: at, ...rest, ...flags, ...input, id };
}

/** Shows a product with its pictures as the API does, its dates in the server's own zone. */
export function showProduct(product: Product, zoneMinutes = 0, images: readonly ProductImage[] = []) {
  const { created, updated, arrival, ...rest } = product;
  return {
    ...rest,
    create_date: formatAtomDate(created, zoneMinutes),
    update_date: formatAtomDate(updated, zoneMinutes),
    arrival_date: formatAtomDate(arrival, zoneMinutes),
    images: images.map(showImage),
  };
}

/** Shows a variant as the API does: the values that hold, the product's where its own do not. */
export function showVariant({ product_id: _product, ...variant }: Variant, product: Product) {
  return {
    ...variant,
    price: variant.default_price ? product.price : variant.price,
    amount: variant.default_amount ? product.amount : variant.amount,
    weight: variant.default_weight ? product.weight : variant.weight,
    image: null,
    attribute_checkbox_values: [],
    attribute_select_values: [],
  };
}

/** Shows a category as the API does. */
export function showCategory({ product_ids: _products, ...category }: Category) {
  return {
    clean_url: category.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    ...category,
    memberships: [],
    meta_tags: "",
    meta_description: "",
    meta_title: "",
    icon: null,
    banner: null,
  };
}

/** Shows a profile as the API does. */
export function showProfile({ created, registered, ...profile }: Profile) {
  const login = registered ? formatAtomDate(created) : null;
  return {
    ...profile,
    create_date: formatAtomDate(created),
    first_login_date: login,
    last_login_date: login,
    role_ids: [],
  };
}

/** Shows an address of a profile as the API does. */
export function showAddress({ profile_id: _profile, ...address }: ProfileAddress) {
  return address;
}
