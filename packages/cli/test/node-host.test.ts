import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type EntitySchema, overlaySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { MAPPINGS } from "../../../test/harness/mappings.ts";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";
import { createNodeHost } from "../src/project/node-host.ts";

const SYSTEMS = ["shop", "erp", "tables"];

function written(system: string, name: string): EntitySchema {
  return JSON.parse(readFileSync(join(MAPPINGS, "schemas", system, name), "utf8")) as EntitySchema;
}

test.for(SYSTEMS)("the schemas of %s are read as they are written, with their overlays", (system) => {
  const host = createNodeHost(MAPPINGS);
  const files = readdirSync(join(MAPPINGS, "schemas", system));
  const resources = host.listSchemas(system);
  expect(resources).toEqual(
    files
      .filter((name) => !name.endsWith(".overlay.json") && name !== "connector.json")
      .map((name) => name.slice(0, -".json".length))
      .sort(),
  );
  for (const resource of resources) {
    const pulled = written(system, `${resource}.json`);
    const overlay = `${resource}.overlay.json`;
    const wanted = files.includes(overlay) ? overlaySchema(pulled, written(system, overlay)) : pulled;
    expect(host.readSchema(system, resource)).toEqual(wanted);
  }
});

function projectWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "schemas/erp"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "schemas/erp", name), text);
  return folder;
}

test("an OpenAPI document, raw fields and metadata are read where they lie", () => {
  const openApi = {
    openapi: "3.0.0",
    components: { schemas: { Order: { type: "object", properties: { id: { type: "integer" } } } } },
  };
  const fields = { name: { type: "char", string: "Name", required: true } };
  const host = createNodeHost(
    projectWith({
      "openapi.json": JSON.stringify(openApi),
      "res.country.fields.json": JSON.stringify(fields),
      "README.md": "#",
    }),
  );
  expect(host.listSchemas("erp")).toEqual(["Order", "res.country"]);
  expect(host.readSchema("erp", "Order")?.properties).toEqual({ id: { type: "integer" } });
  expect(host.readSchema("erp", "res.country")?.properties?.name?.type).toBe("string");
  expect(host.readSchema("erp", "Nothing")).toBeUndefined();
  expect(host.listSchemas("nowhere")).toEqual([]);
});

test.for([
  ["orders.json", "{", "orders.json, at line 1, column 2: this is not valid JSON"],
  [
    "orders.json",
    '{"properties": {"a": {"type": "text"}}}',
    'orders.json, at #/properties/a: `type` is "text"; give it one or several of',
  ],
  ["openapi.yaml", "", "openapi.yaml, at its root: nothing reads a file of this name; convert it to JSON"],
] as const)("%s with %j is refused with its folder, the place in it and the mend", ([name, text, message]) => {
  const folder = projectWith({ [name]: text });
  expect(() => createNodeHost(folder).readSchema("erp", "orders")).toThrow(
    join(folder, "schemas/erp", message.split(",", 1)[0] ?? ""),
  );
  expect(() => createNodeHost(folder).readSchema("erp", "orders")).toThrow(message);
});
