import type { Span } from "@xmap/diagnostics";
import { SEMANTIC_TOKEN_MODIFIERS, SEMANTIC_TOKEN_TYPES } from "@xmap/language/service";
import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensLegend } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";

export const SEMANTIC_TOKENS_LEGEND: SemanticTokensLegend = {
  tokenTypes: [...SEMANTIC_TOKEN_TYPES],
  tokenModifiers: [...SEMANTIC_TOKEN_MODIFIERS],
};

/** Names by what they stand for, of a file or of those that touch a part of it. */
export function semanticTokensOf(project: EditorProject, path: string, within?: Span): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { span, type, modifiers } of project.workspace.semanticTokens(path)) {
    if (within !== undefined && (span.end < within.start || within.end < span.start)) continue;
    const { line, character } = project.positionOf(path, span.start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << SEMANTIC_TOKEN_MODIFIERS.indexOf(modifier)), 0);
    builder.push(line, character, span.end - span.start, SEMANTIC_TOKEN_TYPES.indexOf(type), bits);
  }
  // A result's id is for changes against it, which are not offered.
  return { data: builder.build().data };
}
