import type { JournalEntry } from "@xmap/sandbox";
import type { Product } from "@xmap/sandbox/xcart";
import type { PlannedLine } from "../demo/plan.ts";
import { MoneyBooks } from "./money-books.ts";
import { idsIn, rowsOf } from "./odoo-books.ts";
import type { OrderLife } from "./order-life.ts";
import { StockWatch } from "./stock-watch.ts";
import type { World } from "./world.ts";

/**
 * Watches both systems' journals and records, and nothing of the engine. After every step it holds that there is one sale for
 * an order and one contact for an e-mail address, no more payments and credit notes than money moved in the shop, "Shipped"
 * never before the last parcel, and no mail without a cause of its own.
 */
export class Watch {
  readonly stock: StockWatch;
  readonly money: MoneyBooks;
  readonly #world: World;
  readonly #violations: string[] = [];
  readonly #lives = new Map<number, OrderLife>();
  readonly #byNumber = new Map<string, OrderLife>();
  readonly #shipping = new Map<number, string>();
  readonly #mails = new Map<string, number>();
  readonly #saleOfNumber = new Map<string, number>();
  readonly #partnerOfEmail = new Map<string, number>();
  readonly #sentMoves = new Set<number>();
  #seenInShop = 0;
  #seenInOdoo = 0;

  constructor(world: World) {
    this.#world = world;
    this.stock = new StockWatch(world);
    this.money = new MoneyBooks(world);
  }

  get violations(): readonly string[] {
    return [...this.#violations, ...this.stock.violations];
  }

  placing(lines: readonly PlannedLine[]): void {
    // What was sent in this very minute is claimed no longer.
    this.look();
    this.stock.placing(lines);
  }

  placed(life: OrderLife): void {
    this.#lives.set(life.id, life);
    this.#byNumber.set(life.number, life);
    this.stock.placed(life);
  }

  edited(life: OrderLife, lines: readonly PlannedLine[]): void {
    this.stock.edited(life, lines);
  }

  dropped(life: OrderLife): void {
    this.stock.dropped(life);
  }

  skuOf(product: number): string {
    return this.stock.skuOf(product);
  }

  offered(sku: string): Product | undefined {
    return this.#world.shop.products().find((product) => product.sku === sku);
  }

  /** The shipping status that the shop's journal tells last. */
  shippingOf(life: OrderLife): string {
    return this.#shipping.get(life.id) ?? "N";
  }

  /** Looks at what has happened since the last look; called before anybody does something by hand. */
  look(): void {
    const inOdoo = this.#world.erp.journal();
    const touched = new Map<string, Set<number>>();
    for (; this.#seenInOdoo < inOdoo.length; this.#seenInOdoo += 1) {
      const { record } = inOdoo[this.#seenInOdoo] ?? { record: "" };
      const [model = "", id = ""] = record.split("/");
      touched.set(model, (touched.get(model) ?? new Set()).add(Number(id)));
    }
    this.#lookAtMoves(touched.get("stock.move"));
    this.#lookAtSales(touched.get("sale.order"));
    this.#lookAtPartners(touched.get("res.partner"));
    this.#lookAtMoney(touched.get("account.payment"), touched.get("account.move"));
    const inShop = this.#world.shop.journal();
    for (; this.#seenInShop < inShop.length; this.#seenInShop += 1) {
      const entry = inShop[this.#seenInShop];
      if (entry?.record.startsWith("order/") === true) this.#lookAtOrder(entry);
    }
  }

  #lookAtOrder(entry: JournalEntry): void {
    const id = Number(entry.record.slice("order/".length));
    const life = this.#lives.get(id);
    if (life === undefined) return;
    if (entry.what === "shipping status") {
      const code = String(Reflect.get(Object(Reflect.get(Object(entry.detail), "detail")), "to"));
      this.#shipping.set(id, code);
      if (code === "S") this.#mustBeShipped(life);
    }
    if (entry.what === "mail") this.#mustBeExpected(life, String(Reflect.get(Object(entry.detail), "kind")));
  }

  #mustBeExpected(life: OrderLife, kind: string): void {
    const key = `${life.id} ${kind}`;
    const sent = (this.#mails.get(key) ?? 0) + 1;
    this.#mails.set(key, sent);
    const { shippedMails, paymentMails } = life.expected;
    const most = kind === "shipped" ? shippedMails : paymentMails;
    if (sent > most) this.#violate(life, `the shop mailed "${kind}" ${sent} times, there was cause for ${most}`);
  }

  #mustBeShipped(life: OrderLife): void {
    const states = this.#saleFields(life, ["picking_ids"]).flatMap(({ picking_ids: ids }) =>
      rowsOf(this.#world.erp, "stock.picking", [["id", "in", idsIn(ids)]], ["state", "picking_type_code"])
        .filter(({ picking_type_code: code }) => code === "outgoing")
        .map(({ state }) => String(state)),
    );
    const isLast = states.includes("done") && states.every((state) => state === "done" || state === "cancel");
    if (!isLast) this.#violate(life, `is Shipped in the shop while its deliveries are ${states.join(", ")}`);
  }

  #saleFields(life: OrderLife, fields: readonly string[]) {
    return rowsOf(this.#world.erp, "sale.order", [["client_order_ref", "=", life.number]], fields);
  }

  #lookAtMoves(ids: Iterable<number> = []): void {
    const fields = ["state", "product_id", "quantity", "location_dest_id", "sale_line_id"];
    for (const move of rowsOf(this.#world.erp, "stock.move", [["id", "in", [...ids]]], fields)) {
      const id = Number(move.id);
      const line = Number(move.sale_line_id);
      if (move.state !== "done" || this.#sentMoves.has(id) || !(line > 0)) continue;
      const [destination] = rowsOf(
        this.#world.erp,
        "stock.location",
        [["id", "=", Number(move.location_dest_id)]],
        ["usage"],
      );
      if (destination?.usage !== "customer") continue;
      this.#sentMoves.add(id);
      const [{ order_id: order } = { order_id: 0 }] = rowsOf(
        this.#world.erp,
        "sale.order.line",
        [["id", "=", line]],
        ["order_id"],
      );
      const [sale] = rowsOf(this.#world.erp, "sale.order", [["id", "=", Number(order)]], ["client_order_ref"]);
      const life = this.#byNumber.get(String(sale?.client_order_ref));
      if (life !== undefined) this.stock.sent(life.id, this.skuOf(Number(move.product_id)), Number(move.quantity));
    }
  }

  #lookAtSales(ids: Iterable<number> = []): void {
    for (const sale of rowsOf(this.#world.erp, "sale.order", [["id", "in", [...ids]]], ["client_order_ref"])) {
      const number = sale.client_order_ref;
      if (typeof number !== "string") continue;
      const known = this.#saleOfNumber.get(number);
      if (known === undefined) this.#saleOfNumber.set(number, Number(sale.id));
      else if (known !== sale.id) this.#violations.push(`order ${number} has two sales, ${known} and ${sale.id}`);
    }
  }

  #lookAtPartners(ids: Iterable<number> = []): void {
    const fields = ["email", "type", "parent_id"];
    for (const partner of rowsOf(this.#world.erp, "res.partner", [["id", "in", [...ids]]], fields)) {
      const { email } = partner;
      if (typeof email !== "string" || email === "" || partner.type !== "contact" || partner.parent_id) continue;
      const known = this.#partnerOfEmail.get(email.toLowerCase());
      if (known === undefined) this.#partnerOfEmail.set(email.toLowerCase(), Number(partner.id));
      else if (known !== partner.id) this.#violations.push(`${email} has two contacts, ${known} and ${partner.id}`);
    }
  }

  /** Never more money booked, in or out, than the script has seen move. */
  #lookAtMoney(payments: Iterable<number> = [], moves: Iterable<number> = []): void {
    const ofPayments = this.money.note(payments);
    const documents = rowsOf(
      this.#world.erp,
      "account.move",
      [["id", "in", [...moves, ...ofPayments]]],
      ["invoice_origin"],
    );
    const names = new Set(documents.map(({ invoice_origin: name }) => String(name)));
    for (const name of names) {
      const [sale] = rowsOf(this.#world.erp, "sale.order", [["name", "=", name]], ["client_order_ref"]);
      const life = this.#byNumber.get(String(sale?.client_order_ref));
      if (life === undefined) continue;
      const books = this.money.ofSale(name);
      const { paid, credited, paidBack } = life.expected;
      const tooMany = (what: string, found: readonly number[], most: readonly number[]): void => {
        if (found.length > most.length) this.#violate(life, `${found.length} ${what}: ${found.join(", ")}`);
      };
      tooMany("invoices", books.invoices, [0]);
      tooMany("payments", books.paid, paid);
      tooMany("credit notes", books.credited, credited);
      tooMany("payments back", books.paidBack, paidBack);
    }
  }

  #violate({ number, story }: OrderLife, words: string): void {
    const at = new Date(this.#world.clock.now()).toISOString().slice(5, 16);
    this.#violations.push(`${at}: order ${number} (${story}): ${words}`);
  }
}
