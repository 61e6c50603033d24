import type { Span } from "@xmap/diagnostics";
import { type SyntaxNode, visitNodes } from "@xmap/grammar";
import type { SymbolKind } from "../../binder/any-symbol.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import type { ServiceSymbol, SymbolUse } from "../symbols/service-symbol.ts";
import { usesOfFile } from "../symbols/uses-of-file.ts";

/** The names of kinds that editors know; an editor's legend lists them in this order. */
export const SEMANTIC_TOKEN_TYPES = [
  "namespace",
  "class",
  "enum",
  "enumMember",
  "interface",
  "struct",
  "macro",
  "event",
  "property",
  "variable",
  "parameter",
  "function",
  "method",
  "decorator",
] as const;
export type SemanticTokenType = (typeof SEMANTIC_TOKEN_TYPES)[number];

export const SEMANTIC_TOKEN_MODIFIERS = ["declaration", "modification", "readonly", "defaultLibrary"] as const;
export type SemanticTokenModifier = (typeof SEMANTIC_TOKEN_MODIFIERS)[number];

/** A name with what it stands for; never longer than a line, never overlapping another. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: SemanticTokenType;
  readonly modifiers: readonly SemanticTokenModifier[];
}

const DECLARED: Readonly<Record<SymbolKind, SemanticTokenType>> = {
  system: "namespace",
  entity: "class",
  map: "enum",
  lookup: "interface",
  rules: "macro",
  binding: "struct",
  policy: "decorator",
  flow: "event",
};

function typeOf(symbol: ServiceSymbol): SemanticTokenType {
  switch (symbol.kind) {
    case "declared":
      return DECLARED[symbol.declared.kind];
    case "local":
      return symbol.local.kind === "variable" ? "variable" : "parameter";
    case "field":
      return "property";
    case "function":
      return "function";
    case "operation":
    case "invocation":
      return "method";
    case "argument":
    case "option":
      return "parameter";
    case "capability":
      return "enumMember";
    case "connector":
    case "resource":
      return "namespace";
  }
}

function modifiersOf(use: SymbolUse): SemanticTokenModifier[] {
  const modifiers: SemanticTokenModifier[] = [];
  if (use.role === "declaration") modifiers.push("declaration");
  if (use.role === "write") modifiers.push("modification");
  if (use.symbol.kind === "field" && use.symbol.owner.fields.get(use.symbol.path.at(-1) ?? "")?.readOnly === true)
    modifiers.push("readonly");
  if (use.symbol.kind === "function") modifiers.push("defaultLibrary");
  return modifiers;
}

/** Texts of closed sets: patterns and answers of maps. */
function valueSpans(root: SyntaxNode): Span[] {
  const spans: Span[] = [];
  visitNodes(root, (node) => {
    if (node.kind !== "Arm") return;
    for (const literal of [...node.patterns, node.answer])
      if (literal.kind === "StringLiteral") spans.push(literal.span);
  });
  return spans;
}

/** What the names of a file stand for, by place. */
export function semanticTokens(file: FileAnalysis, project: ProjectAnalysis): readonly SemanticToken[] {
  const tokens: SemanticToken[] = usesOfFile(file, project).map((use) => ({
    span: use.span,
    type: typeOf(use.symbol),
    modifiers: modifiersOf(use),
  }));
  for (const span of valueSpans(file.loaded.file)) tokens.push({ span, type: "enumMember", modifiers: [] });
  const sorted = tokens.toSorted((a, b) => a.span.start - b.span.start);
  let end = 0;
  return sorted.filter(({ span }) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}
