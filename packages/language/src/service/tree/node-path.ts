import type { Span } from "@xmap/diagnostics";
import { childrenOf, type SyntaxNode } from "@xmap/grammar";

/** True for offsets inside a span and at its end, where a cursor still belongs to what it follows. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function childAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  for (const child of childrenOf(node)) {
    if (!touches(child.span, offset)) continue;
    if (child.span.end > offset) return child;
    found = child;
  }
  return found;
}

/** The nodes around an offset, the outermost first. Of two that meet there the one that begins is taken. */
export function nodesAt(root: SyntaxNode, offset: number): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [];
  for (let node: SyntaxNode | undefined = root; node !== undefined; node = childAt(node, offset)) path.push(node);
  return path;
}
