import {
  type BindingModule,
  type EntityModule,
  type FlowModule,
  type MappingModule,
  MODULE_CONTRACT,
  type StepModule,
} from "@xmap/contract";

interface Invoice {
  readonly id: number;
  readonly number: string;
  readonly total: number;
  readonly customer: string | null;
}

interface State {
  readonly invoice: Invoice;
}

const KEY = [{ field: "id", type: "integer" }] as const;

const INVOICE: EntityModule = {
  name: "Invoice",
  system: "shop",
  resource: "invoices",
  key: KEY,
  fields: ["id", "number", "total", "customer"],
  joins: [],
};

const BILL: EntityModule = {
  name: "Bill",
  system: "erp",
  resource: "bills",
  key: KEY,
  fields: ["id", "ref", "total", "state"],
  joins: [],
};

const INVOICE_TO_BILL: BindingModule = {
  name: "InvoiceToBill",
  link: "InvoiceToBill",
  left: INVOICE,
  right: BILL,
  key: ["ref"],
  once: [],
  lines: [],
  rules: [],
  lookups: [],
  map: ({ number, total }: Invoice) => ({ ref: number, total }),
};

const place = { file: "billing.xmap", line: 1 };

const STEPS: readonly StepModule[] = [
  {
    ...place,
    id: "customer",
    step: "require",
    condition: ({ invoice }: State) => invoice.customer !== null,
    otherwise: ({ invoice }: State) => ({ word: "hold", message: `invoice ${invoice.number} has no customer` }),
    shown: ({ invoice }: State) => [invoice.total],
  },
  {
    ...place,
    id: "bill",
    step: "sync",
    assign: "bill",
    binding: INVOICE_TO_BILL,
    record: ({ invoice }: State) => invoice,
  },
  {
    ...place,
    id: "post",
    step: "call",
    assign: undefined,
    target: "bill",
    entity: BILL,
    operation: "posted",
    arguments: () => ({}),
  },
];

/** A flow of three steps: a condition that a person can approve, a sync, and a call with a done-when test. */
const BILLING: FlowModule = {
  name: "Billing",
  subject: { name: "invoice", entity: INVOICE },
  where: undefined,
  triggers: [],
  policy: {
    name: "quick",
    retry: { fromMilliseconds: 1_000, toMilliseconds: 4_000, forMilliseconds: 20_000 },
    timeoutMilliseconds: undefined,
    rates: [],
    parallel: [],
    alerts: [],
  },
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: STEPS,
};

/** The mapping that the conformance suite runs: invoices of a shop become posted bills of an ERP. */
export const BILLING_MODULE: MappingModule = {
  contract: MODULE_CONTRACT,
  id: "billing",
  hash: "billing-1",
  sourceFiles: ["billing.xmap"],
  systems: {},
  bindings: { InvoiceToBill: INVOICE_TO_BILL },
  flows: { Billing: BILLING },
};
