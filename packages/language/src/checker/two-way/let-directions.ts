import { type LetItem, type RuleItem, type SyntaxNode, visitNodes } from "@xmap/grammar";

/** Names of `$name` that the rules of each direction use, directly or through another `let`. */
export interface DirectedNames {
  readonly forward: ReadonlySet<string>;
  readonly backward: ReadonlySet<string>;
}

/** A `let` reads the record that the rules reading it read: the left one for `->`, the right one for `<-`. */
export function letDirections(
  items: readonly RuleItem[],
  outside: { readonly forward: readonly SyntaxNode[]; readonly backward: readonly SyntaxNode[] },
): DirectedNames {
  const forward = new Set(outside.forward.flatMap(namesIn));
  const backward = new Set(outside.backward.flatMap(namesIn));
  collect(items, forward, backward);
  const lets = items.filter((item): item is LetItem => item.kind === "LetItem");
  for (const item of lets.toReversed()) {
    for (const names of [forward, backward])
      if (names.has(item.name.name)) for (const name of namesIn(item.value)) names.add(name);
  }
  return { forward, backward };
}

function collect(items: readonly RuleItem[], forward: Set<string>, backward: Set<string>): void {
  for (const item of items) {
    if (item.kind === "Rule" && item.direction === "<->") {
      if (item.body !== undefined) collect(item.body.items, forward, backward);
      const parts = [...item.sources, item.via, item.condition].filter((part) => part !== undefined);
      for (const name of parts.flatMap(namesIn)) {
        forward.add(name);
        backward.add(name);
      }
    } else if (item.kind !== "LetItem") {
      const isBackward = item.kind === "Rule" && item.direction === "<-";
      for (const name of namesIn(item)) (isBackward ? backward : forward).add(name);
    }
  }
}

function namesIn(node: SyntaxNode): string[] {
  const names: string[] = [];
  visitNodes(node, (each) => {
    if (each.kind === "VariableExpression") names.push(each.name);
  });
  return names;
}
