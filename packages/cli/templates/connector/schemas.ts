import type { SchemaDocument } from "@xmap/contract";

const ITEMS = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["sku"],
  properties: {
    id: { type: "integer", readOnly: true },
    sku: { type: "string", maxLength: 32 },
    name: { type: ["string", "null"] },
    price: { type: ["number", "null"], "x-xmap-decimal": 2 },
    tags: { type: "array", items: { type: "string" } },
    serial: { type: ["string", "null"], readOnly: true },
    status: { type: "string", enum: ["open", "released", "archived"], readOnly: true },
    changed_at: { type: "string", format: "date-time", readOnly: true },
  },
};

/** The form of the records. A system that describes itself is asked here instead. */
export function schemaDocuments(resources: readonly string[]): readonly SchemaDocument[] {
  return resources.includes("items") ? [{ name: "items.json", text: JSON.stringify(ITEMS) }] : [];
}
