import type { BindingDeclaration } from "@xmap/grammar";
import type { EntitySymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import type { WrittenTarget } from "../written-target.ts";

/** On the way back the left record is found again as well: a key, and a system that can search by it. */
export function checkKeyBack(
  declaration: BindingDeclaration,
  written: readonly WrittenTarget[],
  left: EntitySymbol,
  right: EntitySymbol,
  context: CheckContext,
): void {
  const keys = written.filter((target) => target.key);
  if (keys.length === 0) {
    const values = { wanted: left.name, given: right.name };
    const help = "mark a `<->` rule, or a `<-` rule, with `key`";
    context.report({ code: "two-way-key", span: declaration.name.span, values, help });
  }
  for (const { field, path, span, file } of keys) {
    if (field.searchable || field.readOnly) continue;
    context.report({
      code: "two-way-key",
      wording: "notSearchable",
      span: file === context.path ? span : declaration.name.span,
      values: { wanted: left.name, field: path.join(".") },
    });
  }
}
