import fc from "fast-check";
import { expect, test } from "vitest";
import { checkProject } from "../../src/check-project.ts";
import { LanguageWorkspace } from "../../src/service/index.ts";
import { fixture } from "../project.ts";
import { codesOf, memoryHost } from "./workspace.ts";

const POSTAL = `xmap 1
import { Address, Partner } from "./systems.xmap"
rules Postal: Address -> Partner {
  street -> street
}
`;
const BUYER = `xmap 1
import { Order, Partner } from "./systems.xmap"
import { Postal } from "./postal.xmap"
binding Buyer: Order -> Partner {
  email -> email key
  number -> name
  include Postal from billing
}
`;
const SIDE = `xmap 1
import { shop } from "./systems.xmap"
policy careful {
  parallel 2 on shop
}
`;
const FILES = { "postal.xmap": POSTAL, "buyer.xmap": BUYER, "side.xmap": SIDE };

function workspaceOf(files: Readonly<Record<string, string>>): LanguageWorkspace {
  return new LanguageWorkspace(memoryHost(files));
}

/** The fixture's lookups are for other tests. */
function found(workspace: LanguageWorkspace): readonly string[] {
  return codesOf(workspace.diagnostics().filter(({ code }) => code !== "unused-name"));
}

test("an edit parses one file and checks it with what imports it", () => {
  const workspace = workspaceOf(FILES);
  expect(found(workspace)).toEqual([]);
  expect(workspace.work).toEqual({ parsedFiles: 4, checkedFiles: 4 });
  workspace.setText("postal.xmap", POSTAL.replace("street -> street", "street -> street\n  first -> name"));
  expect(found(workspace)).toEqual(["buyer.xmap duplicate-target"]);
  expect(workspace.work).toEqual({ parsedFiles: 5, checkedFiles: 6 });
  workspace.setText("side.xmap", SIDE.replace("2", "3"));
  expect(found(workspace)).toEqual(["buyer.xmap duplicate-target"]);
  expect(workspace.work).toEqual({ parsedFiles: 6, checkedFiles: 7 });
  workspace.setText("systems.xmap", `${fixture("systems.xmap")}\n`);
  workspace.diagnostics();
  expect(workspace.work).toEqual({ parsedFiles: 7, checkedFiles: 11 });
});

test("queries on an unchanged project do no work, and a completion leaves none behind", () => {
  const workspace = workspaceOf(FILES);
  workspace.diagnostics();
  const before = workspace.work;
  workspace.hover("buyer.xmap", BUYER.indexOf("email"));
  workspace.completion("buyer.xmap", BUYER.indexOf("number") + 3);
  workspace.setText("buyer.xmap", BUYER);
  workspace.diagnostics();
  expect(workspace.work).toEqual(before);
});

test("closing a text brings back the host's, and new texts of the host are read when it says so", () => {
  const files: Record<string, string> = { ...FILES };
  const host = memoryHost({});
  const workspace = new LanguageWorkspace({
    ...host,
    listFiles: () => Object.keys(files),
    readFile: (path) => files[path] ?? host.readFile(path),
  });
  workspace.setText("buyer.xmap", BUYER.replace("number", "nmber"));
  expect(found(workspace)).toEqual(["buyer.xmap unknown-field"]);
  workspace.removeText("buyer.xmap");
  expect(found(workspace)).toEqual([]);
  files["buyer.xmap"] = BUYER.replace("Postal from", "Postl from");
  expect(found(workspace)).toEqual([]);
  workspace.fileChanged("buyer.xmap");
  expect(found(workspace)).toEqual(["buyer.xmap unused-import", "buyer.xmap unknown-name"]);
});

test("an open text beside the compiled ones is judged with its imports, and blames no other file", () => {
  const host = memoryHost(FILES);
  const workspace = new LanguageWorkspace({ ...host, listFiles: () => ["systems.xmap", "buyer.xmap"] });
  workspace.setText("draft.xmap", "xmap 1\nsystem shop = store { url: 1 }\n");
  expect(found(workspace)).toEqual(["draft.xmap unknown-option", "draft.xmap type-mismatch"]);
});

test("circles of imports are reported as when everything is checked at once", () => {
  const a = 'xmap 1\nimport { b } from "./b.xmap"\npolicy a {\n  timeout 1s\n}\n';
  const b = 'xmap 1\nimport { a } from "./a.xmap"\npolicy b {\n  timeout 1s\n}\n';
  const workspace = workspaceOf({ "a.xmap": a, "b.xmap": b });
  expect(found(workspace)).toContain("b.xmap import-cycle");
  workspace.setText("b.xmap", b.replace('import { a } from "./a.xmap"\n', ""));
  expect(found(workspace)).toEqual(["a.xmap unused-import"]);
});

test("after any edits the findings are those of a fresh check", () => {
  const texts = { "systems.xmap": fixture("systems.xmap"), ...FILES };
  const paths = Object.keys(texts) as (keyof typeof texts)[];
  const edit = fc.record({
    path: fc.constantFrom(...paths),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(12),
    insert: fc.constantFrom("", "x", "\n", "}", "Order", " -> ", 'import { Postal } from "./postal.xmap"\n', "street"),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const workspace = workspaceOf(FILES);
      const now: Record<string, string> = { ...texts };
      for (const { path, at, remove, insert } of edits) {
        const before = now[path] ?? "";
        const offset = Math.floor(at * before.length);
        now[path] = before.slice(0, offset) + insert + before.slice(offset + remove);
        workspace.setText(path, now[path]);
        workspace.diagnostics();
      }
      const host = memoryHost(now);
      expect(workspace.diagnostics()).toEqual(checkProject(host.listFiles(), host).diagnostics);
    }),
    { numRuns: 150 },
  );
});
