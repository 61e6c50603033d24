import type { OdooApp, OdooVersion } from "../engine/host.ts";
import type { Model } from "../engine/model.ts";
import { formerModels } from "../former/former-models.ts";
import { account, partialReconcile, paymentMethodLine, taxGroup } from "./account-base.ts";
import { accountMove } from "./account-move.ts";
import { accountMoveLine } from "./account-move-line.ts";
import { accountMoveReversal } from "./account-move-reversal.ts";
import { payment, paymentRegister } from "./account-payment.ts";
import { apiKey, apiKeyDescription, identityCheck } from "./api-keys.ts";
import { automation, serverAction } from "./automation.ts";
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
import { withBillsOfMaterials } from "./bill-of-materials.ts";
import { carrier } from "./carrier.ts";
import { chooseCarrier } from "./choose-carrier.ts";
import { partner } from "./partner.ts";
import { pricelist, pricelistItem } from "./pricelist.ts";
import { product } from "./product.ts";
import { attribute, attributeLine, attributeValue, templateAttributeValue } from "./product-attribute.ts";
import { category, unit } from "./product-base.ts";
import { template } from "./product-template.ts";
import { saleCancelWizard } from "./sale-cancel-wizard.ts";
import { saleInvoiceWizard } from "./sale-invoice-wizard.ts";
import { saleOrder } from "./sale-order.ts";
import { saleOrderLine } from "./sale-order-line.ts";
import { backorderConfirmation, backorderConfirmationLine } from "./stock-backorder.ts";
import { location, pickingType } from "./stock-base.ts";
import { move, moveLine } from "./stock-move.ts";
import { picking } from "./stock-picking.ts";
import { quant } from "./stock-quant.ts";
import { stockReturn, stockReturnLine } from "./stock-return.ts";
import { warehouse } from "./stock-warehouse.ts";
import { partnerCategory, productTag, salesTeam, saleTag } from "./tags.ts";
import { tax } from "./tax.ts";
import { attachment, fieldRecords, modelRecords, selectionRecords } from "./technical.ts";

const modern: readonly Model[] = [
  ...[company, currency, country, countryState, partner, users, externalId, configParameter],
  ...[modelRecords, fieldRecords, selectionRecords, attachment, automation, serverAction],
  ...[apiKey, apiKeyDescription, identityCheck, partnerCategory, productTag, saleTag, salesTeam],
  ...[unit, category, template, product, attribute, attributeValue, attributeLine, templateAttributeValue],
  ...[pricelist, pricelistItem, tax, taxGroup, paymentTerm, fiscalPosition, account, journal, paymentMethodLine],
  ...[carrier, chooseCarrier, saleOrder, saleOrderLine, saleInvoiceWizard, saleCancelWizard],
  ...[accountMove, accountMoveLine, accountMoveReversal, partialReconcile, payment, paymentRegister],
  ...[warehouse, location, pickingType, quant, move, moveLine, picking],
  ...[backorderConfirmation, backorderConfirmationLine, stockReturn, stockReturnLine],
];

/** Every model that the sandbox knows in a release, with what an app brings. */
export function modelsOf(version: OdooVersion, apps: readonly OdooApp[]): readonly Model[] {
  const models = apps.includes("mrp") ? withBillsOfMaterials(modern) : modern;
  return version === "14.0" ? formerModels(models) : models;
}
