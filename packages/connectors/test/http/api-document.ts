/** The document of the API that `startApi` serves. */
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const listOf = (name: string) => ({ type: "array", items: ref(name) });
const query = (...names: string[]) => names.map((name) => ({ name, in: "query", schema: { type: "string" } }));
const inPath = (name: string) => ({ name, in: "path", required: true, schema: { type: "string" } });
const answers = (schema: object) => ({ responses: { "200": { description: "Fine.", ...json(schema) } } });

export const API_DOCUMENT = {
  openapi: "3.0.3",
  info: { title: "Test API", version: "1" },
  components: {
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Api-Key" },
      oauth: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "/token", scopes: {} } } },
    },
    parameters: { number: { name: "number", in: "query", schema: { type: "string" } } },
    schemas: {
      Base: { type: "object", required: ["id"], properties: { id: { type: "integer", readOnly: true } } },
      Address: { type: "object", properties: { city: { type: "string" }, zip: { type: "string" } } },
      Line: { type: "object", properties: { id: { type: "integer" }, sku: { type: "string" } } },
      Order: {
        allOf: [
          ref("Base"),
          {
            type: "object",
            required: ["number", "status"],
            properties: {
              number: { type: "string" },
              status: { type: "string", enum: ["open", "cancelled"] },
              total: { type: "number" },
              note: { type: "string", nullable: true },
              address: ref("Address"),
              lines: { type: "array", items: ref("Line") },
              updated_at: { type: "string", format: "date-time" },
            },
          },
        ],
      },
      Product: {
        type: "object",
        properties: { sku: { type: "string" }, name: { type: "string" }, stock: { type: "integer", readOnly: true } },
      },
      Customer: { type: "object", properties: { id: { type: "integer" }, email: { type: "string" } } },
      Ticket: { type: "object", properties: { id: { type: "integer" }, title: { type: "string" } } },
    },
  },
  paths: {
    "/orders": {
      get: {
        summary: "Orders with their lines.",
        parameters: [...query("page", "per_page", "updated_since"), { $ref: "#/components/parameters/number" }],
        ...answers({ type: "object", properties: { data: listOf("Order"), total: { type: "integer" } } }),
      },
      post: {
        parameters: [{ name: "Idempotency-Key", in: "header", schema: { type: "string" } }],
        requestBody: json(ref("Order")),
        ...answers({ type: "object", properties: { data: ref("Order") } }),
      },
    },
    "/orders/{id}": {
      parameters: [inPath("id")],
      get: answers({ type: "object", properties: { data: ref("Order") } }),
      patch: { requestBody: json(ref("Order")), ...answers(ref("Order")) },
    },
    "/orders/{id}/cancel": {
      parameters: [inPath("id")],
      post: {
        summary: "Cancels the order.",
        requestBody: json({ type: "object", required: ["reason"], properties: { reason: { type: "string" } } }),
        ...answers(ref("Order")),
      },
    },
    "/orders/{id}/print": { post: { responses: { "204": { description: "Printed." } } } },
    "/products": { get: { parameters: query("offset", "limit"), ...answers(listOf("Product")) } },
    "/products/{sku}": {
      parameters: [inPath("sku")],
      get: answers(ref("Product")),
      put: { requestBody: json(ref("Product")), ...answers(ref("Product")) },
    },
    "/customers": { get: answers(listOf("Customer")) },
    "/customers/{id}": { get: answers(ref("Customer")) },
    "/tickets": {
      get: {
        parameters: query("after"),
        ...answers({ type: "object", properties: { tickets: listOf("Ticket"), next: { type: "string" } } }),
      },
    },
    "/tickets/{id}": { get: answers(ref("Ticket")) },
    "/fraud/score": {
      post: {
        operationId: "score",
        summary: "How likely an order is fraud.",
        requestBody: json({ type: "object", required: ["order"], properties: { order: ref("Order") } }),
        ...answers({ type: "object", required: ["score"], properties: { score: { type: "number" } } }),
      },
    },
    "/rates": {
      get: {
        operationId: "rate-of",
        parameters: [{ name: "currency", in: "query", required: true, schema: { type: "string" } }],
        ...answers({ type: "object", properties: { rate: { type: "number" } } }),
      },
    },
  },
};

/** What the document itself does not tell. */
export const API_OVERLAY = {
  "x-xmap": {
    resources: {
      tickets: { paging: { style: "cursor", parameter: "after", next: "/next" } },
      products: { paging: { largest: 2 } },
    },
  },
  paths: {
    "/orders/{id}/cancel": {
      post: { "x-xmap": { doneWhen: { status: "cancelled" }, effects: ["mailsCustomer"], reversible: false } },
    },
    "/fraud/score": { post: { "x-xmap": { idempotent: "natural" } } },
  },
};
