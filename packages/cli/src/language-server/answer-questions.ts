import type { Position, TextDocumentIdentifier } from "vscode-languageserver/node";
import { type Connection, DocumentDiagnosticReportKind } from "vscode-languageserver/node";
import { codeActionsIn } from "./answers/code-actions.ts";
import { codeLensesOf } from "./answers/code-lenses.ts";
import { completionAt } from "./answers/completion.ts";
import { EXPLAIN_REQUEST, explainCode } from "./answers/explain.ts";
import { hoverAt, inlayHintsIn, signatureHelpAt } from "./answers/hints.ts";
import { definitionAt, highlightsAt, linksOf, referencesAt } from "./answers/navigation.ts";
import { prepareRenameAt, renameAt } from "./answers/rename.ts";
import { semanticTokensOf } from "./answers/semantic-tokens.ts";
import { foldingRangesOf, formattingOf } from "./answers/structure.ts";
import { outlineOf, symbolsOf } from "./answers/symbols.ts";
import type { EditorAbilities } from "./editor-abilities.ts";
import { diagnosticsOf } from "./findings/editor-diagnostics.ts";
import type { EditorProject } from "./project/editor-project.ts";
import type { EditorProjects } from "./project/editor-projects.ts";

/** Registers an answer for every question of the protocol that the language service knows. */
export function answerQuestions(
  connection: Connection,
  projects: EditorProjects,
  abilities: () => EditorAbilities,
  warn: (warning: string) => void,
): void {
  /** About a file; nothing when it lies on no disk. */
  const about = <Answer>(
    { uri }: TextDocumentIdentifier,
    nothing: Answer,
    answer: (project: EditorProject, path: string) => Answer,
  ): Answer => {
    const file = projects.fileAt(uri);
    return file === undefined ? nothing : answer(file.project, file.path);
  };
  /** About a place in a file. */
  const at = <Answer>(
    { textDocument, position }: { readonly textDocument: TextDocumentIdentifier; readonly position: Position },
    nothing: Answer,
    answer: (project: EditorProject, path: string, offset: number) => Answer,
  ): Answer => about(textDocument, nothing, (project, path) => answer(project, path, project.offsetOf(path, position)));

  connection.onCompletion((params) =>
    at(params, [], (project, path, offset) => completionAt(project, path, offset, abilities().snippets)),
  );
  connection.onHover((params) => at(params, null, hoverAt));
  connection.onSignatureHelp((params) => at(params, null, signatureHelpAt));
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    about(textDocument, [], (project, path) => inlayHintsIn(project, path, range)),
  );

  connection.onDefinition((params) => at(params, [], definitionAt));
  connection.onReferences((params) =>
    at(params, [], (project, path, offset) => referencesAt(project, path, offset, params.context.includeDeclaration)),
  );
  connection.onDocumentHighlight((params) => at(params, [], highlightsAt));
  connection.onDocumentLinks(({ textDocument }) => about(textDocument, [], linksOf));

  connection.onPrepareRename((params) => at(params, null, prepareRenameAt));
  connection.onRenameRequest((params) =>
    at(params, null, (project, path, offset) => {
      const question = { path, offset, newName: params.newName, knowsVersions: abilities().versionedEdits };
      return renameAt(project, question, warn);
    }),
  );
  connection.onCodeAction((params) =>
    about(params.textDocument, [], (project, path) => codeActionsIn(project, path, params, abilities().versionedEdits)),
  );
  connection.onDocumentFormatting(({ textDocument }) => about(textDocument, [], formattingOf));

  connection.onDocumentSymbol(({ textDocument }) => about(textDocument, [], outlineOf));
  connection.onWorkspaceSymbol(({ query }) => [...projects].flatMap((project) => symbolsOf(project, query)));
  connection.onFoldingRanges(({ textDocument }) => about(textDocument, [], foldingRangesOf));
  connection.onCodeLens(({ textDocument }) => about(textDocument, [], codeLensesOf));
  connection.languages.semanticTokens.on(({ textDocument }) =>
    about(textDocument, { data: [] }, (project, path) => semanticTokensOf(project, path)),
  );
  connection.languages.semanticTokens.onRange(({ textDocument, range }) =>
    about(textDocument, { data: [] }, (project, path) => semanticTokensOf(project, path, project.spanOf(path, range))),
  );

  connection.languages.diagnostics.on(({ textDocument }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: about(textDocument, [], (project, path) => diagnosticsOf(project).get(path) ?? []),
  }));
  connection.onRequest(EXPLAIN_REQUEST, ({ code }: { readonly code?: string }) => explainCode(code));
}
