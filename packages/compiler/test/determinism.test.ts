import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { compile, fixture } from "./compile.ts";

const SOURCES = { "systems.xmap": fixture("systems.xmap"), "orders.xmap": fixture("orders.xmap") };

/** A hash over paths, texts and source maps, in the order of the paths. */
function fingerprint(names: readonly (keyof typeof SOURCES)[]): string {
  const files = compile(Object.fromEntries(names.map((name) => [name, SOURCES[name]])), undefined, { sourceMap: {} });
  const sorted = files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
}

it("files in another order and another process give equal bytes", async () => {
  const here = fingerprint(["systems.xmap", "orders.xmap"]);
  expect(fingerprint(["orders.xmap", "systems.xmap"])).toBe(here);
  const code = `
    import { createHash } from "node:crypto";
    import { compile, fixture } from "${import.meta.resolve("./compile.ts")}";
    const files = compile(
      { "orders.xmap": fixture("orders.xmap"), "systems.xmap": fixture("systems.xmap") }, undefined, { sourceMap: {} },
    ).toSorted((left, right) => (left.path < right.path ? -1 : 1));
    console.log(createHash("sha256").update(JSON.stringify(files)).digest("hex"));
  `;
  const options = ["--conditions=@xmap/source", "--input-type=module", "--eval", code];
  const { stdout } = await promisify(execFile)("node", options);
  expect(stdout.trim()).toBe(here);
});
