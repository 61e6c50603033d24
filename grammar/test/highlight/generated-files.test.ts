import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { generatedFiles } from "../../src/highlight/generated-files.ts";

const grammar = resolve(import.meta.dirname, "../..");
const expected = generatedFiles(readFileSync(join(grammar, "language.ebnf"), "utf8"));
const read = (name: string): string => readFileSync(join(grammar, "generated", name), "utf8");

it("the folder of generated files holds these files and no others", () => {
  expect(readdirSync(join(grammar, "generated")).sort()).toEqual(Object.keys(expected).sort());
});

it.each(Object.entries(expected))("%s is fresh; `npm run generate:grammar` makes it anew", (name, text) => {
  if (name.endsWith(".json")) expect(JSON.parse(read(name))).toEqual(JSON.parse(text));
  else expect(read(name)).toBe(text);
});
