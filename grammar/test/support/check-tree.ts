import { childrenOf, type SyntaxNode, visitNodes } from "@xmap/grammar";
import { expect } from "vitest";

/** Every node lies inside its parent, and no span is turned round or outside the text. */
export function checkTree(root: SyntaxNode, length: number): void {
  visitNodes(root, (node) => {
    if (node.span.start < 0 || node.span.end < node.span.start || node.span.end > length) {
      expect.fail(`${node.kind} has the span ${JSON.stringify(node.span)} in a text of ${length}`);
    }
    for (const child of childrenOf(node)) {
      if (child.span.start < node.span.start || child.span.end > node.span.end) {
        expect.fail(
          `${child.kind} ${JSON.stringify(child.span)} is not inside ${node.kind} ${JSON.stringify(node.span)}`,
        );
      }
    }
  });
}

/** The tree without spans, to compare what two texts mean. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "span")
      .map(([key, inner]) => [key, withoutSpans(inner)]),
  );
}
