import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { compile, compileOrders, createOutputFolder, fixture } from "./compile.ts";
import { typeErrors } from "./type-errors.ts";

const GOLDEN = join(dirname(fileURLToPath(import.meta.url)), "golden");
const output = createOutputFolder();
afterAll(() => output.remove());

describe("the generated files of the fixture project", () => {
  const files = compileOrders();

  it.each(files.map((file) => [file.path, file.text]))("%s is as checked in", (path, text) => {
    // The extension keeps linters and the compiler of this package away from it.
    const golden = join(GOLDEN, `${path}.txt`);
    if (process.env.UPDATE_GOLDEN === "1") {
      mkdirSync(dirname(golden), { recursive: true });
      writeFileSync(golden, text);
    }
    expect(text).toBe(readFileSync(golden, "utf8"));
  });

  it("an expression that types say too little of stands in its rule, with its own text", () => {
    const golden = join(GOLDEN, "expressions.ts.txt");
    const all = compile({ "systems.xmap": fixture("systems.xmap"), "expressions.xmap": fixture("expressions.xmap") });
    const text = all.find(({ path }) => path === "expressions.ts")?.text ?? "";
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, "utf8"));
    expect(text).not.toMatch(/\bany\b/);
    output.write(all);
  });

  it("pass the strict type check against the runtime", () => {
    output.write(files);
    expect(typeErrors(output.path)).toBe("");
  });

  it("are equal bytes for an equal program", () => {
    expect(compileOrders()).toEqual(files);
  });

  it("have a hash that changes with what the file is made of, and only then", () => {
    const systems = fixture("systems.xmap");
    const orders = fixture("orders.xmap");
    const hashes = (given: Readonly<Record<string, string>>) =>
      compile(given).map((file) => /export const hash = "([0-9a-f]{64})";/.exec(file.text)?.[1]);
    const [before, beforeOrders] = hashes({ "systems.xmap": systems, "orders.xmap": orders });
    const changed = hashes({ "systems.xmap": systems, "orders.xmap": `${orders}\n// later` });
    expect(changed[0]).toBe(before);
    expect(changed[1]).toMatch(/^[0-9a-f]{64}$/);
    expect(changed[1]).not.toBe(beforeOrders);
    expect(hashes({ "systems.xmap": `${systems}\n// later`, "orders.xmap": orders })[1]).not.toBe(beforeOrders);
  });

  it("name their source and load without anything but the runtime and each other", () => {
    for (const file of files) {
      expect(file.sourceFile).toBe(file.path.replace(/\.ts$/, ".xmap"));
      const imported = [...file.text.matchAll(/from "([^"]+)";$/gm)].map(([, from]) => from);
      expect(imported.filter((from) => from !== "@xmap/runtime" && from !== "./systems.ts")).toEqual([]);
      expect(file.text).not.toMatch(/\bany\b|@ts-|eslint|biome-ignore/);
    }
  });
});
