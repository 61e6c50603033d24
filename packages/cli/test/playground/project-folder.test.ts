import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashText } from "@xmap/contract";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ProjectFolder } from "../../src/playground/project-folder.ts";

let home: string;
let folder: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "xmap-folder-"));
  folder = join(home, "project");
  for (const path of ["schemas/shop", "node_modules/a", ".git"]) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, "a.xmap"), "xmap 1\n");
  writeFileSync(join(folder, "schemas/shop/orders.json"), "{}");
  writeFileSync(join(folder, "node_modules/a/package.json"), "{}");
  writeFileSync(join(folder, ".git/config.json"), "{}");
  writeFileSync(join(folder, "secret.env"), "KEY=1");
  writeFileSync(join(folder, "broken.json"), Buffer.from([0x7b, 0xff, 0x7d]));
  writeFileSync(join(home, "outside.xmap"), "outside");
  symlinkSync(join(home, "outside.xmap"), join(folder, "link.xmap"));
  symlinkSync(home, join(folder, "up"));
  symlinkSync(join(home, "nothing"), join(folder, "dangling.xmap"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test("the project's texts are read; links, other kinds, packages and what is no text are not", () => {
  expect([...new ProjectFolder(folder).read()]).toEqual([
    ["a.xmap", "xmap 1\n"],
    ["schemas/shop/orders.json", "{}"],
  ]);
});

test("a file is written in one step, keeps its mode and leaves nothing beside it", () => {
  chmodSync(join(folder, "a.xmap"), 0o640);
  const project = new ProjectFolder(folder);
  expect(project.write("a.xmap", "xmap 1\n// new\n", hashText("xmap 1\n"))).toEqual({ kind: "written" });
  expect(readFileSync(join(folder, "a.xmap"), "utf8")).toBe("xmap 1\n// new\n");
  expect(statSync(join(folder, "a.xmap")).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).filter((name) => name.endsWith(".new"))).toEqual([]);
});

test("a new file may stand in a new folder", () => {
  expect(new ProjectFolder(folder).write("fixtures/one.json", "{}\n", undefined)).toEqual({ kind: "written" });
  expect(readFileSync(join(folder, "fixtures/one.json"), "utf8")).toBe("{}\n");
});

test.each([
  ["was changed by somebody else", "a.xmap", hashText("older"), "xmap 1\n"],
  ["is there although none was known", "a.xmap", undefined, "xmap 1\n"],
  ["is gone", "b.xmap", hashText("older"), undefined],
])("a file that %s is not written over", (_, path, known, text) => {
  expect(new ProjectFolder(folder).write(path, "mine", known)).toEqual({ kind: "changed", text });
});

test.each([
  "../outside.xmap",
  "schemas/../../outside.xmap",
  "/etc/a.xmap",
  "up/outside.xmap",
  "up/new.xmap",
  "link.xmap",
  "dangling.xmap",
  ".git/hook.xmap",
  "node_modules/a/b.json",
  "a.xmap/b.xmap",
  "secret.env",
  "run.ts",
  "schemas\\..\\..\\x.xmap",
  "c:x.xmap",
  "a\0.xmap",
  "",
])("nothing is written to %j", (path) => {
  const written = new ProjectFolder(folder).write(path, "bad", undefined);
  expect(["refused", "changed"]).toContain(written.kind);
  expect(readFileSync(join(home, "outside.xmap"), "utf8")).toBe("outside");
  expect(readdirSync(home).sort()).toEqual(["outside.xmap", "project"]);
});
