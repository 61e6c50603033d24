import type { BindingDeclaration } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";
import type { WrittenTarget } from "../written-target.ts";

/** A binding finds its record again: it has a key, and the system can search by it. */
export function checkBindingKey(
  declaration: BindingDeclaration,
  written: readonly WrittenTarget[],
  context: CheckContext,
): void {
  const keys = written.filter((target) => target.key);
  if (keys.length === 0) {
    const { name, span } = declaration.name;
    const help = "mark the field that identifies the record with `key`";
    context.report({ code: "key-missing", span, values: { binding: name }, help });
  }
  for (const key of keys) {
    if (key.field.searchable || key.field.readOnly) continue;
    const span = key.file === context.path ? key.span : declaration.name.span;
    context.report({ code: "key-not-searchable", span, values: { target: key.path.join(".") } });
  }
}
