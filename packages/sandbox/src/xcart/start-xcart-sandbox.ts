import { shopPage } from "../pages/shop-page.ts";
import type { Counters } from "../server/counters.ts";
import type { FaultList } from "../server/fault.ts";
import type { JournalEntry } from "../server/journal.ts";
import { type Json, toJson } from "../server/json.ts";
import { type SandboxServerOptions, sandboxFoundation, startSandboxServer } from "../server/sandbox-server.ts";
import { createSeededRandom } from "../server/seeded-random.ts";
import { answerApi, labelOf } from "./api.ts";
import type { Category, Membership, NamedRow, Product, Profile, ProfileAddress, Variant } from "./catalog.ts";
import { CompanionWebhook, type WebhookCounts, type WebhookTarget } from "./companion-webhook.ts";
import { shopControl } from "./control.ts";
import type { ProductImage } from "./image.ts";
import { answerLegacyApi, legacyLabelOf } from "./legacy/legacy-api.ts";
import { LoginTokens, type ShopLogin } from "./login-tokens.ts";
import { type ShownOrder, showOrder } from "./order.ts";
import { formatAtomDate, formatOrderDate } from "./order-date.ts";
import type { ItemChange, OrderChange, OrderInput } from "./order-input.ts";
import type { XCartKeys } from "./route.ts";
import { cancelOrder, editItem, refundOrder } from "./staff-work.ts";
import { type Mail, type ShopListener, XCartStore } from "./store.ts";

/** What an X-Cart sandbox can be started with. */
export type XCartSandboxOptions = SandboxServerOptions & {
  /** `read-key` and `all-key` by default. */
  readonly keys?: XCartKeys;
  /** Staff who may sign in with a password; admin@example.com/admin by default. */
  readonly logins?: readonly ShopLogin[];
  /** False acts as an older 5.5.1 without the `lastRenewDate` filter; true by default. */
  readonly lastRenewDateFilter?: boolean;
  /** The shop's address as webhooks tell it; the server's own by default. */
  readonly storeUrl?: string;
  readonly webhook?: WebhookTarget;
  /** `5.5` has the Admin REST API, `5.4` the REST API add-on of 5.0 to 5.4 alone; `5.5` by default. */
  readonly variant?: "5.4" | "5.5";
  /** False for an add-on of `5.4` that ignores by what its lists are to be sorted; true by default. */
  readonly sortsLists?: boolean;
  /** True for a shop with the companion module: its API, and webhooks for products and profiles too. */
  readonly companion?: boolean;
  /** The zone of the server, in which products show their dates, in minutes east of UTC; 0 by default. */
  readonly zoneMinutes?: number;
  readonly products?: readonly (Partial<Product> & { readonly sku: string })[];
};

/** Whether the companion module tells of a change; it does unless this says otherwise. */
export type Announcement = { readonly announce?: boolean };

/** A running X-Cart sandbox. */
export type XCartSandbox = {
  readonly url: string;
  readonly port: number;
  readonly keys: XCartKeys;
  readonly faults: FaultList;
  readonly counters: Counters;
  journal(): readonly JournalEntry[];
  mails(): readonly Mail[];
  /** All orders as the API would show them, broken ones too. */
  orders(): readonly ShownOrder[];
  products(): readonly Product[];
  profiles(): readonly Profile[];
  addProduct(product: Partial<Product> & { readonly sku: string }): Product;
  /** Changes a product as staff do. Throws RangeError for an unknown one. */
  editProduct(id: number, change: Partial<Product>): Product;
  /** Adds a variant of a product, or changes the one of this id. */
  putVariant(variant: Partial<Variant> & { readonly product_id: number }): Variant;
  addCategory(category: Partial<Category> & { readonly name: string }): Category;
  /** Changes a category as staff do. Throws RangeError for an unknown one. */
  editCategory(id: number, change: Partial<Category>): Category;
  /** All categories, with the ids of the products that are in them. */
  categories(): readonly Category[];
  /** Adds a picture to a product as staff do, of an address or of a file. */
  addImage(image: Omit<ProductImage, "id">): ProductImage;
  /** The pictures of a product in their order, with the addresses that they were copied from. */
  imagesOf(productId: number): readonly ProductImage[];
  addMembership(name: string): Membership;
  addClass(kind: "tax" | "product", name: string): NamedRow;
  addProfile(profile: Partial<Profile> & { readonly login: string }): Profile;
  /** Throws RangeError for an unknown profile. */
  editProfile(id: number, change: Partial<Profile>): Profile;
  deleteProfile(id: number): void;
  /** The addresses of a profile as the API would show them. */
  addressesOf(profileId: number): readonly ProfileAddress[];
  /** Adds a payment status of the merchant's own, as the module for custom statuses allows. */
  addPaymentStatus(code: string, name: string): void;
  placeOrder(input: OrderInput, announcement?: Announcement): ShownOrder;
  /** Throws RangeError for an unknown order. */
  editOrder(id: number, change: OrderChange, announcement?: Announcement): ShownOrder;
  setPaymentStatus(id: number, code: string, announcement?: Announcement): ShownOrder;
  setShippingStatus(id: number, code: string, announcement?: Announcement): ShownOrder;
  /** Deletes a product; orders that hold it answer 500 from now on. */
  deleteProduct(id: number): void;
  /** Changes amount, price or name of one line. Throws RangeError for an unknown order or line. */
  editItem(id: number, itemId: number, change: ItemChange, announcement?: Announcement): ShownOrder;
  /** Cancels as staff do: payment cancelled, nothing will be delivered. */
  cancelOrder(id: number, announcement?: Announcement): ShownOrder;
  /** Gives money back, all that is left unless `value` says how much. Throws RangeError for more than that. */
  refundOrder(id: number, value?: number, announcement?: Announcement): ShownOrder;
  /** Sets or removes the receiver of the companion module. */
  setWebhook(target: WebhookTarget | undefined): void;
  /** How many webhook deliveries are under way. */
  pendingWebhooks(): number;
  /** How many webhook deliveries were given up. */
  failedWebhooks(): number;
  /** What became of the webhooks so far. */
  webhookCounts(): WebhookCounts;
  /** Waits until no webhook is under way. */
  drainWebhooks(): Promise<void>;
  /** Breaks every connection and refuses new ones, as a network outage does. */
  goDown(): Promise<void>;
  /** Listens again at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a server on 127.0.0.1 that behaves like X-Cart: the Admin REST API of 5.5, or the add-on of 5.4. */
export async function startXCartSandbox(options: XCartSandboxOptions = {}): Promise<XCartSandbox> {
  const foundation = sandboxFoundation(options);
  let storeUrl = options.storeUrl ?? "";
  const webhook = new CompanionWebhook(foundation.now, () => storeUrl, createSeededRandom(options.randomSeed ?? 1));
  webhook.setTarget(options.webhook);
  const companion = options.companion ?? false;
  const listener: ShopListener = {
    order: (event, { id, order_number, updated }) =>
      webhook.announce(event, { id, order_number, update_date: formatOrderDate(updated) }),
    product: ({ id, sku, updated }) => {
      if (companion) {
        webhook.announce("product.changed", { id, sku, update_date: formatAtomDate(updated) });
      }
    },
    profile: ({ id }) => {
      if (companion) {
        webhook.announce("profile.changed", { id });
      }
    },
  };
  const store = new XCartStore(foundation.journal, foundation.now, listener, companion);
  for (const product of options.products ?? []) {
    store.addProduct(product);
  }
  const keys = options.keys ?? { read: "read-key", all: "all-key" };
  const sortsLists = options.sortsLists ?? true;
  const lastRenewDateFilter = options.lastRenewDateFilter ?? true;
  const logins = options.logins ?? [{ username: "admin@example.com", password: "admin" }];
  const tokens = new LoginTokens(logins, foundation.now);
  const api = {
    store,
    keys,
    tokens,
    lastRenewDateFilter,
    companion,
    zoneMinutes: options.zoneMinutes ?? 0,
    sortsLists,
  };
  const isLegacy = options.variant === "5.4";
  const server = await startSandboxServer(
    {
      labels: (request) => [isLegacy ? legacyLabelOf(request) : labelOf(request)],
      handle: (request) => (isLegacy ? answerLegacyApi(api, request) : answerApi(api, request)),
      failed: (answer) => answer.status >= 400,
      control: shopControl(store, webhook),
      state: () => describeStore(store, webhook),
      page: shopPage,
    },
    options,
    foundation,
  );
  storeUrl = options.storeUrl ?? server.url;
  return {
    url: server.url,
    port: server.port,
    keys,
    faults: server.faults,
    counters: server.counters,
    journal: () => foundation.journal.entries(),
    mails: () => store.mails,
    orders: () => [...store.orders.values()].map(showOrder),
    products: () => [...store.products.values()],
    profiles: () => store.profiles.all(),
    addProduct: (product) => store.addProduct(product),
    editProduct: (id, change) => store.updateProduct(id, change),
    putVariant: (variant) => store.catalog.putVariant(variant),
    addCategory: (category) => store.catalog.addCategory(category),
    editCategory: (id, change) => store.catalog.editCategory(id, change),
    categories: () => [...store.catalog.categories.values()],
    addImage: (image) => store.catalog.addImage(image),
    imagesOf: (productId) => store.catalog.imagesOf(productId),
    addMembership: (name) => store.catalog.addMembership(name),
    addClass: (kind, name) => store.catalog.addClass(kind, name),
    addProfile: (profile) => store.profiles.add(profile),
    editProfile: (id, change) => store.profiles.update(id, change),
    deleteProfile: (id) => store.deleteProfile(id),
    addressesOf: (profileId) => store.addressesOf(profileId),
    addPaymentStatus: (code, name) => store.addPaymentStatus(code, name),
    placeOrder: (input, announcement) => showOrder(store.placeOrder(input, announcement?.announce)),
    editOrder: (id, change, announcement) => showOrder(store.editOrder(id, change, announcement?.announce)),
    setPaymentStatus: (id, code, announcement) =>
      showOrder(store.setStatus("payment", id, code, announcement?.announce)),
    setShippingStatus: (id, code, announcement) =>
      showOrder(store.setStatus("shipping", id, code, announcement?.announce)),
    deleteProduct: (id) => store.deleteProduct(id),
    editItem: (id, itemId, change, announcement) =>
      showOrder(editItem(store, id, itemId, change, announcement?.announce)),
    cancelOrder: (id, announcement) => showOrder(cancelOrder(store, id, announcement?.announce)),
    refundOrder: (id, value, announcement) => showOrder(refundOrder(store, id, value, announcement?.announce)),
    setWebhook: (target) => webhook.setTarget(target),
    pendingWebhooks: () => webhook.pending,
    failedWebhooks: () => webhook.counts.failed,
    webhookCounts: () => webhook.counts,
    drainWebhooks: () => webhook.drain(),
    goDown: server.goDown,
    comeBack: server.comeBack,
    close: async () => {
      await webhook.stop();
      await server.close();
    },
  };
}

function describeStore(store: XCartStore, webhook: CompanionWebhook): Json {
  return toJson({
    orders: [...store.orders.values()].map(showOrder),
    products: [...store.products.values()],
    categories: [...store.catalog.categories.values()],
    images: [...store.catalog.images.values()],
    profiles: store.profiles.all(),
    transactions: store.transactions.all(),
    history: store.history.all(),
    mails: store.mails,
    pendingWebhooks: webhook.pending,
  });
}
