import { expect, test } from "vitest";
import { ACUMATICA_DESCRIPTION } from "../../src/acumatica/description.ts";
import { ACUMATICA_OPERATIONS } from "../../src/acumatica/operations/operations-by-resource.ts";
import { failureOf } from "../support.ts";
import { startErp } from "./support.ts";

interface Schema {
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

function propertiesOf({ allOf = [], properties = {} }: Schema): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...allOf.map(propertiesOf), properties);
}

test("tells the form of records: days as days, and rows of inquiries as records of their own", async () => {
  const { session } = await startErp();
  const [told] = (await session.schemaDocuments?.(["SalesOrder", "InventorySummary"])) ?? [];
  expect(told?.name).toBe("openapi.json");
  const { components, paths }: Document = JSON.parse(told?.text ?? "{}");
  const order = propertiesOf(components.schemas.SalesOrder ?? {});
  expect(order.Date).toEqual({ $ref: "#/components/schemas/DayValue" });
  expect(order.LastModified).toEqual({ $ref: "#/components/schemas/DateTimeValue" });
  expect(components.schemas.DayValue).toMatchObject({ properties: { value: { format: "date" } } });
  expect(JSON.stringify(components.schemas.InventorySummary)).toContain("InventoryID");
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(["/SalesOrder", "/InventorySummary"]));
  expect(await failureOf(session.schemaDocuments?.(["Spaceship"]) ?? Promise.resolve())).toMatchObject({
    class: "SchemaDrift",
    message: "The endpoint Default/24.200.001 has no Spaceship",
  });
});

test("names only resources and actions that the endpoint has, and fields that the actions' tests can read", async () => {
  const { session } = await startErp();
  const entities = Object.keys(ACUMATICA_DESCRIPTION.resources);
  const [told] = (await session.schemaDocuments?.(entities)) ?? [];
  const { paths }: Document = JSON.parse(told?.text ?? "{}");
  for (const [resource, operations] of Object.entries(ACUMATICA_OPERATIONS)) {
    for (const [name, { action, fields }] of Object.entries(operations)) {
      if (typeof action === "string") expect(Object.keys(paths), name).toContain(`/${resource}/${action}`);
      const key = ["NOBODY", "NOTHING"].slice(0, resource === "Shipment" || resource === "BusinessAccount" ? 1 : 2);
      expect(await session.read({ resource, key, fields, joins: [] }), name).toBeUndefined();
    }
  }
});

test("every operation says what it does, when it is done and what it costs", () => {
  for (const { operations } of Object.values(ACUMATICA_DESCRIPTION.resources)) {
    for (const operation of Object.values(operations)) {
      expect(operation.description).not.toBe("");
      expect(operation.doneWhen).not.toBe("");
      expect(operation.idempotent).toBe("findFirst");
    }
  }
});
