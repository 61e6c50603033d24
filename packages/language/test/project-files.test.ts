import { expect, test } from "vitest";
import { checkProject } from "../src/check-project.ts";
import { checkMain, hostOf } from "./project.ts";

const policy = (name: string) => `policy ${name} {\n  timeout 5s\n}\n`;

test("a file that was asked for and is not there", () => {
  const { diagnostics, files, program } = checkProject(["gone.xmap"], hostOf({}));
  expect(diagnostics.map(({ code, file, message }) => ({ code, file, message }))).toEqual([
    { code: "missing-file", file: "gone.xmap", message: "There is no file gone.xmap." },
  ]);
  expect(files).toEqual([]);
  expect(program).toBeUndefined();
});

test("a circle of imports is named once, and the rest is still checked", () => {
  const main = `xmap 1\nimport { b } from "./b.xmap"\n${policy("a")}map M: Nothing.x { else -> hold }\n`;
  const other = `xmap 1\nimport { a } from "./main.xmap"\n${policy("b")}`;
  const errors = checkMain(main, { "b.xmap": other }).diagnostics.filter((found) => found.severity === "error");
  expect(errors.map(({ code, file, message }) => ({ code, file, message }))).toEqual([
    {
      code: "import-cycle",
      file: "b.xmap",
      message: "Files import each other in a circle: main.xmap → b.xmap → main.xmap.",
    },
    { code: "unknown-name", file: "main.xmap", message: "Nothing is called `Nothing` here." },
  ]);
});

test("a file that two others import is read once and comes first", () => {
  const side = `xmap 1\nimport { base } from "../base.xmap"\nflow F for x: base {\n  on change by webhook\n  skip\n}\n`;
  const host = hostOf({
    "a/left.xmap": side,
    "b/right.xmap": side.replace("flow F", "flow G"),
    "base.xmap": `xmap 1\n${policy("base")}`,
  });
  const { files, diagnostics } = checkProject(["a/left.xmap", "b/right.xmap", "base.xmap"], host, { isWhole: false });
  expect(files.map((file) => file.source.path)).toEqual(["base.xmap", "a/left.xmap", "b/right.xmap"]);
  expect(diagnostics.map((found) => found.code)).toEqual(["wrong-kind", "wrong-kind"]);
});

test("every error of every file is found at once", () => {
  const main =
    'xmap 1\nimport { Order, Sale } from "./systems.xmap"\nimport { Stage } from "./maps.xmap"\n' +
    "binding B: Order -> Sale {\n  numbr -> reference key\n  number -> not via Stage\n  1 -> partner_id\n  weight -> pieces\n}\n";
  const maps = 'xmap 1\nimport { Order } from "./systems.xmap"\nmap Stage: Order.nmber { else -> hold }\n';
  const { diagnostics } = checkMain(main, { "maps.xmap": maps });
  expect(diagnostics.map(({ code, file }) => `${file} ${code}`)).toEqual([
    "maps.xmap unknown-field",
    "main.xmap unknown-field",
    "main.xmap unknown-target",
    "main.xmap lossy-conversion",
  ]);
});

test("a name whose own declaration is wrong raises no further errors", () => {
  const main =
    "xmap 1\nentity Order = shop.order { key id }\nmap Stage: Order.x { else -> hold }\nflow F for o: Order {\n  on change by webhook\n  skip\n}\n";
  expect(checkMain(main).diagnostics.map((found) => found.message)).toEqual(["Nothing is called `shop` here."]);
});
