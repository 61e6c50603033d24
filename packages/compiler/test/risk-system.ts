import type { ConnectorDescription, EntitySchema, InvocationDescription } from "@xmap/contract";

const text: EntitySchema = { type: "string" };
const number: EntitySchema = { type: "number" };

function record(properties: Record<string, EntitySchema>, required = Object.keys(properties)): EntitySchema {
  return { type: "object", properties, required };
}

function invocation(members: Partial<InvocationDescription>): InvocationDescription {
  return {
    description: "A call.",
    idempotent: "natural",
    effects: [],
    arguments: record({}),
    answer: { type: "null" },
    ...members,
  };
}

/** A service that answers calls and has no records. */
export const RISK_SYSTEM: ConnectorDescription = {
  connector: "rater",
  description: "Rates purchases.",
  options: record({ url: text }),
  notifies: true,
  capabilities: [],
  resources: {},
  invocations: {
    score: invocation({
      arguments: record(
        {
          purchase: record({ number: text, total: number, items: { type: "array", items: record({ sku: text }) } }),
          hints: { type: "array", items: text },
        },
        ["purchase"],
      ),
      answer: record({
        score: number,
        decision: { type: "string", enum: ["accept", "review"] },
        reasons: { type: "array", items: record({ code: text, text: { type: ["string", "null"] } }) },
        model: record({ version: text }),
      }),
    }),
    limit_of: invocation({ arguments: record({ currency: text }), answer: number }),
    tell: invocation({
      idempotent: "keyed",
      effects: ["mailsCustomer"],
      arguments: record({ text }),
      answer: record({ id: text }),
    }),
    close: invocation({ idempotent: "findFirst" }),
  },
};
