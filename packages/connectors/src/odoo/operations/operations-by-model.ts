import { ACCOUNT_MOVE_OPERATIONS } from "./account-move.ts";
import type { Operations } from "./operation.ts";
import { SALE_ORDER_OPERATIONS } from "./sale-order.ts";
import { STOCK_PICKING_OPERATIONS } from "./stock-picking.ts";
import { STOCK_QUANT_OPERATIONS } from "./stock-quant.ts";

/** Operations by model and name. */
export const ODOO_OPERATIONS: Readonly<Record<string, Operations>> = {
  "account.move": ACCOUNT_MOVE_OPERATIONS,
  "sale.order": SALE_ORDER_OPERATIONS,
  "stock.picking": STOCK_PICKING_OPERATIONS,
  "stock.quant": STOCK_QUANT_OPERATIONS,
};
