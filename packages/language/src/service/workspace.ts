import type { Diagnostic, Span, TextEdit } from "@xmap/diagnostics";
import type { CodeAction } from "./actions/code-action.ts";
import { codeActions } from "./actions/code-actions.ts";
import { refactorings } from "./actions/refactorings/refactorings.ts";
import { complete } from "./completion/complete.ts";
import type { CompletionItem } from "./completion/completion-item.ts";
import type { Location } from "./location.ts";
import type { FileAnalysis, ProjectAnalysis } from "./project/analysis.ts";
import { ProjectState, type WorkDone } from "./project/project-state.ts";
import type { ServiceHost } from "./project/service-host.ts";
import { type CodeLens, codeLenses } from "./queries/code-lenses.ts";
import { definition } from "./queries/definition.ts";
import { type DocumentLink, documentLinks } from "./queries/document-links.ts";
import { type FoldingRange, foldingRanges } from "./queries/folding.ts";
import { formattingEdits } from "./queries/formatting.ts";
import { type Hover, hover } from "./queries/hover.ts";
import { type InlayHint, inlayHints } from "./queries/inlay-hints.ts";
import { highlights, type Reference, references } from "./queries/references.ts";
import { prepareRename, type RenamePlace, type RenameResult, rename } from "./queries/rename.ts";
import { type SemanticToken, semanticTokens } from "./queries/semantic-tokens.ts";
import { type SignatureHelp, signatureHelp } from "./queries/signature-help.ts";
import { type DocumentSymbol, documentSymbols, type WorkspaceSymbol, workspaceSymbols } from "./queries/symbols.ts";

/**
 * What editors ask about the `.xmap` files of one project. Open texts lie over those of the host; offsets are UTF-16
 * offsets into a text, paths are the project's. No query throws, whatever the text; one about a file that is not there
 * answers nothing. Only what changed, and what depends on it, is read and checked again.
 */
export class LanguageWorkspace {
  readonly #state: ProjectState;

  constructor(host: ServiceHost) {
    this.#state = new ProjectState(host);
  }

  /** Files that were parsed and checked since the beginning. */
  get work(): WorkDone {
    return this.#state.work;
  }

  /** A text is open, or was edited. */
  setText(path: string, text: string): void {
    this.#state.setText(path, text);
  }

  /** A text was closed: the host's holds again. */
  removeText(path: string): void {
    this.#state.removeText(path);
  }

  /** The host's text of a file, or its list of files, is another one. */
  fileChanged(path: string): void {
    this.#state.changed(path);
  }

  /** The pulled schemas or descriptions are others: everything is checked again. */
  schemasChanged(): void {
    this.#state.changed(undefined);
  }

  /** The findings of one file by place, or of the whole project by file. */
  diagnostics(path?: string): readonly Diagnostic[] {
    const all = this.#state.diagnostics();
    return path === undefined ? all : all.filter((diagnostic) => diagnostic.file === path);
  }

  /** What can be written at an offset, the likeliest first. */
  completion(path: string, offset: number): readonly CompletionItem[] {
    return complete(this.#state, path, offset);
  }

  hover(path: string, offset: number): Hover | undefined {
    return this.#ask(path, undefined, (file, project) => hover(file, project, offset));
  }

  definition(path: string, offset: number): readonly Location[] {
    return this.#ask(path, [], (file, project) => definition(file, project, offset));
  }

  references(path: string, offset: number): readonly Reference[] {
    return this.#ask(path, [], (file, project) => references(file, project, offset));
  }

  highlights(path: string, offset: number): readonly Reference[] {
    return this.#ask(path, [], (file, project) => highlights(file, project, offset));
  }

  prepareRename(path: string, offset: number): RenamePlace {
    const nothing: RenamePlace = { kind: "refused", reason: `There is no file ${path}.` };
    return this.#ask(path, nothing, (file, project) => prepareRename(file, project, offset));
  }

  rename(path: string, offset: number, newName: string): RenameResult {
    const nothing: RenameResult = { kind: "refused", reason: `There is no file ${path}.` };
    return this.#ask(path, nothing, (file, project) => rename(file, project, offset, newName));
  }

  documentSymbols(path: string): readonly DocumentSymbol[] {
    return this.#ask(path, [], documentSymbols);
  }

  workspaceSymbols(query: string): readonly WorkspaceSymbol[] {
    return workspaceSymbols(this.#state.analysis(), query);
  }

  semanticTokens(path: string): readonly SemanticToken[] {
    return this.#ask(path, [], semanticTokens);
  }

  inlayHints(path: string, within: Span): readonly InlayHint[] {
    return this.#ask(path, [], (file) => inlayHints(file, within));
  }

  codeLenses(path: string): readonly CodeLens[] {
    return this.#ask(path, [], codeLenses);
  }

  signatureHelp(path: string, offset: number): SignatureHelp | undefined {
    return signatureHelp(this.#state, path, offset);
  }

  foldingRanges(path: string): readonly FoldingRange[] {
    return this.#ask(path, [], foldingRanges);
  }

  documentLinks(path: string): readonly DocumentLink[] {
    return this.#ask(path, [], documentLinks);
  }

  /** What can be done about the findings that touch a part of a file, and how it can be written otherwise. */
  codeActions(path: string, within: Span): readonly CodeAction[] {
    const diagnostics = this.#state.diagnostics();
    return this.#ask(path, [], (file, project) => [
      ...codeActions(file, project, diagnostics, within),
      ...refactorings(file, project, within, this.#state),
    ]);
  }

  /** The changes that bring a file into its canonical form; none while it has errors of syntax. */
  formatting(path: string): readonly TextEdit[] {
    return this.#ask(path, [], formattingEdits);
  }

  #ask<Answer>(
    path: string,
    nothing: Answer,
    answer: (file: FileAnalysis, project: ProjectAnalysis) => Answer,
  ): Answer {
    const project = this.#state.analysis();
    const file = project.files.get(path);
    return file === undefined ? nothing : answer(file, project);
  }
}
