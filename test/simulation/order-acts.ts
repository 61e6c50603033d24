import { type PlannedCharge, type PlannedLine, planCharges, roundTo } from "../demo/plan.ts";
import { toItem, toSurcharge } from "../demo/shop-orders.ts";
import { idsIn, rowsOf } from "./odoo-books.ts";
import { type OrderLife, saleOf } from "./order-life.ts";
import { Parcels } from "./parcels.ts";
import type { SalesWatcher } from "./sales-watcher.ts";
import { Timetable, type TimetableParts } from "./timetable.ts";

interface ActParts extends TimetableParts {
  readonly watcher: SalesWatcher;
}

/** What people of the shop and of Odoo do with an order after it was placed; each act says in the order's book what must follow. */
export class OrderActs {
  readonly #parts: ActParts;
  readonly #timetable: Timetable;
  readonly #parcels: Parcels;

  constructor(parts: ActParts) {
    this.#parts = parts;
    this.#timetable = new Timetable(parts);
    this.#parcels = new Parcels(parts.world, parts.watcher, this.#timetable);
  }

  /** Plans the story of an order. */
  plan(life: OrderLife): void {
    switch (life.story) {
      case "shipped":
        this.#parcels.ship(life, 4, 1);
        break;
      case "shippedInParts":
        this.#parcels.ship(life, 4, this.#parts.random.whole(2, 3));
        break;
      case "bankTransfer":
        this.#timetable.later(6, 20, () => this.#bookTransfer(life));
        break;
      case "paidLater":
        this.#timetable.later(1, 12, () => this.#pay(life));
        break;
      case "linesEdited":
        this.#timetable.later(1, 8, () => {
          this.#editLines(life);
          this.#timetable.later(1, 8, () => this.#pay(life));
        });
        break;
      case "addressEdited":
        this.#timetable.later(1, 4, () => this.#editAddress(life));
        break;
      case "cancelledUnpaid":
        this.#timetable.later(1, 12, () => this.#cancel(life));
        break;
      case "refundedBeforeShipping":
        this.#timetable.later(2, 10, () => this.#whenInvoiced(life, () => this.#refund(life, undefined)));
        break;
      case "refundedInPart":
        this.#parcels.ship(life, 4, 1, () =>
          this.#timetable.later(5, 20, () => this.#refund(life, this.#priceOfOnePiece(life))),
        );
        break;
      case "returned":
        this.#parcels.ship(life, 4, 1, () => this.#timetable.later(5, 20, () => this.#returnToShop(life)));
        break;
      case "returnedInOdoo":
        this.#parcels.ship(life, 4, 1, () => this.#timetable.later(5, 20, () => this.#returnToWarehouse(life)));
        break;
      case "cancelledInOdooUnpaid":
        this.#timetable.later(1, 8, () => this.#cancelInOdoo(life));
        break;
      case "editedAfterPayment":
        this.#timetable.later(2, 8, () => this.#whenInvoiced(life, () => this.#editAfterPayment(life)));
        break;
      case "cancelledPaid":
        this.#timetable.later(2, 8, () => this.#whenInvoiced(life, () => this.#cancel(life)));
        break;
      case "cancelledAfterDelivery":
        this.#parcels.ship(life, 4, 1, () => this.#timetable.later(5, 20, () => this.#cancelDelivered(life)));
        break;
      case "cancelledInOdooPaid":
        this.#timetable.later(2, 8, () => this.#whenInvoiced(life, () => this.#cancelInOdoo(life)));
        break;
      case "unpaid":
      case "unknownSku":
      case "unknownStatus":
      case "noEmail":
        break;
    }
  }

  #announcement(): { readonly announce: boolean } {
    return { announce: this.#parts.random.fraction() < 0.85 };
  }

  /** The shop's staff pay: the money is there. */
  #pay(life: OrderLife): void {
    life.shown = this.#parts.world.shop.setPaymentStatus(life.id, "P", this.#announcement());
    const { expected } = life;
    expected.payment = "P";
    expected.paymentMails += 1;
    expected.sale = "sale";
    expected.paid = [expected.total];
    this.#parcels.ship(life, 4, 1);
  }

  #editLines(life: OrderLife): void {
    const { random } = this.#parts;
    const [first, ...rest] = life.lines;
    if (first === undefined) return;
    const hasMore = (this.#parts.watcher.offered(first.sku)?.amount ?? 0) > 0;
    const lines =
      rest.length > 0 && (random.fraction() < 0.5 || !hasMore)
        ? rest
        : [{ ...first, quantity: first.quantity + (hasMore ? 1 : 0) }, ...rest];
    this.#moveShelf(life.lines, lines);
    this.#changeLines(life, lines);
    life.expected.total = roundTo(life.shown.total, life.customer.market.digits);
  }

  /** X-Cart's back office takes from its stock what an edit adds, and puts back what it removes; the sandbox leaves that to us. */
  #moveShelf(before: readonly PlannedLine[], after: readonly PlannedLine[]): void {
    const sum = (lines: readonly PlannedLine[], sku: string): number =>
      lines.reduce((total, line) => total + (line.sku === sku ? line.quantity : 0), 0);
    for (const sku of new Set([...before, ...after].map((line) => line.sku))) {
      const product = this.#parts.watcher.offered(sku);
      const more = sum(after, sku) - sum(before, sku);
      if (product === undefined || more === 0) continue;
      this.#parts.world.shop.editProduct(product.id, { amount: Math.max(0, product.amount - more) });
    }
  }

  #changeLines(life: OrderLife, lines: readonly PlannedLine[]): void {
    const { shop } = this.#parts.world;
    const charges = planCharges(life.customer.market, lines);
    const items = life.shown.items.map(({ id, sku }) => ({ id, sku }));
    life.shown = shop.editOrder(
      life.id,
      {
        items: lines.map((line) => ({ ...toItem(line), id: items.find(({ sku }) => sku === line.sku)?.id })),
        surcharges: charges.map(toSurcharge),
      },
      this.#announcement(),
    );
    this.#parts.watcher.edited(life, lines);
    life.lines = lines;
    life.charges = charges;
  }

  #editAddress(life: OrderLife): void {
    const street = `${life.id} New Road`;
    const { address } = life.customer;
    const moved = {
      firstname: address.firstname,
      lastname: address.lastname,
      phone: address.phone,
      street,
      zipcode: address.zipcode,
      city: address.city,
      country_code: address.country,
      state: null,
      state_name: address.state,
    };
    life.shown = this.#parts.world.shop.editOrder(life.id, { shipping_address: moved }, this.#announcement());
    life.expected.street = street;
    this.#parcels.ship(life, 3, 1);
  }

  /** Odoo's accountant finds the money on the bank's statement. */
  #bookTransfer(life: OrderLife): void {
    const sale = saleOf(this.#parts.world.erp, life);
    if (sale === undefined || sale.amount_total !== life.expected.total) {
      this.#timetable.later(1, 1, () => this.#bookTransfer(life));
      return;
    }
    const { erp } = this.#parts.world;
    erp.confirm(Number(sale.id));
    erp.invoice(Number(sale.id), { pay: true });
    const { expected } = life;
    expected.sale = "sale";
    expected.payment = "P";
    expected.paymentMails += 1;
    expected.paid = [expected.total];
    this.#parcels.ship(life, 4, 1);
  }

  #cancel(life: OrderLife): void {
    life.shown = this.#parts.world.shop.cancelOrder(life.id, this.#announcement());
    const { expected } = life;
    if (expected.paid.length > 0) {
      expected.credited = [expected.total];
      expected.waits.push(`order ${life.number} was cancelled after it was paid`);
    }
    expected.payment = "C";
    expected.shipping = "WND";
    expected.paymentMails += 1;
    expected.sale = "cancel";
    this.#parts.watcher.dropped(life);
  }

  #cancelDelivered(life: OrderLife): void {
    life.shown = this.#parts.world.shop.cancelOrder(life.id, this.#announcement());
    const { expected } = life;
    expected.payment = "C";
    expected.shipping = "WND";
    expected.paymentMails += 1;
    expected.waits.push(`order ${life.number} was cancelled in the shop after delivery`);
  }

  /** Undefined: all of it. */
  #refund(life: OrderLife, value: number | undefined): void {
    life.shown = this.#parts.world.shop.refundOrder(life.id, value, this.#announcement());
    const { expected } = life;
    const amount = value ?? expected.total;
    expected.payment = value === undefined ? "R" : "PP";
    expected.paymentMails += 1;
    expected.credited = [amount];
    expected.paidBack = [amount];
    if (value === undefined && expected.shippedMails === 0) {
      expected.sale = "cancel";
      this.#parts.watcher.dropped(life);
    }
  }

  #priceOfOnePiece({ lines, customer, expected }: OrderLife): number {
    const price = roundTo(lines[0]?.unitPrice ?? 1, customer.market.digits);
    return price < expected.total ? price : roundTo(expected.total / 2, customer.market.digits);
  }

  /** The shop says that it comes back; the warehouse takes it in once Odoo expects it, then the money goes back. */
  #returnToShop(life: OrderLife): void {
    life.shown = this.#parts.world.shop.setShippingStatus(life.id, "R", this.#announcement());
    life.expected.shipping = "R";
    this.#timetable.later(2, 10, () => this.#receiveReturn(life));
  }

  #receiveReturn(life: OrderLife): void {
    const { erp } = this.#parts.world;
    const [expected] = this.#parcels.pickingsOf(life, "incoming").filter(({ state }) => state !== "done");
    if (expected === undefined) {
      this.#timetable.later(1, 1, () => this.#receiveReturn(life));
      return;
    }
    erp.call("stock.picking", "button_validate", [[Number(expected.id)]], { context: { skip_backorder: true } });
    this.#timetable.later(1, 4, () => this.#refund(life, undefined));
  }

  #returnToWarehouse(life: OrderLife): void {
    const { erp } = this.#parts.world;
    for (const sent of this.#parcels.pickingsOf(life, "outgoing")) {
      const context = { active_model: "stock.picking", active_id: Number(sent.id), active_ids: [Number(sent.id)] };
      const wizard = erp.call("stock.return.picking", "create", [{ picking_id: Number(sent.id) }], { context });
      const made = erp.call("stock.return.picking", "action_create_returns_all", [[Number(wizard)]], { context });
      const id = Number(Reflect.get(Object(made), "res_id"));
      erp.call("stock.picking", "button_validate", [[id]], { context: { skip_backorder: true } });
    }
    life.expected.shipping = "R";
  }

  #cancelInOdoo(life: OrderLife): void {
    const sale = saleOf(this.#parts.world.erp, life);
    if (sale === undefined) {
      this.#timetable.later(1, 1, () => this.#cancelInOdoo(life));
      return;
    }
    const { expected } = life;
    this.#parts.world.erp.call("sale.order", "action_cancel", [[Number(sale.id)]]);
    expected.sale = "cancel";
    if (expected.payment === "P") {
      expected.waits.push(`was cancelled in Odoo, but order ${life.number} is paid`);
    } else {
      expected.payment = "C";
      expected.paymentMails += 1;
    }
    this.#parts.watcher.dropped(life);
  }

  /** Staff give a discount after the invoice was sent. */
  #editAfterPayment(life: OrderLife): void {
    const discount: PlannedCharge = {
      type: "discount",
      code: "DISCOUNT",
      name: "Goodwill",
      value: -roundTo(this.#priceOfOnePiece(life) / 4, life.customer.market.digits),
    };
    life.charges = [...life.charges, discount];
    const surcharges = life.charges.map(toSurcharge);
    life.shown = this.#parts.world.shop.editOrder(life.id, { surcharges }, this.#announcement());
    life.expected.waits.push(`order ${life.number} was changed after`);
  }

  /** Does it once the sale is confirmed, invoiced and paid. */
  #whenInvoiced(life: OrderLife, act: () => void): void {
    const sale = saleOf(this.#parts.world.erp, life);
    const bills = rowsOf(
      this.#parts.world.erp,
      "account.move",
      [["id", "in", idsIn(sale?.invoice_ids)]],
      ["payment_state"],
    );
    if (bills.some(({ payment_state: paid }) => paid === "paid")) act();
    else this.#timetable.later(0.5, 0.5, () => this.#whenInvoiced(life, act));
  }
}
