import type { Model } from "../engine/model.ts";
import { accountMove, accountMoveLine } from "./account-move.ts";
import { payment, paymentRegister } from "./account-payment.ts";
import {
  company,
  configParameter,
  country,
  countryState,
  currency,
  externalId,
  fiscalPosition,
  journal,
  paymentTerm,
  users,
} from "./base.ts";
import { partner } from "./partner.ts";
import { pricelist, product, template, unit } from "./product.ts";
import { saleInvoiceWizard } from "./sale-invoice-wizard.ts";
import { saleOrder } from "./sale-order.ts";
import { saleOrderLine } from "./sale-order-line.ts";
import { backorderConfirmation, backorderConfirmationLine } from "./stock-backorder.ts";
import { carrier, location, pickingType, quant, warehouse } from "./stock-base.ts";
import { move } from "./stock-move.ts";
import { picking } from "./stock-picking.ts";
import { tax } from "./tax.ts";

/** Every model that the sandbox knows. */
export const models: readonly Model[] = [
  ...[company, currency, country, countryState, partner, users, externalId, configParameter],
  ...[unit, template, product, pricelist, tax, paymentTerm, fiscalPosition, journal, carrier],
  ...[saleOrder, saleOrderLine, saleInvoiceWizard, accountMove, accountMoveLine, payment, paymentRegister],
  ...[warehouse, location, pickingType, quant, move, picking, backorderConfirmation, backorderConfirmationLine],
];
