import type { EbnfNode } from "./ebnf.ts";
import { box, choice, loop, nothing, type Shape, sequence } from "./shape.ts";

/** The anchor of a rule on the page. */
export const anchorOf = (name: string): string => `rule-${name}`;

/** The shape of a rule's right side. */
export function shapeOf(node: EbnfNode): Shape {
  switch (node.kind) {
    case "terminal":
      return box(node.text, "terminal");
    case "reference":
      return box(node.name, "reference", anchorOf(node.name));
    case "prose":
      return box(node.text, "prose");
    case "nothing":
      return nothing();
    case "sequence":
      return sequence(node.items.map(shapeOf));
    case "choice":
      return choice(node.alternatives.map(shapeOf));
    case "option":
      return choice([nothing(), shapeOf(node.item)]);
    case "loop":
      return loop(shapeOf(node.item), shapeOf(node.separator));
  }
}
