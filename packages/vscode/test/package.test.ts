import { mkdirSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { MAPPINGS } from "../../../test/harness/mappings.ts";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";
import { editorOf } from "../../cli/test/language-server/editor.ts";
import { packageExtension } from "../src/packaging/package-extension.ts";

let name = "";
let files: Readonly<Record<string, Uint8Array>> = {};

beforeAll(async () => {
  const made = await packageExtension();
  name = made.name;
  files = unzipSync(made.bytes);
}, 120_000);

function text(path: string): string {
  const file = files[path];
  if (file === undefined) throw new Error(`The archive has no ${path}.`);
  return strFromU8(file);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly contributes: {
    readonly languages: readonly { readonly configuration: string }[];
    readonly grammars: readonly { readonly path: string; readonly scopeName: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly commands: readonly { readonly command: string }[];
  };
}

const manifest = () => JSON.parse(text("extension/package.json")) as Manifest;

test("the archive begins with what VS Code reads first, and names the version of the extension", () => {
  const { version } = manifest();
  expect(name).toBe(`xmap-${version}.vsix`);
  expect(Object.keys(files).slice(0, 2)).toEqual(["extension.vsixmanifest", "[Content_Types].xml"]);
  expect(text("extension.vsixmanifest")).toContain(
    `<Identity Language="en-US" Id="xmap" Version="${version}" Publisher="xmap" />`,
  );
});

test("everything that the manifests name is in the archive", () => {
  const { main, contributes } = manifest();
  const named = [
    main,
    ...contributes.languages.map(({ configuration }) => configuration),
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.snippets.map(({ path }) => path),
    ...contributes.jsonValidation.map(({ url }) => url),
  ].map((path) => join("extension", path));
  const assets = [...text("extension.vsixmanifest").matchAll(/<Asset [^>]*Path="([^"]+)"/g)].map(([, path]) => path);
  expect(assets).toHaveLength(3);
  expect(Object.keys(files)).toEqual(expect.arrayContaining([...named, ...assets]));
});

test("every ending in the archive has a type", () => {
  const typed = [...text("[Content_Types].xml").matchAll(/Extension="([^"]+)"/g)].map(([, ending]) => ending);
  const endings = Object.keys(files).filter((path) => path !== "[Content_Types].xml");
  expect(typed.sort()).toEqual([...new Set(endings.map((path) => path.slice(path.lastIndexOf("."))))].sort());
});

test("the grammar, the snippets and the language's configuration are JSON that fits together", () => {
  const { contributes } = manifest();
  expect(JSON.parse(text("extension/syntaxes/xmap.tmLanguage.json"))).toMatchObject({
    scopeName: contributes.grammars[0]?.scopeName,
  });
  const { wordPattern, onEnterRules, indentationRules } = JSON.parse(text("extension/language-configuration.json")) as {
    readonly wordPattern: { readonly pattern: string; readonly flags: string };
    readonly onEnterRules: readonly { readonly beforeText: string }[];
    readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  };
  expect("a $total b".match(new RegExp(wordPattern.pattern, wordPattern.flags))?.[0]).toBe("a");
  expect(onEnterRules.some(({ beforeText }) => new RegExp(beforeText).test("/** Says"))).toBe(true);
  expect(new RegExp(indentationRules.increaseIndentPattern).test("binding A: B -> C {  // begins")).toBe(true);
  expect(new RegExp(indentationRules.increaseIndentPattern).test("street -> street  // {")).toBe(false);
  expect(new RegExp(indentationRules.decreaseIndentPattern).test("  }")).toBe(true);
  expect(Object.keys(JSON.parse(text("extension/snippets.json")) as object).length).toBeGreaterThan(0);
});

test("the bundles hold all that they need but VS Code and Node", () => {
  const required = (path: string) =>
    [...text(path).matchAll(/\brequire\([`"']([^`"']+)[`"']\)/g)].map(([, from]) => from ?? "");
  // Ajv writes these into validators that are saved as files, which nothing here does.
  const isWritten = (from: string) => from.startsWith("ajv/dist/runtime/");
  const foreign = (path: string) =>
    new Set(
      required(path).filter((from) => !from.startsWith("node:") && !builtinModules.includes(from) && !isWritten(from)),
    );
  expect([...foreign("extension/dist/client.cjs")]).toEqual(["vscode"]);
  expect([...foreign("extension/dist/server.cjs")]).toEqual([]);
});

test("the commands of the palette are those that the client registers", () => {
  const client = text("extension/dist/client.cjs");
  for (const { command } of manifest().contributes.commands) expect(client).toContain(command);
});

test("the bundled server answers as the command does", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "extension/dist/server.cjs");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text("extension/dist/server.cjs"));
  const path = "xcart-odoo/orders.xmap";
  const questions = [
    ["textDocument/documentSymbol", {}],
    ["textDocument/semanticTokens/full", {}],
    ["textDocument/diagnostic", {}],
    ["textDocument/hover", { position: { line: 24, character: 16 } }],
    ["textDocument/completion", { position: { line: 30, character: 10 } }],
  ] as const;
  const answersOf = async (...command: readonly string[]) => {
    const editor = command.length === 0 ? editorOf(MAPPINGS) : editorOf(MAPPINGS, command);
    const { capabilities } = await editor.start();
    await editor.show(path, `${editor.text(path).getText()}\nbinding Late: Order -> {`);
    const textDocument = { uri: editor.uri(path) };
    const answers: unknown[] = [];
    for (const [method, more] of questions) answers.push(await editor.ask(method, { textDocument, ...more }));
    expect(await editor.stop()).toBe(0);
    return { capabilities, answers };
  };
  const bundled = await answersOf(process.execPath, file, "--stdio");
  expect(bundled.answers).toHaveLength(questions.length);
  expect(bundled).toEqual(await answersOf());
});
