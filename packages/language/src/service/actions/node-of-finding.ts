import { type SyntaxNode, visitNodes } from "@xmap/grammar";
import type { Finding } from "./code-action.ts";

/** The first node of a kind whose part, or which itself, is what the finding points at. */
export function nodeOf<Kind extends SyntaxNode["kind"]>(
  finding: Finding,
  kind: Kind,
  isMeant: (node: Extract<SyntaxNode, { kind: Kind }>) => boolean,
): Extract<SyntaxNode, { kind: Kind }> | undefined {
  const isKind = (node: SyntaxNode): node is Extract<SyntaxNode, { kind: Kind }> => node.kind === kind;
  let found: Extract<SyntaxNode, { kind: Kind }> | undefined;
  visitNodes(finding.file.loaded.file, (node) => {
    if (found === undefined && isKind(node) && isMeant(node)) found = node;
    return found === undefined;
  });
  return found;
}

/** True for nodes that begin where the finding does. */
export function startsAt(finding: Finding): (node: SyntaxNode) => boolean {
  return (node) => node.span.start === finding.diagnostic.span.start;
}
