import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseFile } from "@xmap/grammar";
import { expect, it } from "vitest";

const folder = resolve(import.meta.dirname, "../../mappings");
const files = globSync("**/*.xmap", { cwd: folder }).sort();

it("there are mappings to read", () => {
  expect(files.length).toBeGreaterThan(8);
});

it.each(files)("%s is written in the language, compiled or not yet", (name) => {
  const { diagnostics } = parseFile(name, readFileSync(join(folder, name), "utf8"));
  expect(diagnostics).toEqual([]);
});
