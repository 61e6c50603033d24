import type { WaitingRecord } from "@xmap/contract";
import type { ShownOrder } from "@xmap/sandbox/xcart";
import { GOODS } from "./goods.ts";
import { idsIn, type Row, rowsOf } from "./odoo-books.ts";
import type { OrderLife } from "./order-life.ts";
import type { Watch } from "./watch.ts";
import type { World } from "./world.ts";

/** Everything that is not as the script's book says, in words. */
export function finalDifferences(
  world: World,
  watch: Watch,
  lives: readonly OrderLife[],
  waiting: readonly WaitingRecord[],
): readonly string[] {
  const shown = new Map(world.shop.orders().map((order) => [Number(order.id), order]));
  const waits = Map.groupBy(waiting, ({ record }) => record);
  const known = new Set(lives.map(({ id }) => `shop/Order/${id}`));
  return [
    ...lives.flatMap((life) =>
      orderDifferences(world, watch, life, shown.get(life.id), waits.get(`shop/Order/${life.id}`) ?? []),
    ),
    ...waiting
      .filter(({ record }) => !known.has(record))
      .map((record) => `${record.record} waits for a person: ${record.flow}: ${wordsOf(record)}`),
    ...stockDifferences(world, watch, lives),
    ...partnerDifferences(world, lives),
  ];
}

/** What a hold or dead letter says. */
export function wordsOf({ problems, failure }: WaitingRecord): string {
  return failure?.message ?? problems.map(({ message }) => message).join("; ");
}

function orderDifferences(
  world: World,
  watch: Watch,
  life: OrderLife,
  order: ShownOrder | undefined,
  waits: readonly WaitingRecord[],
): string[] {
  const { expected, number, story } = life;
  const found: string[] = [];
  const compare = (what: string, wanted: unknown, is: unknown): void => {
    const [left, right] = [JSON.stringify(wanted), JSON.stringify(is)];
    if (left !== right) found.push(`order ${number} (${story}): ${what} is ${right}, must be ${left}`);
  };
  compare("the payment status in the shop", expected.payment, order?.payment_status.code);
  compare("the shipping status in the shop", expected.shipping, order?.shipping_status.code);
  compare("tracking", expected.tracking.toSorted(), order?.tracking_numbers.map(({ value }) => value).toSorted());
  const mails = world.shop.mails().filter(({ orderId }) => orderId === life.id);
  const ofKind = (wanted: string): number => mails.filter(({ kind }) => kind === wanted).length;
  compare("mails about the payment", expected.paymentMails, ofKind("payment status"));
  compare("mails about the shipment", expected.shippedMails, ofKind("shipped"));
  compareSale(world, watch, life, compare);

  const words = waits.map((record) => `${record.flow}: ${wordsOf(record)}`);
  for (const expectedWords of expected.waits) {
    if (!words.some((text) => text.includes(expectedWords)))
      found.push(
        `order ${number} (${story}): must wait because "${expectedWords}", waits: ${words.join(" | ") || "no"}`,
      );
  }
  for (const text of words) {
    if (!expected.waits.some((expectedWords) => text.includes(expectedWords)))
      found.push(`order ${number} (${story}): waits for a person: ${text}`);
  }
  return found;
}

function compareSale(
  world: World,
  watch: Watch,
  { number, expected, lines, story }: OrderLife,
  compare: (what: string, wanted: unknown, is: unknown) => void,
): void {
  const { erp } = world;
  const fields = ["name", "state", "amount_total", "partner_shipping_id", "order_line"];
  const sales = rowsOf(erp, "sale.order", [["client_order_ref", "=", number]], fields);
  compare("the number of sales", expected.sale === undefined ? 0 : 1, sales.length);
  const [sale] = sales;
  if (sale === undefined || expected.sale === undefined) return;
  compare("the sale", expected.sale, sale.state);
  compare("the sale's total", expected.total, sale.amount_total);
  const [recipient] = rowsOf(erp, "res.partner", [["id", "=", Number(sale.partner_shipping_id)]], ["street"]);
  compare("the street", expected.street, recipient?.street);
  if (story !== "editedAfterPayment") {
    compare("the goods", lines.map(({ sku, quantity }) => `${quantity} ${sku}`).toSorted(), goodsOf(world, sale));
  }
  const money = watch.money.ofSale(String(sale.name));
  const sorted = (amounts: readonly number[]): number[] => amounts.toSorted((left, right) => left - right);
  compare("what was paid", sorted(expected.paid), sorted(money.paid));
  compare("what was credited", sorted(expected.credited), sorted(money.credited));
  compare("what was paid back", sorted(expected.paidBack), sorted(money.paidBack));
}

function goodsOf({ erp }: World, sale: Row): string[] {
  const lines = rowsOf(
    erp,
    "sale.order.line",
    [["id", "in", idsIn(sale.order_line)]],
    ["product_id", "product_uom_qty"],
  );
  const products = new Map(
    rowsOf(
      erp,
      "product.product",
      [["id", "in", lines.map(({ product_id: id }) => Number(id))]],
      ["default_code", "type"],
    ).map((product) => [product.id, product]),
  );
  return lines
    .filter((line) => products.get(line.product_id ?? 0)?.type !== "service" && Number(line.product_uom_qty) > 0)
    .map((line) => `${Number(line.product_uom_qty)} ${products.get(line.product_id ?? 0)?.default_code}`)
    .toSorted();
}

/** The shop must show what Odoo has on hand, less what its confirmed sales still have to send, less what it has sold and Odoo has not confirmed. */
function stockDifferences({ erp, shop }: World, watch: Watch, lives: readonly OrderLife[]): string[] {
  const open = new Map<string, number>();
  for (const { expected, lines } of lives) {
    const waitsForOdoo = expected.sale === "draft" || (expected.sale === undefined && expected.payment !== "C");
    for (const { sku, quantity } of waitsForOdoo ? lines : []) open.set(sku, (open.get(sku) ?? 0) + quantity);
  }
  return GOODS.flatMap(({ sku }) => {
    const id = watch.stock.idOf(sku);
    const [product] = rowsOf(erp, "product.product", [["id", "=", id]], ["qty_available", "outgoing_qty"]);
    const promised = Number(product?.qty_available) - Number(product?.outgoing_qty);
    const wanted = Math.max(0, promised - (open.get(sku) ?? 0));
    const amount = shop.products().find((known) => known.sku === sku)?.amount;
    return amount === wanted
      ? []
      : [
          `stock of ${sku}: the shop shows ${amount}, must show ${wanted} (${promised} promised, ${open.get(sku) ?? 0} open)`,
        ];
  });
}

function partnerDifferences({ erp }: World, lives: readonly OrderLife[]): string[] {
  const contacts = rowsOf(erp, "res.partner", [["type", "=", "contact"]], ["email", "parent_id"]);
  const byEmail = Map.groupBy(
    contacts.filter(({ parent_id: parent }) => !parent),
    ({ email }) => String(email).toLowerCase(),
  );
  const buyers = new Set(
    lives.flatMap(({ expected, customer }) => (expected.sale === undefined ? [] : [customer.email])),
  );
  return [...buyers].flatMap((email) => {
    const found = byEmail.get(email)?.length ?? 0;
    return found === 1 ? [] : [`${email} is ${found} contacts in Odoo, must be one`];
  });
}
