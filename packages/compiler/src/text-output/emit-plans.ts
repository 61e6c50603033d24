import type { DraftShape } from "./draft-shape.ts";
import { isCopied, isReadInParts, type ReadTree } from "./read-tree.ts";

/**
 * The parts of a record that are read, as an expression: a `ReadPlan` of `@xmap/runtime/text`. `undefined` where the record
 * is better read whole.
 */
export function readPlanText(tree: ReadTree): string {
  return namesPrototype(tree) ? "undefined" : planText(tree, "");
}

/** The one name that a literal gives a meaning of its own. */
function namesPrototype(tree: ReadTree): boolean {
  for (const [name, inner] of tree.fields) if (name === "__proto__" || namesPrototype(inner)) return true;
  return tree.items !== undefined && namesPrototype(tree.items);
}

function planText(tree: ReadTree, margin: string): string {
  if (isCopied(tree)) return "{ copied: true }";
  if (!isReadInParts(tree)) return "undefined";
  const inner = `${margin}  `;
  const lines: string[] = [];
  if (tree.fields.size > 0) {
    const names = [...tree.fields.keys()];
    const members = names.map((name, index) => `${JSON.stringify(name)}: values[${index}]`);
    lines.push(
      `${inner}fields: [`,
      ...[...tree.fields].map(
        ([name, field]) => `${inner}  [${JSON.stringify(name)}, ${planText(field, `${inner}  `)}],`,
      ),
      `${inner}],`,
      `${inner}record: (values) => ({ ${members.join(", ")} }),`,
    );
  }
  if (tree.items !== undefined) lines.push(`${inner}items: { plan: ${planText(tree.items, inner)} },`);
  return `{\n${lines.join("\n")}\n${margin}}`;
}

/** The names that a draft has, as an expression: a `WritePlan` of `@xmap/runtime/text`. `lists` are its lists of lines. */
export function writePlanText(
  shape: DraftShape | undefined,
  lists: readonly (readonly string[])[],
  margin = "",
): string {
  const inner = `${margin}  `;
  const isLines = lists.some((path) => path.length === 0);
  const known = isLines ? shape?.lines?.fields : shape?.fields;
  const named = new Set([...(known?.keys() ?? []), ...lists.flatMap(([name]) => (name === undefined ? [] : [name]))]);
  if (named.size === 0 && known === undefined && !isLines) return "undefined";
  const fields = [...named].map((name) => {
    const below = lists.flatMap(([first, ...rest]) => (first === name ? [rest] : []));
    return `${inner}  [${JSON.stringify(name)}, ${writePlanText(known?.get(name), below, `${inner}  `)}],`;
  });
  const values = [...(known?.keys() ?? [])].map((name, index) => `values[${index}] = record[${JSON.stringify(name)}];`);
  const lines = [
    ...(isLines ? [`${inner}isLines: true,`] : []),
    ...(fields.length === 0 ? [] : [`${inner}fields: [`, ...fields, `${inner}],`]),
    ...(known === undefined ? [] : [`${inner}values: (record, values) => { ${values.join(" ")} },`]),
  ];
  return `{\n${lines.join("\n")}\n${margin}}`;
}
