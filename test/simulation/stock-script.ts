import type { SeededRandom } from "@xmap/sandbox";
import { GOODS } from "./goods.ts";
import { rowsOf } from "./odoo-books.ts";
import type { StockWatch } from "./stock-watch.ts";
import type { World } from "./world.ts";

interface StockParts {
  readonly world: World;
  readonly random: SeededRandom;
  readonly stock: StockWatch;
}

/** People of the warehouses: goods come in, get lost, move between the houses, and are sold over the counter. */
export class StockScript {
  readonly #parts: StockParts;
  receipts = 0;
  losses = 0;
  transfers = 0;
  counterSales = 0;

  constructor(parts: StockParts) {
    this.#parts = parts;
  }

  /** Puts the second warehouse's goods there. */
  furnish(): void {
    const { erp, locations } = this.#parts.world;
    for (const { sku, second } of GOODS) {
      if (second > 0) this.#move(sku, second, vendors(erp), locations.second);
    }
  }

  /** Some of it happens every hour. */
  hour(): void {
    const { random } = this.#parts;
    this.#restock();
    if (random.fraction() < 0.25) this.#lose(random.pick(GOODS).sku);
    if (random.fraction() < 0.35) this.#sellOverCounter(random.pick(GOODS).sku);
  }

  /** What is short in the main house comes from the second one, or else from the vendor; waiting deliveries get theirs at once. */
  #restock(): void {
    const { world, stock, random } = this.#parts;
    const { erp, locations } = world;
    for (const { sku } of GOODS) {
      const inMain = this.#freeIn(sku, locations.main);
      if (inMain > 8) continue;
      const inSecond = this.#freeIn(sku, locations.second);
      if (inSecond > 0) {
        this.#move(sku, inSecond, locations.second, locations.main);
        this.transfers += 1;
      } else if (random.fraction() < 0.3) {
        this.#move(sku, random.whole(30, 150), vendors(erp), locations.main);
        this.receipts += 1;
      } else continue;
      this.#assign(stock.idOf(sku));
    }
  }

  #freeIn(sku: string, location: number): number {
    const { world, stock } = this.#parts;
    const domain = [
      ["product_id", "=", stock.idOf(sku)],
      ["location_id", "=", location],
    ];
    return rowsOf(world.erp, "stock.quant", domain, ["quantity", "reserved_quantity"]).reduce(
      (sum, { quantity, reserved_quantity: reserved }) => sum + Number(quantity) - Number(reserved),
      0,
    );
  }

  /** A transfer of one product, from a vendor or between the houses, in one step. */
  #move(sku: string, quantity: number, from: number, to: number): void {
    const { world, stock } = this.#parts;
    const house = rowsOf(world.erp, "stock.warehouse", [["lot_stock_id", "=", to]], ["in_type_id", "int_type_id"])[0];
    const isReceipt = from === vendors(world.erp);
    const places = { location_id: from, location_dest_id: to };
    const picking = world.erp.call("stock.picking", "create", [
      { picking_type_id: Number(isReceipt ? house?.in_type_id : house?.int_type_id), ...places },
    ]);
    const values = { product_id: stock.idOf(sku), product_uom_qty: quantity, picking_id: Number(picking), ...places };
    world.erp.call("stock.move", "create", [{ ...values, state: "confirmed" }]);
    world.erp.call("stock.picking", "action_assign", [[Number(picking)]]);
    world.erp.call("stock.picking", "button_validate", [[Number(picking)]]);
  }

  /** What waits for a product gets what there is now, as Odoo does when goods come in. */
  #assign(product: number): void {
    const { erp } = this.#parts.world;
    const domain = [
      ["product_id", "=", product],
      ["state", "in", ["confirmed", "partially_available"]],
    ];
    const waiting = rowsOf(erp, "stock.move", domain, ["picking_id"]).map(({ picking_id: id }) => Number(id));
    if (waiting.length > 0) erp.call("stock.picking", "action_assign", [[...new Set(waiting)]]);
  }

  /** A count finds less than there was. */
  #lose(sku: string): void {
    const { world, stock, random } = this.#parts;
    const domain = [
      ["product_id", "=", stock.idOf(sku)],
      ["location_id", "=", world.locations.main],
    ];
    const [quant] = rowsOf(world.erp, "stock.quant", domain, ["quantity"]);
    const there = Number(quant?.quantity ?? 0);
    const lost = Math.min(there, random.whole(1, 5));
    if (lost <= 0) return;
    world.erp.call("stock.quant", "write", [[Number(quant?.id)], { inventory_quantity: there - lost }]);
    world.erp.call("stock.quant", "action_apply_inventory", [[Number(quant?.id)]]);
    stock.unseen(sku, lost);
    this.losses += 1;
  }

  /** Somebody without an e-mail address buys in the store: sold, delivered, invoiced and paid at once. */
  #sellOverCounter(sku: string): void {
    const { world, stock, random } = this.#parts;
    const { erp } = world;
    const quantity = Math.min(random.whole(1, 3), this.#freeIn(sku, world.locations.main));
    if (quantity <= 0) return;
    const partner = erp.call("res.partner", "create", [{ name: `Walk-in ${this.counterSales}` }]);
    const line = { product_id: stock.idOf(sku), product_uom_qty: quantity, tax_ids: [] };
    const sale = erp.call("sale.order", "create", [{ partner_id: Number(partner), order_line: [[0, 0, line]] }]);
    erp.confirm(Number(sale));
    erp.shipOrder(Number(sale));
    erp.invoice(Number(sale), { pay: true });
    stock.unseen(sku, quantity);
    this.counterSales += 1;
  }
}

function vendors(erp: World["erp"]): number {
  return Number(rowsOf(erp, "stock.location", [["usage", "=", "supplier"]], ["usage"])[0]?.id);
}
