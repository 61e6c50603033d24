import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Diagnostic } from "@xmap/diagnostics";
import { checkProject } from "@xmap/language";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DocumentDiagnosticReport, Diagnostic as EditorDiagnostic } from "vscode-languageserver/node";
import { copyMappings, MAPPINGS } from "../../../../test/harness/mappings.ts";
import { temporaryFolder } from "../../../../test/harness/temporary-folder.ts";
import { readConfiguration } from "../../src/project/configuration-file.ts";
import { findSources } from "../../src/project/find-sources.ts";
import { createNodeHost } from "../../src/project/node-host.ts";
import { ABLE, Editor, editorOf } from "./editor.ts";

const ORDERS = "xcart-odoo/orders.xmap";
const SHOP = "shared/shop.xmap";

/** Many checks take a while on a busy machine. */
const PATIENT = { timeout: 60_000 };

/** What the compiler finds in the project as it lies on disk. */
function compilerFindings(folder: string): readonly Diagnostic[] {
  const project = readConfiguration(folder);
  return checkProject(findSources(project, folder), createNodeHost(folder)).diagnostics;
}

/** The protocol also knows messages in Markdown. */
function words({ message }: Pick<EditorDiagnostic, "message">): string {
  return typeof message === "string" ? message : message.value;
}

function lineOfEditor(editor: Editor, path: string, diagnostic: EditorDiagnostic): string {
  const { code, range, severity } = diagnostic;
  const document = editor.text(path);
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return `${path} ${start}-${end} ${severity} ${code}: ${words(diagnostic)}`;
}

function lineOfCompiler({ file, span, code, severity, message, help }: Diagnostic): string {
  const number = { error: 1, warning: 2, information: 3 }[severity];
  return `${file} ${span.start}-${span.end} ${number} ${code}: ${help === undefined ? message : `${message}\n${help}`}`;
}

/** A copy of the mappings that one editor shows through all mistakes. */
class FaultyProject {
  readonly folder = join(mkdtempSync(join(tmpdir(), "xmap-test-")), "mappings");
  readonly #editor = new Editor(this.folder);

  async open(): Promise<void> {
    copyMappings(dirname(this.folder));
    await this.#editor.start();
  }

  async write(path: string, text: string): Promise<void> {
    writeFileSync(join(this.folder, path), text);
    await this.#editor.changedOnDisk(path);
  }

  shown(): readonly string[] {
    const root = this.#editor.uri("");
    const lines = [...this.#editor.sent.values()].flatMap(({ uri, diagnostics }) => {
      const file = uri.slice(root.length).replace(/^\//, "");
      return diagnostics.map((diagnostic) => lineOfEditor(this.#editor, file, diagnostic));
    });
    return lines.sort();
  }

  close(): void {
    this.#editor.dispose();
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }
}

/** Mistakes of every stage: syntax, names, imports, types, rules. */
const FAULTS: readonly (readonly [path: string, from: string, to: string])[] = [
  [ORDERS, "street                   -> street\n", "stret -> street\n"],
  [ORDERS, '"P"            -> "sale"', '"P"            -> '],
  [ORDERS, "via CountryId\n", "via Nowhere\n"],
  [ORDERS, "Order, Address", "Order, Address, Missing"],
  [ORDERS, "amount         -> product_uom_qty", "[1, 2] -> product_uom_qty"],
  [SHOP, "xmap 1", "xmap 1\nsystem shop = nothing {"],
];

const faulty = new FaultyProject();

beforeAll(() => faulty.open());
afterAll(() => faulty.close());

test.for(FAULTS)("the editor is shown what the compiler finds: %s with %j as %j", async ([path, from, to]) => {
  const text = readFileSync(join(faulty.folder, path), "utf8");
  await faulty.write(path, text.replace(from, to));
  const expected = compilerFindings(faulty.folder).map(lineOfCompiler).sort();
  expect(expected.length).toBeGreaterThan(0);
  await expect.poll(() => faulty.shown(), PATIENT).toEqual(expected);
  await faulty.write(path, text);
  await expect.poll(() => faulty.shown(), PATIENT).toEqual([]);
});

test("what is typed is judged before it is saved, and what it breaks elsewhere; when it is taken back all is well", async () => {
  const editor = editorOf(MAPPINGS);
  await editor.start();
  await editor.show(SHOP);
  await editor.show(ORDERS);
  const name = editor.range(SHOP, "entity Address");
  await editor.type(SHOP, name, "entity Adress");
  await expect.poll(() => editor.findings(ORDERS)?.map(({ code }) => code), PATIENT).toContain("unknown-name");
  await expect.poll(() => editor.sent.get(editor.uri(SHOP))?.version, PATIENT).toBe(2);
  await editor.close(SHOP);
  await expect.poll(() => editor.findings(ORDERS), PATIENT).toEqual([]);
});

test("a text that is typed letter by letter is answered at every letter", async () => {
  const folder = copyMappings(temporaryFolder());
  const exclude = ["xcart-acumatica", "xcart-odoo"];
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "demo", exclude }));
  const editor = editorOf(folder);
  await editor.start();
  const path = "shared/typed.xmap";
  await editor.show(path, "");
  const text =
    'xmap 1\nimport { Order } from "./shop.xmap"\nbinding B: Order -> Ord😀er {\r\n  $sum(items.(price * /*é*/';
  for (const letter of text) {
    const document = editor.text(path);
    const end = document.positionAt(document.getText().length);
    await editor.type(path, { start: end, end }, letter);
    const textDocument = { uri: editor.uri(path) };
    const position = editor.text(path).positionAt(Number.MAX_SAFE_INTEGER);
    const answers = await Promise.all([
      editor.ask("textDocument/completion", { textDocument, position }),
      editor.ask("textDocument/hover", { textDocument, position }),
      editor.ask("textDocument/signatureHelp", { textDocument, position }),
      editor.ask("textDocument/semanticTokens/full", { textDocument }),
    ]);
    expect(answers).toHaveLength(4);
  }
  expect(editor.text(path).getText()).toBe(text);
  const report = await editor.ask<DocumentDiagnosticReport & { items: EditorDiagnostic[] }>("textDocument/diagnostic", {
    textDocument: { uri: editor.uri(path) },
  });
  const unknown = report.items.find(({ message }) => words({ message }).includes("😀"));
  expect(unknown === undefined || editor.at(path, unknown.range).includes("😀")).toBe(true);
});

test("an error is an answer, and the server goes on", async () => {
  const editor = editorOf(MAPPINGS);
  await editor.start();
  await expect(editor.ask("textDocument/nonsense", {})).rejects.toThrow("Unhandled method");
  await expect(editor.ask("textDocument/hover", { position: "here" })).rejects.toThrow();
  const textDocument = { uri: editor.uri("shared/none.xmap") };
  expect(await editor.ask("textDocument/hover", { textDocument, position: { line: 900, character: 900 } })).toBeNull();
  expect(await editor.stop()).toBe(0);
});

test("an editor that asks for the findings of open files is sent those of the others alone", async () => {
  const folder = copyMappings(temporaryFolder());
  for (const path of [ORDERS, SHOP])
    writeFileSync(join(folder, path), `${readFileSync(join(folder, path), "utf8")}\n}`);
  const editor = editorOf(folder);
  const { capabilities } = await editor.start({ ...ABLE, textDocument: { ...ABLE.textDocument, diagnostic: {} } });
  expect(capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
  await editor.show(ORDERS);
  await expect.poll(() => editor.findings(SHOP)?.length, PATIENT).toBeGreaterThan(0);
  expect(editor.findings(ORDERS) ?? []).toEqual([]);
  const asked = { textDocument: { uri: editor.uri(ORDERS) } };
  const { items } = await editor.ask<{ items: unknown[] }>("textDocument/diagnostic", asked);
  expect(items.length).toBeGreaterThan(0);
});

test("files, schemas and the project file are read again when they change on disk", async () => {
  const folder = copyMappings(temporaryFolder());
  const editor = editorOf(folder);
  await editor.start();
  await editor.show(ORDERS);
  await expect.poll(() => editor.findings(ORDERS), PATIENT).toEqual([]);
  expect(editor.registrations).toEqual(["workspace/didChangeWatchedFiles"]);
  const change = async (path: string, edit: (text: string) => string) => {
    writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), "utf8")));
    await editor.changedOnDisk(path);
  };

  await change("schemas/shop/orders.json", (text) => text.replace('"order_number"', '"order_name"'));
  await expect.poll(() => editor.findings(ORDERS)?.map(({ code }) => code), PATIENT).toContain("unknown-field");
  await change("schemas/shop/orders.json", (text) => text.replace('"order_name"', '"order_number"'));
  await expect.poll(() => editor.findings(ORDERS), PATIENT).toEqual([]);

  await change("schemas/shop/orders.json", () => "{");
  await expect.poll(() => editor.findings("schemas/shop/orders.json")?.length, PATIENT).toBe(1);
  await change("xmap.json", (text) => text.replace('"installation"', '"instalation"'));
  await expect
    .poll(
      () =>
        editor.findings("xmap.json")?.map(({ message }) => words({ message }).includes('did you mean "installation"')),
      PATIENT,
    )
    .toEqual([true]);

  rmSync(join(folder, SHOP));
  await editor.changedOnDisk(SHOP);
  await expect.poll(() => editor.findings(ORDERS)?.map(({ code }) => code), PATIENT).toContain("missing-import-file");
});

test("several folders are several projects, and what one excludes is judged only while it is open", async () => {
  const parent = temporaryFolder();
  const first = copyMappings(parent);
  const editor = editorOf(first);
  const second = copyMappings(temporaryFolder());
  const broken = "templates/broken.xmap";
  mkdirSync(join(first, "templates"));
  writeFileSync(join(first, broken), "xmap 1\nbinding");
  await editor.start(ABLE, [parent]);
  await editor.show(broken);
  await expect.poll(() => editor.findings(broken)?.length, PATIENT).toBeGreaterThan(0);
  await editor.close(broken);
  await expect.poll(() => editor.findings(broken), PATIENT).toEqual([]);

  const found = () => editor.ask<unknown[]>("workspace/symbol", { query: "OrderToSale" });
  const alone = (await found()).length;
  const added = [{ uri: editorOf(second).uri(""), name: "second" }];
  await editor.tell("workspace/didChangeWorkspaceFolders", { event: { added, removed: [] } });
  expect(await found()).toHaveLength(2 * alone);
  await editor.tell("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: added } });
  expect(await found()).toHaveLength(alone);
});

test("an editor that knows little is answered all the same", async () => {
  const folder = temporaryFolder();
  const editor = editorOf(folder);
  await editor.start({}, []);
  const path = "alone.xmap";
  writeFileSync(join(folder, path), "xmap 1\n");
  await editor.show(path, "xmap 1\nmap Colour: Order.colour {\n}\n\n");
  await expect.poll(() => editor.findings(path)?.length, PATIENT).toBeGreaterThan(0);
  const items = await editor.ask<{ insertTextFormat: number; textEdit: { newText: string } }[]>(
    "textDocument/completion",
    { textDocument: { uri: editor.uri(path) }, position: { line: 4, character: 0 } },
  );
  expect(items.length).toBeGreaterThan(0);
  expect(
    items.filter(({ insertTextFormat, textEdit }) => insertTextFormat !== 1 || textEdit.newText.includes("${")),
  ).toEqual([]);
  const edit = await editor.ask("textDocument/rename", {
    textDocument: { uri: editor.uri(path) },
    position: editor.place(path, "Colour"),
    newName: "Shade",
  });
  expect(edit).toEqual({
    changes: { [editor.uri(path)]: [{ range: editor.range(path, "Colour"), newText: "Shade" }] },
  });
});
