/** Values that fields choose from where the sandbox keeps no records of its own for them. */
export type ChoiceLists = {
  readonly branches: readonly string[];
  readonly currencies: readonly string[];
  readonly customerClasses: readonly string[];
  readonly itemClasses: readonly string[];
  readonly terms: readonly string[];
  readonly shippingTerms: readonly string[];
  readonly taxCategories: readonly string[];
  readonly taxes: readonly TaxRate[];
  readonly cashAccounts: readonly string[];
  readonly accounts: readonly string[];
  readonly ledgers: readonly string[];
  readonly unitsOfMeasure: readonly string[];
  readonly boxes: readonly string[];
};

/** A tax with its percentage. */
export type TaxRate = { readonly taxId: string; readonly rate: number };

/** How a tenant is set up. */
export type TenantSettings = ChoiceLists & {
  /** New sales orders are on hold unless `Hold` says otherwise. */
  readonly holdOrdersOnEntry: boolean;
  /** New payments are on hold unless `Hold` says otherwise. */
  readonly holdPaymentsOnEntry: boolean;
  /** False lets customers be created with no `CustomerID`; true asks for one. */
  readonly customerIdsByHand: boolean;
  /** The class of customers that name none; undefined makes the class mandatory. */
  readonly defaultCustomerClass: string | undefined;
  /** Countries that addresses may name, by their two letters; any when undefined. */
  readonly countries: readonly string[] | undefined;
  /** Taxes of these zones come from outside, so that sent amounts stay. */
  readonly externalTaxZones: readonly string[];
  /** Financial periods `MMYYYY` that are closed. */
  readonly closedPeriods: readonly string[];
  /** Financial periods `MMYYYY` that were never opened. */
  readonly inactivePeriods: readonly string[];
  /** Attributes that items of a class must have, by class. */
  readonly requiredAttributes: { readonly [itemClass: string]: readonly string[] };
  /** Orders with these terms wait until they are paid in full. */
  readonly prepaymentTerms: readonly string[];
  /** Shipments that are confirmed with no package get one with a tracking number. */
  readonly trackingOnConfirm: boolean;
};

/** A tenant with the classes, zones and accounts of the facts' examples. */
export const DEFAULT_SETTINGS: TenantSettings = {
  branches: ["PRODWHOLE", "PRODRETAIL"],
  currencies: ["USD", "EUR", "CAD"],
  customerClasses: ["DEFAULT", "ECCUSTOMER"],
  itemClasses: ["BIKEACC", "SERVICE"],
  terms: ["30D", "COD", "PREPAY"],
  shippingTerms: ["FREIGHTSO", "FOB"],
  taxCategories: ["TAXABLE", "EXEMPT"],
  taxes: [
    { taxId: "WAEXTTAX", rate: 10.3 },
    { taxId: "NYSTATE", rate: 4 },
    { taxId: "NYCITY", rate: 4.5 },
  ],
  cashAccounts: ["10250ST", "10200"],
  accounts: ["10200", "10250", "11000", "40000", "50000"],
  ledgers: ["ACTUAL"],
  unitsOfMeasure: ["EA", "BOX", "PACK", "HOUR"],
  boxes: ["SMALL", "MEDIUM", "LARGE"],
  holdOrdersOnEntry: true,
  holdPaymentsOnEntry: true,
  customerIdsByHand: false,
  defaultCustomerClass: "DEFAULT",
  countries: undefined,
  externalTaxZones: ["WAEXT"],
  closedPeriods: [],
  inactivePeriods: [],
  requiredAttributes: {},
  prepaymentTerms: ["PREPAY"],
  trackingOnConfirm: true,
};
