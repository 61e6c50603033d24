import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { LanguageWorkspace } from "@xmap/language/service";
import { unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { MAPPINGS } from "../../../test/harness/mappings.ts";
import { editorOf } from "../../cli/test/language-server/editor.ts";
import { packageExtension } from "../src/packaging/package-extension.ts";
import { monacoFeatures } from "./monaco-features.ts";

/**
 * What the language service can do: the server's name of it, and that of providers in VS Code and in Monaco. Where there
 * is no provider, the editor asks by itself. The playground's questions have the methods' own names.
 */
const ABILITIES: readonly (readonly [method: string, capability: string, provider: string, inMonaco: string])[] = [
  ["completion", "completionProvider", "CompletionItem", "CompletionItem"],
  ["hover", "hoverProvider", "Hover", "Hover"],
  ["definition", "definitionProvider", "Definition", "Definition"],
  ["references", "referencesProvider", "Reference", "Reference"],
  ["highlights", "documentHighlightProvider", "DocumentHighlight", "DocumentHighlight"],
  ["prepareRename", "renameProvider", "Rename", "Rename"],
  ["rename", "renameProvider", "Rename", "Rename"],
  ["documentSymbols", "documentSymbolProvider", "DocumentSymbol", "DocumentSymbol"],
  ["workspaceSymbols", "workspaceSymbolProvider", "WorkspaceSymbol", ""],
  ["semanticTokens", "semanticTokensProvider", "DocumentSemanticTokens", "DocumentSemanticTokens"],
  ["inlayHints", "inlayHintProvider", "InlayHints", "InlayHints"],
  ["codeLenses", "codeLensProvider", "CodeLens", "CodeLens"],
  ["signatureHelp", "signatureHelpProvider", "SignatureHelp", "SignatureHelp"],
  ["foldingRanges", "foldingRangeProvider", "FoldingRange", "FoldingRange"],
  ["documentLinks", "documentLinkProvider", "DocumentLink", "Link"],
  ["codeActions", "codeActionProvider", "CodeActions", "CodeAction"],
  ["formatting", "documentFormattingProvider", "DocumentFormattingEdit", "DocumentFormattingEdit"],
  ["diagnostics", "diagnosticProvider", "", ""],
];

/** What tells the service of files, and of its own work. */
const OF_FILES = ["constructor", "work", "setText", "removeText", "fileChanged", "schemasChanged"];

interface Activated {
  readonly commands: readonly string[];
  readonly providers: readonly string[];
  readonly names: readonly string[];
}

let activated: Activated;

beforeAll(async () => {
  const { bytes } = await packageExtension();
  const folder = mkdtempSync(join(tmpdir(), "xmap-extension-"));
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const file = join(MAPPINGS, "xcart-odoo/orders.xmap");
  const standIn = join(import.meta.dirname, "vscode-stand-in.cjs");
  const parameters = [standIn, join(folder, "extension"), MAPPINGS, file];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { timeout: 100_000 });
  activated = JSON.parse(stdout) as Activated;
  return () => rmSync(folder, { recursive: true, force: true });
}, 200_000);

test("the extension starts its server and registers its commands", () => {
  const expected = ["xmap.explain", "xmap.restartServer", "xmap.runTest", "xmap.runTests", "xmap.showReferences"];
  expect(activated.commands.filter((name) => name.startsWith("xmap.")).sort()).toEqual(expected);
});

test("an outline that VS Code asks for is answered by the server behind it", () => {
  expect(activated.names).toContain("OrderToSale");
});

test("the table names everything that the language service can do", () => {
  const methods = Object.getOwnPropertyNames(LanguageWorkspace.prototype).filter((name) => !OF_FILES.includes(name));
  expect(methods.sort()).toEqual(ABILITIES.map(([method]) => method).sort());
});

test("everything that the service can do is reached from every editor, from VS Code and from the playground", async () => {
  const editor = editorOf(MAPPINGS);
  const { capabilities } = await editor.start();
  expect(await editor.stop()).toBe(0);
  const offered = Object.keys(capabilities);
  expect(ABILITIES.filter(([, capability]) => !offered.includes(capability))).toEqual([]);
  const inVsCode = ABILITIES.filter(([, , provider]) => provider !== "" && !activated.providers.includes(provider));
  expect(inVsCode).toEqual([]);
  const { registered, asked } = await monacoFeatures();
  const inMonaco = ABILITIES.filter(([, , , name]) => name !== "" && !registered.includes(`register${name}Provider`));
  expect(inMonaco).toEqual([]);
  expect(ABILITIES.filter(([method]) => !asked.includes(method))).toEqual([]);
});
