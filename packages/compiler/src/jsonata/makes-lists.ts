import { BUILT_INS, GIVES_SEQUENCES } from "./built-ins.ts";
import { childrenOf, type Node } from "./node.ts";

/** Built-in functions that hand out objects and lists of their own or of their arguments. */
const GIVES_PARTS: ReadonlySet<string> = new Set([
  ...GIVES_SEQUENCES,
  "clone",
  "error",
  "merge",
  "sift",
  "split",
  "zip",
]);

/** Whether a value can hold lists that the evaluation has made, deeper than its outermost one. */
export function makesLists(node: Node): boolean {
  if (node.group !== undefined || node.isTuple === true) return true;
  switch (node.kind) {
    case "literal":
    case "binary":
    case "negate":
    case "name":
    case "descendants":
    case "parent":
    case "regex":
    case "open":
    case "range":
      return false;
    case "variable":
      return node.name !== "" && node.name !== "$";
    case "path":
      return node.steps.some((step) => step.isConstructed === true || step.kind === "sort" || makesLists(step));
    case "object":
      return node.pairs.some(({ value }) => holdsList(value));
    case "call":
      return !(node.callee.kind === "variable" && isScalar(node.callee.name));
    case "condition":
    case "default":
    case "array":
    case "block":
      return childrenOf(node).some(makesLists);
    default:
      return true;
  }
}

/** Whether a value, put into an object, can be or hold such a list. */
function holdsList(node: Node): boolean {
  switch (node.kind) {
    case "path":
    case "block":
    case "condition":
    case "default":
    case "wildcard":
    case "descendants":
    case "parent":
      return true;
    case "variable":
      return node.name !== "$";
    default:
      return node.predicates !== undefined || makesLists(node);
  }
}

function isScalar(name: string): boolean {
  return BUILT_INS.has(name) && !GIVES_PARTS.has(name);
}
