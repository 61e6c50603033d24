export type { CodeAction } from "./actions/code-action.ts";
export type { CompletionItem, CompletionKind } from "./completion/completion-item.ts";
export type { Location } from "./location.ts";
export type { WorkDone } from "./project/project-state.ts";
export type { RuleCoverage, ServiceHost } from "./project/service-host.ts";
export type { CodeLens, LensAction } from "./queries/code-lenses.ts";
export type { DocumentLink } from "./queries/document-links.ts";
export type { FoldingRange } from "./queries/folding.ts";
export type { Hover } from "./queries/hover.ts";
export type { InlayHint } from "./queries/inlay-hints.ts";
export type { Reference } from "./queries/references.ts";
export type { RenamePlace, RenameResult } from "./queries/rename.ts";
export {
  SEMANTIC_TOKEN_MODIFIERS,
  SEMANTIC_TOKEN_TYPES,
  type SemanticToken,
  type SemanticTokenModifier,
  type SemanticTokenType,
} from "./queries/semantic-tokens.ts";
export type { SignatureHelp, SignatureParameter } from "./queries/signature-help.ts";
export type { DocumentSymbol, OutlineKind, WorkspaceSymbol } from "./queries/symbols.ts";
export { LanguageWorkspace } from "./workspace.ts";
