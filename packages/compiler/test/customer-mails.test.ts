import type { ConnectorDescription, EntitySchema, StepModule } from "@xmap/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compile, createOutputFolder, type OutputFolder } from "./compile.ts";

const text: EntitySchema = { type: "string", "x-xmap-searchable": true };
const schema: EntitySchema = {
  type: "object",
  required: ["id", "number", "status", "note"],
  properties: { id: { type: "integer", readOnly: true }, number: text, status: text, note: text },
};
const operation = {
  description: "",
  idempotent: "findFirst",
  reversible: false,
  doneWhen: "it is",
  arguments: {},
} as const;
const description: ConnectorDescription = {
  connector: "made",
  description: "A system that mails.",
  options: { type: "object", properties: {} },
  capabilities: [],
  resources: {
    bills: {
      description: "Bills.",
      changes: "cursor",
      operations: {
        send: { ...operation, effects: ["mailsCustomer"] },
        book: { ...operation, effects: ["postsMoney"] },
      },
      writeEffects: { status: ["mailsCustomer", "movesStock"], number: ["movesStock"] },
      joins: [],
    },
  },
};
const SOURCE = `xmap 1

system shop = made {}
system erp = made {}

entity Order = shop.bills { key id }
entity Bill = erp.bills { key id }

binding OrderToBill: Order -> Bill {
  number -> number  key
  status -> status
  note   -> note
}

flow Billing for order: Order {
  on change by poll every 1m
  bill = sync order via OrderToBill
  call bill.book()
  call bill.send()
  write order { "S" -> status }
}
`;

let folder: OutputFolder;
let steps: readonly StepModule[];
beforeAll(async () => {
  const schemas = { "shop/bills": schema, "erp/bills": schema };
  folder = createOutputFolder();
  folder.write(compile({ "billing.xmap": SOURCE }, { schemas, descriptions: { shop: description, erp: description } }));
  steps = (await folder.load("billing.ts")).flows.Billing?.steps ?? [];
});
afterAll(() => folder.remove());

it("steps say what of their work a customer is told of", () => {
  const told = steps.map((step) => [step.step, "mailsCustomer" in step ? step.mailsCustomer : undefined]);
  expect(told).toEqual([
    ["sync", ["status"]],
    ["call", undefined],
    ["call", true],
    ["write", ["status"]],
  ]);
});
