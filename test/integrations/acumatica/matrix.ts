/** How far Acumatica is with an order. */
export const STATES = [
  "draft",
  "confirmed",
  "part shipped",
  "shipped",
  "invoiced",
  "paid",
  "closed",
  "cancelled",
] as const;
export type State = (typeof STATES)[number];

/** What happens to the order in the shop then. */
export const SHOP_EVENTS = [
  "line edit",
  "address edit",
  "discount edit",
  "payment received",
  "cancelled",
  "refunded in part",
  "refunded",
  "returned",
] as const;
export type ShopEvent = (typeof SHOP_EVENTS)[number];

export type Outcome = "updated" | "operation called" | "held" | "nothing";

/** The order has two shirts for 10 and a mug for 5; a line edit makes it four shirts, a discount edit takes 3 off. */
export interface Cell {
  readonly outcome: Outcome;
  /** For people: what is done, or why it is held. */
  readonly because: string;
  /** What changes in Acumatica; all else stays. */
  readonly erp?: Partial<ErpView>;
  /** What waits for a person, as its message begins or goes on. */
  readonly says?: RegExp;
}

/** What is looked at in Acumatica. */
export interface ErpView {
  readonly status: string;
  readonly total: number;
  readonly street: string;
  /** Each as `Type Status amount`. */
  readonly payments: readonly string[];
  /** The return's state; undefined without one. */
  readonly returned: string | undefined;
}

const nothing = (because: string): Cell => ({ outcome: "nothing", because });
const updated = (because: string, erp: Partial<ErpView>): Cell => ({ outcome: "updated", because, erp });
const called = (because: string, erp: Partial<ErpView>): Cell => ({ outcome: "operation called", because, erp });
const held = (because: string, says: RegExp, erp: Partial<ErpView> = {}): Cell => ({
  outcome: "held",
  because,
  says,
  erp,
});

const GONE = nothing("the goods have left");
const CHANGED = held("return or credit needed", /was changed in the shop after it was shipped/);
const STOPPED = held("return or credit needed", /after Acumatica has begun to ship it .* a return or credit is needed/);
const CREDIT = held("credit needed", /were given back .* after Acumatica had begun to ship it: a credit is needed/);
const RETURNED = called("a return is made, with its receipt for the warehouse", { returned: "Shipping" });
const UNSHIPPED = held("nothing was shipped that could come back", /came back in the shop, and \d+ is/);
const PREPAID = "Prepayment Open 25";
const BOOKED = nothing("it is booked already");
const CANCELED = nothing("a canceled order stays as it is");

const SHIPPED = {
  "line edit": CHANGED,
  "address edit": GONE,
  "discount edit": CHANGED,
  "payment received": BOOKED,
  cancelled: STOPPED,
  "refunded in part": CREDIT,
  refunded: STOPPED,
  returned: RETURNED,
} satisfies Record<ShopEvent, Cell>;

/** What a change in the shop comes to, by what Acumatica has done with the order so far. */
export const SHOP_EVENT_OUTCOMES: Readonly<Record<State, Readonly<Record<ShopEvent, Cell>>>> = {
  draft: {
    "line edit": updated("the lines follow", { total: 45 }),
    "address edit": updated("the address follows", { street: "1 New Road" }),
    "discount edit": updated("the discount follows", { total: 22 }),
    "payment received": updated("hold is released, the prepayment booked", { status: "Open", payments: [PREPAID] }),
    cancelled: called("CancelSalesOrder", { status: "Canceled" }),
    "refunded in part": nothing("nothing was charged that could be given back"),
    refunded: called("CancelSalesOrder", { status: "Canceled" }),
    returned: UNSHIPPED,
  },
  confirmed: {
    "line edit": held("the lines follow; paid and ordered differ", /^25 was paid .* its total is 45$/, { total: 45 }),
    "address edit": updated("the address follows", { street: "1 New Road" }),
    "discount edit": held("the discount follows; paid and ordered differ", /^25 was paid .* its total is 22$/, {
      total: 22,
    }),
    "payment received": BOOKED,
    cancelled: held("on hold in Acumatica, and its money is not given back", /25 USD are booked for/, {
      status: "On Hold",
    }),
    "refunded in part": called("less of the prepayment is applied, and a refund is booked", {
      payments: ["Prepayment Open 25", "Refund Closed 10"],
    }),
    refunded: called("VoidPayment, CancelSalesOrder", {
      status: "Canceled",
      payments: ["Prepayment Voided 25", "Voided Payment Closed -25"],
    }),
    returned: UNSHIPPED,
  },
  "part shipped": {
    "line edit": held("the lines follow; paid and ordered differ", /^25 was paid .* its total is 45$/, { total: 45 }),
    "address edit": updated("what is left goes to the new address", { street: "1 New Road" }),
    "discount edit": held("the discount follows; paid and ordered differ", /^25 was paid .* its total is 22$/, {
      total: 22,
    }),
    "payment received": BOOKED,
    cancelled: STOPPED,
    "refunded in part": CREDIT,
    refunded: STOPPED,
    returned: UNSHIPPED,
  },
  shipped: SHIPPED,
  invoiced: {
    ...SHIPPED,
    "payment received": called("a payment of the open invoice is booked", { payments: ["Payment Closed 25"] }),
    "refunded in part": nothing("nothing was charged that could be given back"),
  },
  paid: { ...SHIPPED, "refunded in part": nothing("the shop has not charged it: the accountant gives it back") },
  closed: SHIPPED,
  cancelled: {
    "line edit": CANCELED,
    "address edit": CANCELED,
    "discount edit": CANCELED,
    "payment received": held("reopen it in Acumatica, or give the money back", /is canceled in Acumatica, and order/),
    cancelled: CANCELED,
    "refunded in part": held("reopen it in Acumatica, or give the money back", /is canceled in Acumatica, and order/),
    refunded: CANCELED,
    returned: UNSHIPPED,
  },
};
