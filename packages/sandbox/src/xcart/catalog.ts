import { formatAtomDate } from "./order-date.ts";

/** A product of the shop, dates in epoch seconds. */
export type Product = {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly enabled: boolean;
  readonly weight: number;
  readonly amount: number;
  readonly inventory_traceable: boolean;
  readonly created: number;
  readonly updated: number;
};

/** A customer, or a guest, who has a profile too. */
export type Profile = {
  readonly id: number;
  readonly login: string;
  readonly created: number;
  readonly language: string;
  readonly registered: boolean;
};

/** Shows a product as the API does. */
export function showProduct(product: Product) {
  const { created, updated, ...rest } = product;
  return {
    ...rest,
    description: "",
    brief_description: "",
    meta_tags: "",
    meta_description: "",
    meta_title: "",
    separate_box: false,
    width: 0,
    length: 0,
    height: 0,
    free_shipping: false,
    taxable: true,
    create_date: formatAtomDate(created),
    update_date: formatAtomDate(updated),
    arrival_date: formatAtomDate(created),
    product_class: null,
    tax_class: null,
    memberships: [],
    clean_url: product.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    images: [],
  };
}

/** Shows a profile as the API does. */
export function showProfile(profile: Profile) {
  const login = profile.registered ? formatAtomDate(profile.created) : null;
  return {
    id: profile.id,
    login: profile.login,
    access_level: 0,
    create_date: formatAtomDate(profile.created),
    first_login_date: login,
    last_login_date: login,
    status: "E",
    status_comment: "",
    referer: "",
    language: profile.language,
    membership_id: null,
    pending_membership_id: null,
    force_change_password: false,
    role_ids: [],
  };
}
