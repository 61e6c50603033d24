import {
  type Answers,
  type Ask,
  type BindingModule,
  type DataRecord,
  type EntityModule,
  type FlowModule,
  type Line,
  type LookupModule,
  MappingError,
  type MappingModule,
  type PolicyModule,
  type Report,
  type StepModule,
  type Value,
} from "@xmap/runtime";

export interface Order {
  readonly id: number;
  readonly email: string | null;
  readonly stage: string;
  readonly note: string | null;
  readonly total: number;
  readonly items: readonly { readonly id: number; readonly sku: string; readonly amount: number }[];
}

const key = [{ field: "id", type: "integer" }] as const;

export const ORDER: EntityModule = {
  name: "Order",
  system: "shop",
  resource: "orders",
  key,
  fields: ["id", "email", "stage", "note", "total", "items"],
  joins: [],
};
export const SALE: EntityModule = {
  name: "Sale",
  system: "erp",
  resource: "sale",
  key,
  fields: ["id", "ref", "partner", "note", "total", "state", "lines.product", "lines.amount"],
  joins: [],
};
export const PARTNER: EntityModule = {
  name: "Partner",
  system: "erp",
  resource: "partner",
  key,
  fields: ["id", "email"],
  joins: [],
};
export const PRODUCT: EntityModule = {
  name: "Product",
  system: "erp",
  resource: "product",
  key,
  fields: ["id", "sku"],
  joins: [],
};

export const PRODUCT_ID: LookupModule = {
  name: "ProductId",
  entity: PRODUCT,
  columns: ["sku"],
  result: "id",
  cacheMilliseconds: 600_000,
  none: (sku) => ({ word: "reject", message: `SKU ${String(sku)} is not there` }),
  many: (sku) => ({ word: "hold", message: `SKU ${String(sku)} is there several times` }),
};

export const BUYER: BindingModule = {
  name: "Buyer",
  link: "Buyer",
  left: ORDER,
  right: PARTNER,
  key: ["email"],
  once: [],
  lines: [],
  rules: [],
  lookups: [],
  map: (order: Order, _answers: Answers, report: Report) => {
    if (order.email === null) report.problem("hold", "Buyer/email", `order ${order.id} has no e-mail address`);
    return { email: order.email, name: `Buyer of ${order.id}` };
  },
};

export const ORDER_TO_SALE: BindingModule = {
  name: "OrderToSale",
  link: "OrderToSale",
  left: ORDER,
  right: SALE,
  key: ["ref"],
  once: ["created"],
  lines: [{ field: "lines", key: [], once: [] }],
  rules: ["ref", "partner", "note", "total", "lines"].map((target) => ({
    id: `OrderToSale/${target}`,
    target,
    file: "orders.xmap",
    line: 1,
    column: 1,
    text: target,
  })),
  lookups: [
    (order: Order, ask: Ask) => {
      ask.reference(BUYER, order);
      ask.lookupEach(
        PRODUCT_ID,
        order.items.map((item) => item.sku),
      );
    },
  ],
  map: (order: Order, answers: Answers, report: Report) => {
    if (order.total < 0) throw new MappingError("D3030", "the total is negative", "OrderToSale/total");
    const partner = answers.reference(BUYER, order);
    if (partner === undefined) report.problem("reject", "OrderToSale/partner", "partner has no value");
    if (order.total === 13) report.problem("warn", "OrderToSale/total", "the total is unlucky");
    const lines = order.items.map((item): Line<object> => {
      const product = answers.lookup(PRODUCT_ID, "OrderToSale/lines.product", item.sku);
      if (product === undefined) report.problem("reject", "OrderToSale/lines.product", "product has no value");
      return { identity: `items/${item.id}`, values: { product, amount: item.amount } };
    });
    return { ref: String(order.id), partner, note: order.note, total: order.total, created: `for ${order.id}`, lines };
  },
};

interface State {
  readonly order: Order;
  readonly sale: DataRecord;
}

const place = { file: "orders.xmap", line: 1 };

export const STEPS: readonly StepModule[] = [
  {
    ...place,
    id: "cancelled",
    step: "when",
    capability: undefined,
    condition: ({ order }: State) => order.stage === "cancelled",
    steps: [
      {
        ...place,
        id: "sold",
        step: "find",
        assign: "sale",
        binding: ORDER_TO_SALE,
        side: "left",
        record: ({ order }: State) => order,
        otherwise: () => ({ word: "skip", message: "never sold" }),
      },
      {
        ...place,
        id: "cancel",
        step: "call",
        assign: undefined,
        target: "sale",
        entity: SALE,
        operation: "cancel",
        arguments: () => ({}),
      },
      { ...place, id: "done", step: "outcome", outcome: () => ({ word: "skip", message: "cancelled" }) },
    ],
  },
  { ...place, id: "sale", step: "sync", assign: "sale", binding: ORDER_TO_SALE, record: ({ order }: State) => order },
  {
    ...place,
    id: "total",
    step: "require",
    condition: ({ order, sale }: State) => sale.total === order.total,
    otherwise: ({ order, sale }: State) => ({
      word: "hold",
      message: `erp says ${String(sale.total)}, shop ${order.total}`,
    }),
    shown: ({ sale }: State): readonly Value[] => [sale.total ?? null],
  },
  {
    ...place,
    id: "paid",
    step: "when",
    capability: undefined,
    condition: ({ order }: State) => order.stage === "paid",
    steps: [
      {
        ...place,
        id: "confirm",
        step: "call",
        assign: undefined,
        target: "sale",
        entity: SALE,
        operation: "confirm",
        arguments: () => ({}),
      },
      {
        ...place,
        id: "back",
        step: "write",
        target: "order",
        entity: ORDER,
        lookups: [],
        map: ({ sale }: State) => ({ note: `sale ${String(sale.id)} is ${String(sale.state)}` }),
      },
    ],
  },
];

export const POLICY: PolicyModule = {
  name: "careful",
  retry: { fromMilliseconds: 1_000, toMilliseconds: 8_000, forMilliseconds: 60_000 },
  timeoutMilliseconds: undefined,
  rates: [],
  parallel: [],
  alerts: [],
};

export const FLOW: FlowModule = {
  name: "OrderToCash",
  subject: { name: "order", entity: ORDER },
  where: ({ order }: State) => order.stage !== "draft",
  triggers: [
    {
      event: "change",
      entity: ORDER,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30_000 },
      ],
    },
    {
      event: "change",
      entity: SALE,
      via: ORDER_TO_SALE,
      at: undefined,
      hints: [{ by: "webhook", everyMilliseconds: undefined }],
    },
  ],
  policy: POLICY,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: STEPS,
};

export function mappingModule(flow: Partial<FlowModule> = {}, hash = "hash-1"): MappingModule {
  const named: FlowModule = { ...FLOW, ...flow };
  return {
    contract: 1,
    id: "orders",
    hash,
    sourceFiles: ["orders.xmap"],
    systems: {},
    bindings: { Buyer: BUYER, OrderToSale: ORDER_TO_SALE },
    flows: { [named.name]: named },
  };
}
