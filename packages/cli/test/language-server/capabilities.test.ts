import { LanguageWorkspace } from "@xmap/language/service";
import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentDiagnosticReport,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { MAPPINGS } from "../../../../test/harness/mappings.ts";
import { Editor } from "./editor.ts";

const ORDERS = "xcart-odoo/orders.xmap";
const TESTS = "xcart-odoo/orders.tests.xmap";
const ODOO = "shared/odoo.xmap";
/** Only open in the editor, and wrong. */
const DRAFT = "shared/draft.xmap";
const DRAFT_TEXT = `xmap 1

import { Order } from "./shop.xmap"
import { Partner } from "./odoo.xmap"

binding Draft: Order -> Partner {
emial -> email key
}
`;

interface Question {
  /** The question of the service that it brings to the editor. */
  readonly of: string;
  readonly method: string;
  readonly asks: (editor: Editor) => object;
  readonly answer: (editor: Editor, found: unknown) => unknown;
  readonly expected: unknown;
}

/** Names the parts of a question; `found` is what the protocol says that the method answers. */
function question<Answer>(
  of: keyof LanguageWorkspace,
  method: string,
  asks: (editor: Editor) => object,
  answer: (editor: Editor, found: Answer) => unknown,
  expected: unknown,
): Question {
  return { of, method, asks, answer: (editor, found) => answer(editor, found as Answer), expected };
}

const about = (path: string) => (editor: Editor) => ({ textDocument: { uri: editor.uri(path) } });

const at =
  (path: string, piece: string, behind = 0, more: object = {}) =>
  (editor: Editor) => ({
    textDocument: { uri: editor.uri(path) },
    position: editor.place(path, piece, behind),
    ...more,
  });

const within =
  (path: string, piece: string, more: object = {}) =>
  (editor: Editor) => ({ textDocument: { uri: editor.uri(path) }, range: editor.range(path, piece), ...more });

/** Places as `file: text`. */
function said(editor: Editor, locations: readonly Location[]): string[] {
  const root = editor.uri("");
  return locations.map(({ uri, range }) => {
    const path = uri.slice(root.length + (root.endsWith("/") ? 0 : 1));
    return `${path}: ${editor.at(path, range)}`;
  });
}

/** The text of a file after the changes of a rename. */
function afterEdit(editor: Editor, path: string, { documentChanges = [] }: WorkspaceEdit): string {
  const edits = documentChanges.flatMap((change) =>
    "edits" in change && change.textDocument.uri === editor.uri(path) ? (change.edits as TextEdit[]) : [],
  );
  return TextDocument.applyEdits(editor.text(path), edits);
}

const QUESTIONS: readonly Question[] = [
  question<DocumentDiagnosticReport>("diagnostics", "textDocument/diagnostic", about(ORDERS), (_, report) => report, {
    kind: "full",
    items: [],
  }),
  question<CompletionItem[]>(
    "completion",
    "textDocument/completion",
    at(ORDERS, "shipping_address.zipcode", "shipping_address.".length),
    (_, items) =>
      items.filter(({ label }) => label === "zipcode").map(({ kind, textEdit }) => [kind, textEdit?.newText]),
    [[5, "zipcode"]],
  ),
  question<Hover>(
    "hover",
    "textDocument/hover",
    at(ORDERS, "include PostalAddress", 9),
    (editor, { contents, range }) => [
      range === undefined ? undefined : editor.at(ORDERS, range),
      JSON.stringify(contents).includes("Rules without an identity"),
    ],
    ["PostalAddress", true],
  ),
  question<Location[]>("definition", "textDocument/definition", at(ORDERS, "via CountryId", 5), said, [
    `${ODOO}: CountryId`,
  ]),
  question<Location[]>(
    "references",
    "textDocument/references",
    at(ORDERS, "rules PostalAddress", 7, { context: { includeDeclaration: false } }),
    said,
    [`${ORDERS}: PostalAddress`],
  ),
  question<DocumentHighlight[]>(
    "highlights",
    "textDocument/documentHighlight",
    at(ORDERS, "rules PostalAddress", 7),
    (editor, found) => found.map(({ range, kind }) => [editor.at(ORDERS, range), kind]),
    [
      ["PostalAddress", 3],
      ["PostalAddress", 2],
    ],
  ),
  question<object>(
    "prepareRename",
    "textDocument/prepareRename",
    at(ORDERS, "rules PostalAddress", 7),
    (_, place) => place,
    { range: expect.anything(), placeholder: "PostalAddress" },
  ),
  question<WorkspaceEdit>(
    "rename",
    "textDocument/rename",
    at(ORDERS, "rules PostalAddress", 7, { newName: "Place" }),
    (editor, edit) => afterEdit(editor, ORDERS, edit).match(/rules Place|include Place|PostalAddress/g),
    ["rules Place", "include Place"],
  ),
  question<DocumentSymbol[]>(
    "documentSymbols",
    "textDocument/documentSymbol",
    about(ORDERS),
    (_, symbols) => symbols.slice(0, 3).map(({ name, kind, children = [] }) => [name, kind, children.length]),
    [
      ["Stage", 10, 5],
      ["PostalAddress", 4, 6],
      ["BuyerCompany", 23, 3],
    ],
  ),
  question<WorkspaceSymbol[]>(
    "workspaceSymbols",
    "workspace/symbol",
    () => ({ query: "OrderToSale" }),
    (editor, symbols) =>
      said(
        editor,
        symbols.slice(0, 1).map(({ location }) => location as Location),
      ),
    [`${ORDERS}: OrderToSale`],
  ),
  question<SemanticTokens>(
    "semanticTokens",
    "textDocument/semanticTokens/full",
    about(ORDERS),
    (_, { data }) => [data.length % 5, data.length > 500],
    [0, true],
  ),
  question<SemanticTokens>(
    "semanticTokens",
    "textDocument/semanticTokens/range",
    within(ORDERS, "rules PostalAddress: Address"),
    (_, { data }) => data.filter((_number, index) => index % 5 === 3),
    [6, 1],
  ),
  question<InlayHint[]>(
    "inlayHints",
    "textDocument/inlayHint",
    within(ORDERS, "let extra = surcharges[available and $not(include)]"),
    (_, hints) => hints.map(({ kind, label }) => [kind, typeof label]),
    [[1, "string"]],
  ),
  question<CodeLens[]>(
    "codeLenses",
    "textDocument/codeLens",
    about(TESTS),
    (_, lenses) =>
      lenses
        .filter(({ command }) => command?.command === "xmap.runTest")
        .map(({ command }) => command)
        .slice(0, 1),
    [
      {
        title: "run test",
        command: "xmap.runTest",
        arguments: [
          {
            folder: MAPPINGS,
            file: `${MAPPINGS}/${TESTS}`,
            test: "the person who pays, with address and VAT number",
          },
        ],
      },
    ],
  ),
  question<CodeLens[]>(
    "codeLenses",
    "textDocument/codeLens",
    about(ORDERS),
    (editor, lenses) =>
      lenses
        .filter(({ command, range }) => command?.command !== "" && editor.at(ORDERS, range) === "PostalAddress")
        .map(({ command }) => [command?.command, command?.title, said(editor, command?.arguments?.[2])]),
    [["xmap.showReferences", "used once", [`${ORDERS}: PostalAddress`]]],
  ),
  question<SignatureHelp>(
    "signatureHelp",
    "textDocument/signatureHelp",
    at(ORDERS, "$joinName(billing_address.firstname, ", "$joinName(billing_address.firstname, ".length),
    (_, { signatures: [signature], activeParameter }) => [signature?.parameters?.length !== 0, activeParameter],
    [true, 1],
  ),
  question<FoldingRange[]>("foldingRanges", "textDocument/foldingRange", about(ORDERS), (_, ranges) => ranges[0], {
    startLine: 3,
    endLine: 8,
    kind: "imports",
  }),
  question<DocumentLink[]>(
    "documentLinks",
    "textDocument/documentLink",
    about(ORDERS),
    (editor, links) => links[0]?.target === editor.uri("shared/shop.xmap"),
    true,
  ),
  question<CodeAction[]>(
    "codeActions",
    "textDocument/codeAction",
    (editor) => ({ ...within(DRAFT, "emial")(editor), context: { diagnostics: [] } }),
    (editor, actions) =>
      actions
        .filter(({ title }) => title.includes("email"))
        .map(({ kind, edit }) => [
          kind,
          edit === undefined ? "" : afterEdit(editor, DRAFT, edit).includes("email -> email"),
        ]),
    [["quickfix", true]],
  ),
  question<CodeAction[]>(
    "codeActions",
    "textDocument/codeAction",
    (editor) => ({
      ...within(ORDERS, "$count(items)")(editor),
      context: { diagnostics: [], only: ["refactor.extract"] },
    }),
    (editor, actions) =>
      actions.map(({ kind, title, edit }) => [
        kind,
        title,
        edit === undefined ? "" : afterEdit(editor, ORDERS, edit).includes("let items_count = $count(items)"),
      ]),
    [["refactor.extract", "Extract let items_count", true]],
  ),
  question<TextEdit[]>(
    "formatting",
    "textDocument/formatting",
    about(DRAFT),
    (editor, edits) => TextDocument.applyEdits(editor.text(DRAFT), edits).includes("\n  emial -> email  key\n"),
    true,
  ),
];

/** Methods that tell the service what changed; they have no answer. */
const TOLD = ["constructor", "setText", "removeText", "fileChanged", "schemasChanged", "work"];

test("every question of the language service has one of the protocol", () => {
  const service = Object.getOwnPropertyNames(LanguageWorkspace.prototype).filter((name) => !TOLD.includes(name));
  expect([...new Set(QUESTIONS.map(({ of }) => of))].sort()).toEqual(service.sort());
});

const editor = new Editor(MAPPINGS);

beforeAll(async () => {
  await editor.start();
  for (const path of [ORDERS, TESTS, ODOO]) await editor.show(path);
  await editor.show(DRAFT, DRAFT_TEXT);
});

afterAll(() => editor.dispose());

test.for(QUESTIONS)("$of is answered through $method", async ({ method, asks, answer, expected }) => {
  const found = await editor.ask(method, asks(editor));
  expect(answer(editor, found)).toEqual(expected);
});

test("a warning that a rename brings is shown", async () => {
  const asks = { ...at(ORDERS, "binding Buyer", 8)(editor), newName: "Payer" };
  await editor.ask("textDocument/rename", asks);
  await expect.poll(() => editor.messages.length).toBeGreaterThan(0);
});

test.for(["textDocument/prepareRename", "textDocument/rename"])(
  "%s says why a name cannot be changed",
  async (method) => {
    const asks = { ...at(ODOO, "system erp", 7)(editor), newName: "crm" };
    await expect(editor.ask(method, asks)).rejects.toThrow("rename that folder and the system together");
  },
);

test("what a code of a finding means is asked by its name", async () => {
  const { markdown, codes } = await editor.ask<{ markdown: string; codes: string[] }>("xmap/explain", {
    code: "unknown-field",
  });
  expect(markdown).toContain("# unknown-field");
  expect(codes).toContain("unused-import");
});

test("a text that lies on no disk is answered with nothing", async () => {
  const textDocument = { uri: "untitled:Untitled-1" };
  expect(await editor.ask("textDocument/hover", { textDocument, position: { line: 0, character: 0 } })).toBeNull();
  expect(await editor.ask("textDocument/documentSymbol", { textDocument })).toEqual([]);
});
