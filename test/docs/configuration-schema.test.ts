import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { CONFIGURATION_SCHEMA } from "@xmap/contract";
import { expect, it } from "vitest";

const file = resolve(import.meta.dirname, "../../schemas/xmap.schema.json");

it("the schema that editors use for xmap.json is the one that the command checks with", () => {
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, `${JSON.stringify(CONFIGURATION_SCHEMA, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(CONFIGURATION_SCHEMA);
});
