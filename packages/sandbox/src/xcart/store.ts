import type { Journal } from "../server/journal.ts";
import { toJson } from "../server/json.ts";
import { buildProduct, type Product, type Profile, type ProfileAddress } from "./catalog.ts";
import { CatalogStore } from "./catalog-store.ts";
import { type Order, totalOf } from "./order.ts";
import { formatOrderDate } from "./order-date.ts";
import {
  buildAddresses,
  buildItems,
  buildSurcharges,
  type ItemInput,
  type OrderChange,
  type OrderInput,
  type TransactionInput,
} from "./order-input.ts";
import { OrderRows } from "./order-rows.ts";
import type { PaymentTransaction } from "./payment-transaction.ts";
import { ProfileBook } from "./profile-book.ts";
import { customStatus, findStatus, type Status, type StatusKind } from "./status.ts";

/** A mail that the shop sent to a customer; `at` is ISO 8601. */
export type Mail = { readonly orderId: number; readonly kind: "shipped" | "payment status"; readonly at: string };

/** One row of an order's history. */
export type HistoryEvent = {
  readonly id: number;
  readonly orderId: number;
  readonly at: number;
  readonly code: string;
  readonly description: string;
};

/** Told after each change of an order; the companion module tells of changed products and profiles too. */
export type ShopListener = {
  order(event: "order.placed" | "order.changed" | "order.status_changed", order: Order): void;
  product(product: Product): void;
  profile(profile: Profile): void;
};

const stockReturns: readonly string[] = ["D", "C", "R"];

/** Copies of profiles that orders keep have ids among those of profiles; here they are far above them. */
const firstOrderProfile = 1_000_000;

/** The content of one shop. */
export class XCartStore {
  readonly orders = new Map<number, Order>();
  readonly products = new Map<number, Product>();
  readonly profiles: ProfileBook;
  readonly transactions = new OrderRows<PaymentTransaction>();
  readonly history = new OrderRows<HistoryEvent>();
  readonly mails: Mail[] = [];
  readonly customStatuses: Status[] = [];
  readonly catalog: CatalogStore;
  readonly #idByNumber = new Map<string, number>();
  readonly #lastOrderOf = new Map<number, number>();
  readonly #productBySku = new Map<string, number>();
  readonly #deletedProducts = new Set<number>();
  readonly #lastIds = new Map<string, number>();
  readonly #journal: Journal;
  readonly #now: () => Date;
  readonly #listener: ShopListener;

  readonly #companion: boolean;

  constructor(journal: Journal, now: () => Date, listener: ShopListener, companion: boolean) {
    this.#journal = journal;
    this.#now = now;
    this.#listener = listener;
    this.#companion = companion;
    const nextId = (kind: string): number => this.#nextId(kind);
    this.catalog = new CatalogStore(journal, nextId);
    const changed = (profile: Profile): void => listener.profile(profile);
    this.profiles = new ProfileBook({ journal, nextId, changed, seconds: () => this.#seconds() });
  }

  /** Adds a payment status of the merchant's own. */
  addPaymentStatus(code: string, name: string): void {
    this.customStatuses.push(customStatus(code, name, this.customStatuses.length));
  }

  /** The order; throws RangeError when there is none. */
  order(id: number): Order {
    const order = this.orders.get(id);
    if (order === undefined) {
      throw new RangeError(`the shop has no order ${id}`);
    }
    return order;
  }

  /** The order that people know by this number; undefined when there is none. */
  orderOfNumber(number: string): Order | undefined {
    return this.orders.get(this.#idByNumber.get(number) ?? 0);
  }

  /** True when the API cannot show the order, because a product of it is gone. */
  isBroken(order: Order): boolean {
    return order.items.some((item) => this.#deletedProducts.has(item.product_id));
  }

  /** The addresses of a customer's address book; without any, those of the last order. */
  addressesOf(profileId: number): readonly ProfileAddress[] {
    const book = this.profiles.addressesOf(profileId);
    if (book.length > 0) {
      return book;
    }
    const last = this.orders.get(this.#lastOrderOf.get(profileId) ?? 0);
    const rows = [last?.billing_address ?? null, last?.shipping_address ?? null].filter((row) => row !== null);
    return [...new Map(rows.map((row) => [row.id, { ...row, profile_id: profileId }])).values()];
  }

  /** Deletes a profile; its orders stay and name no customer any more. */
  deleteProfile(id: number): void {
    this.profiles.delete(id);
    this.#lastOrderOf.delete(id);
    for (const order of this.orders.values()) {
      if (order.customer_id === id) {
        this.orders.set(order.id, { ...order, customer_id: null });
      }
    }
  }

  /** Adds a product and returns it. */
  addProduct(input: Partial<Product> & { readonly sku: string }): Product {
    const product = buildProduct(input, input.id ?? this.#nextId("product"), this.#seconds());
    this.#saveProduct(product);
    return product;
  }

  /** Changes a product. Throws RangeError when there is none. */
  updateProduct(id: number, change: Partial<Product>): Product {
    const product = this.products.get(id);
    if (product === undefined) {
      throw new RangeError(`the shop has no product ${id}`);
    }
    const changed = { ...product, ...change, id, updated: this.#seconds() };
    this.#productBySku.delete(product.sku);
    this.#saveProduct(changed);
    this.#journal.append("product changed", `product/${id}`, toJson(change));
    this.#listener.product(changed);
    return changed;
  }

  /** Deletes a product; orders that hold it can no longer be read. */
  deleteProduct(id: number): void {
    this.#productBySku.delete(this.products.get(id)?.sku ?? "");
    this.products.delete(id);
    this.#deletedProducts.add(id);
    this.catalog.forgetProduct(id);
    this.#journal.append("product deleted", `product/${id}`, {});
  }

  /** Places an order as checkout does. */
  placeOrder(input: OrderInput, announce = true): Order {
    const at = this.#seconds();
    const id = this.#nextId("order");
    const email = input.email ?? `customer${id}@example.com`;
    const addresses = buildAddresses(input.billing_address, input.shipping_address, (kind) => this.#nextId(kind));
    const order: Order = {
      used_coupons: input.used_coupons ?? [],
      order_number: input.order_number ?? String(10_000 + id),
      id,
      email,
      items: buildItems(
        input.items,
        at,
        (kind) => this.#nextId(kind),
        (item) => this.#productOf(item),
      ),
      billing_address: addresses.billing,
      shipping_address: addresses.shipping,
      created: at,
      updated: at,
      payment_status: this.#status("payment", input.payment_status ?? "Q"),
      shipping_status: this.#status("shipping", input.shipping_status ?? "N"),
      customer_id: input.customer_id === undefined ? this.#guestOf(email) : input.customer_id,
      order_profile_id: firstOrderProfile + this.#nextId("order profile"),
      shipping_id: input.shipping_id ?? (addresses.shipping === null ? 0 : 12),
      shipping_method_name: input.shipping_method_name ?? (addresses.shipping === null ? "" : "UPS Ground"),
      notes: input.notes ?? "",
      admin_notes: input.admin_notes ?? "",
      currency: input.currency ?? "USD",
      surcharges: buildSurcharges(input.surcharges ?? [], (kind) => this.#nextId(kind)),
      tracking_numbers: [],
      ...(this.#companion ? { external_number: null } : {}),
    };
    this.orders.set(id, order);
    this.#idByNumber.set(order.order_number, id);
    if (order.customer_id !== null) {
      this.#lastOrderOf.set(order.customer_id, id);
    }
    this.#addTransactions(order, input);
    this.#moveStock(order, -1);
    this.#record(order, "order placed", "PLACE ORDER", { order_number: order.order_number, email });
    this.#announce("order.placed", order, announce);
    return order;
  }

  /** Guests are told apart by their e-mail address; who gives none has no profile. */
  #guestOf(email: string): number | null {
    return email === "" ? null : this.profiles.guest(email).id;
  }

  /** Changes an order as staff do in the back office. Throws RangeError when there is none. */
  editOrder(id: number, change: OrderChange, announce = true): Order {
    const before = this.order(id);
    const at = this.#seconds();
    const nextId = (kind: string): number => this.#nextId(kind);
    const {
      items,
      surcharges,
      billing_address: billing,
      shipping_address: shipping,
      tracking_numbers,
      ...plain
    } = change;
    const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
    const order: Order = {
      ...before,
      ...given,
      updated: at,
      ...(items === undefined ? {} : { items: buildItems(items, at, nextId, (item) => this.#productOf(item)) }),
      ...(surcharges === undefined ? {} : { surcharges: buildSurcharges(surcharges, nextId) }),
      ...(billing === undefined ? {} : { billing_address: buildAddresses(billing, null, nextId).billing }),
      ...(shipping === undefined ? {} : { shipping_address: buildAddresses(null, shipping, nextId).shipping }),
      ...(tracking_numbers === undefined
        ? {}
        : { tracking_numbers: tracking_numbers.map((value) => ({ id: nextId("tracking"), added: at, value })) }),
    };
    this.orders.set(id, order);
    this.#record(order, "order edited", "ORDER EDITED", toJson(change));
    this.#announce("order.changed", order, announce);
    return order;
  }

  /** Sets one of the two statuses with everything that hangs on it; the same status again does nothing. */
  setStatus(kind: StatusKind, id: number, code: string, announce = true): Order {
    const before = this.order(id);
    const status = this.#status(kind, code);
    const field = kind === "payment" ? "payment_status" : "shipping_status";
    if (before[field].code === status.code) {
      return before;
    }
    const order: Order = { ...before, [field]: status, updated: this.#seconds() };
    this.orders.set(id, order);
    const label = `CHANGE ${kind.toUpperCase()} STATUS ORDER`;
    this.#record(order, `${kind} status`, label, { from: before[field].code, to: status.code });
    if (kind === "payment" || status.code === "S") {
      this.#mail(order, kind === "payment" ? "payment status" : "shipped");
    }
    if (kind === "payment") {
      this.#returnStock(before, order);
    }
    this.#announce("order.status_changed", order, announce);
    return order;
  }

  /** Sets the whole list of tracking numbers, as the companion module does; the same list again does nothing. */
  setTracking(id: number, values: readonly string[]): Order {
    const before = this.order(id);
    const known = new Map(before.tracking_numbers.map((row) => [row.value, row]));
    if (values.length === known.size && values.every((value) => known.has(value))) {
      return before;
    }
    const at = this.#seconds();
    const added = (value: string) => ({ id: this.#nextId("tracking"), added: at, value });
    const order = {
      ...before,
      updated: at,
      tracking_numbers: values.map((value) => known.get(value) ?? added(value)),
    };
    this.orders.set(id, order);
    this.#record(order, "tracking numbers", "ORDER TRACKING", toJson(values));
    this.#announce("order.changed", order, true);
    return order;
  }

  /** Appends a tracking number, as the add-on of older shops does, and returns the row's id. */
  addTracking(id: number, value: string): number {
    const before = this.order(id);
    const at = this.#seconds();
    const row = { id: this.#nextId("tracking"), added: at, value };
    const order = { ...before, updated: at, tracking_numbers: [...before.tracking_numbers, row] };
    this.orders.set(id, order);
    this.#record(order, "tracking numbers", "ORDER TRACKING", toJson(value));
    this.#announce("order.changed", order, true);
    return row.id;
  }

  /** Sets the number that another system knows the order by, as the companion module does. */
  setExternalNumber(id: number, number: string | null): Order {
    const before = this.order(id);
    if ((before.external_number ?? null) === number) {
      return before;
    }
    const order = { ...before, updated: this.#seconds(), external_number: number };
    this.orders.set(id, order);
    this.#record(order, "external number", "ORDER EDITED", toJson({ external_number: number }));
    this.#announce("order.changed", order, true);
    return order;
  }

  /** Adds a payment attempt to an order; one that has not succeeded ends as `failed` says. */
  addTransaction(order: Order, attempt: TransactionInput, failed: "F" | "W" = "F"): void {
    this.transactions.append({
      id: this.#nextId("transaction"),
      backendId: this.#nextId("backend transaction"),
      orderId: order.id,
      type: attempt.type ?? "sale",
      at: this.#seconds(),
      outcome: attempt.succeeded === true ? "S" : failed,
      localName: attempt.localName ?? "Credit card",
      currency: order.currency,
      value: attempt.value ?? totalOf(order),
      note: attempt.note ?? "",
    });
  }

  #returnStock(before: Order, order: Order): void {
    const wasOut = !stockReturns.includes(before.payment_status.code);
    const { code } = order.payment_status;
    const isKept = code === "R" && ["S", "D"].includes(order.shipping_status.code);
    if (wasOut && stockReturns.includes(code) && !isKept) {
      this.#moveStock(order, 1);
    }
  }

  #mail(order: Order, kind: Mail["kind"]): void {
    this.mails.push({ orderId: order.id, kind, at: this.#now().toISOString() });
    this.#journal.append("mail", `order/${order.id}`, { kind, to: order.email });
  }

  #moveStock(order: Order, sign: 1 | -1): void {
    for (const item of order.items) {
      const product = this.products.get(item.product_id);
      if (product?.inventory_traceable === true) {
        this.products.set(product.id, { ...product, amount: Math.max(0, product.amount + sign * item.amount) });
      }
    }
  }

  #addTransactions(order: Order, input: OrderInput): void {
    const attempts = input.transactions ?? [{ succeeded: order.payment_status.code === "P" }];
    for (const attempt of attempts) {
      const unknown = input.transactions === undefined ? "W" : "F";
      const localName = attempt.localName ?? input.payment_method;
      this.addTransaction(order, { ...attempt, ...(localName === undefined ? {} : { localName }) }, unknown);
    }
  }

  #record(order: Order, what: string, code: string, detail: ReturnType<typeof toJson>): void {
    const event = { id: this.#nextId("history"), orderId: order.id, at: order.updated, code, description: what };
    this.history.append(event);
    const shown = { detail, update_date: formatOrderDate(order.updated), total: totalOf(order) };
    this.#journal.append(what, `order/${order.id}`, shown);
  }

  #announce(event: Parameters<ShopListener["order"]>[0], order: Order, announce: boolean): void {
    if (announce) {
      this.#listener.order(event, order);
    }
  }

  #saveProduct(product: Product): void {
    this.products.set(product.id, product);
    this.#productBySku.set(product.sku, product.id);
  }

  #productOf(item: ItemInput): Product {
    const bySku = this.products.get(this.#productBySku.get(item.sku) ?? 0);
    const known = item.product_id === undefined ? bySku : (this.products.get(item.product_id) ?? bySku);
    return (
      known ??
      this.addProduct({
        sku: item.sku,
        name: item.name ?? item.sku,
        price: item.price ?? item.item_net_price ?? 10,
        ...(item.product_id === undefined ? {} : { id: item.product_id }),
      })
    );
  }

  #status(kind: StatusKind, code: string): Status {
    const status = findStatus(kind, code, this.customStatuses);
    if (status === undefined) {
      throw new RangeError(`the shop has no ${kind} status ${code}`);
    }
    return status;
  }

  #seconds(): number {
    return Math.floor(this.#now().getTime() / 1000);
  }

  #nextId(kind: string): number {
    const next = (this.#lastIds.get(kind) ?? 0) + 1;
    this.#lastIds.set(kind, next);
    return next;
  }
}
