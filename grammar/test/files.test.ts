import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseFile } from "@xmap/grammar";
import { describe, expect, it } from "vitest";
import { checkTree } from "./support/check-tree.ts";

const fixtures = join(import.meta.dirname, "fixtures");
const mappings = join(import.meta.dirname, "../../mappings");

function filesBelow(folder: string): string[] {
  return globSync("**/*.xmap", { cwd: folder }).map((name) => join(folder, name));
}

describe("files without mistakes", () => {
  it.each([...filesBelow(fixtures), ...filesBelow(mappings)])("%s", (path) => {
    const text = readFileSync(path, "utf8");
    const name = relative(fixtures, path);
    const { file, diagnostics } = parseFile(name, text);
    expect(diagnostics.map(({ message, span }) => `${message} at ${text.slice(span.start, span.end)}`)).toEqual([]);
    expect(file.version?.value).toBe(1);
    expect(file.declarations.length).toBe(
      text.match(/^(system|entity|map|lookup|rules|binding|policy|flow|test) /gm)?.length,
    );
    checkTree(file, text.length);
  });

  it("reads the same with Windows line ends and a byte order mark", () => {
    const text = readFileSync(join(fixtures, "kitchen-sink.xmap"), "utf8");
    const windows = parseFile("a.xmap", `\ufeff${text.replaceAll("\n", "\r\n")}`);
    expect(windows.diagnostics).toEqual([]);
    expect(windows.file.declarations.map(({ kind }) => kind)).toEqual(
      parseFile("a.xmap", text).file.declarations.map(({ kind }) => kind),
    );
  });
});
