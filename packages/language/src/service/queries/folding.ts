import type { Span } from "@xmap/diagnostics";
import { positionAt, type SourceText } from "@xmap/diagnostics";
import { type SyntaxNode, visitNodes } from "@xmap/grammar";
import type { FileAnalysis } from "../project/analysis.ts";

/** Lines that can be folded away; the first of them stays visible. */
export interface FoldingRange {
  readonly span: Span;
  readonly kind: "block" | "imports" | "comment";
}

const BLOCKS: ReadonlySet<SyntaxNode["kind"]> = new Set([
  "SystemDeclaration",
  "EntityDeclaration",
  "MapDeclaration",
  "LookupDeclaration",
  "RulesDeclaration",
  "BindingDeclaration",
  "PolicyDeclaration",
  "FlowDeclaration",
  "TestDeclaration",
  "Rule",
  "InlineArms",
  "WriteStep",
  "WhenStep",
  "EachStep",
  "TestAnswers",
  "ObjectExpression",
]);

function spansLines(span: Span, source: SourceText): boolean {
  return positionAt(source, span.start).line < positionAt(source, span.end).line;
}

/** Blocks, imports and comments of more than one line. */
export function foldingRanges(file: FileAnalysis): readonly FoldingRange[] {
  const { file: tree } = file.loaded;
  const ranges: FoldingRange[] = [];
  const [first] = tree.imports;
  const last = tree.imports.at(-1);
  if (first !== undefined && last !== undefined)
    ranges.push({ span: { start: first.span.start, end: last.span.end }, kind: "imports" });
  let block: Span | undefined;
  for (const { span } of tree.comments) {
    const isNext = block !== undefined && /^[\r\n \t]*$/.test(tree.source.text.slice(block.end, span.start));
    if (block !== undefined && !isNext) ranges.push({ span: block, kind: "comment" });
    block = isNext && block !== undefined ? { start: block.start, end: span.end } : span;
  }
  if (block !== undefined) ranges.push({ span: block, kind: "comment" });
  visitNodes(tree, (node) => {
    if (BLOCKS.has(node.kind)) ranges.push({ span: node.span, kind: "block" });
  });
  const folded = ranges.filter(({ span }) => spansLines(span, tree.source));
  return folded.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}
