import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { csvConnector } from "@xmap/connectors/csv";
import { odooConnector } from "@xmap/connectors/odoo";
import { xcartConnector } from "@xmap/connectors/xcart";
import { expect, it } from "vitest";

const schemas = resolve(import.meta.dirname, "../../mappings/schemas");

it.each([
  ["shop", xcartConnector],
  ["erp", odooConnector],
  ["tables", csvConnector],
])("what the mappings know of %s is what its connector says of itself", (system, connector) => {
  const file = `${schemas}/${system}/connector.json`;
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, `${JSON.stringify(connector.description, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(connector.description);
});
