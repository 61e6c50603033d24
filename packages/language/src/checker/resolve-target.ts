import type { FieldPath } from "@xmap/grammar";
import { nearNames } from "../diagnostics/near-names.ts";
import type { TargetField } from "../program.ts";
import type { Field, Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { BlockPlace } from "./block-place.ts";
import type { CheckContext } from "./check-context.ts";

function isWritable(path: string, writable: readonly string[]): boolean {
  return writable.some(
    (allowed) => path === allowed || path.startsWith(`${allowed}.`) || allowed.startsWith(`${path}.`),
  );
}

/** Fields of the record that the block writes; that is the whole record only where no field leads to the block. */
function isInBlock({ root, names }: FieldPath, { entity, targetPath }: BlockPlace): boolean {
  if (names.length === 0) return root === "";
  return root !== "$$" || (entity !== undefined && targetPath.length === 0);
}

function reportRoot({ root, names, span }: FieldPath, context: CheckContext): void {
  const code = "unsupported-construct";
  if (names.length > 0) {
    const help = "write the rule in the block of the whole record";
    context.report({ code, wording: "whole", span, values: {}, help });
    return;
  }
  const help = "name a field, or write `source -> $ { … }`";
  context.report({ code, wording: "root", span, values: { root }, help });
}

/** The field that a rule writes: it exists and can be written. */
export function resolveTarget(target: FieldPath, place: BlockPlace, context: CheckContext): TargetField | undefined {
  if (!isInBlock(target, place)) {
    reportRoot(target, context);
    return undefined;
  }
  let current: Type = place.target;
  let field: Field | undefined;
  let readOnly = false;
  for (const { name, span } of target.names) {
    if (name === "") return undefined;
    context.recorder?.member({ span, name, owner: current, purpose: "write" });
    if (current.kind !== "record") {
      const values = { name, type: typeToText(current) };
      context.report({ code: "unknown-target", wording: "through", span, values });
      return undefined;
    }
    field = current.fields.get(name);
    if (field === undefined) {
      const help = nearNames(name, current.fields.keys());
      context.report({ code: "unknown-target", span, values: { record: current.name, name }, help });
      return undefined;
    }
    readOnly ||= field.readOnly;
    current = field.value.type;
  }
  if (field === undefined) return undefined;
  const names = target.names.map((name) => name.name);
  const written = names.join(".");
  if (readOnly) {
    context.report({ code: "read-only-target", span: target.span, values: { target: written } });
    return { path: names, field };
  }
  const writable = place.entity?.system.description.resources[place.entity.resource]?.writable;
  const whole = [...place.targetPath, ...names].join(".");
  if (writable !== undefined && place.entity !== undefined && !isWritable(whole, writable)) {
    context.report({
      code: "read-only-target",
      wording: "notWritable",
      span: target.span,
      values: { target: whole, record: place.entity.name },
      help: writable.length === 0 ? undefined : `it can write ${writable.map((name) => `\`${name}\``).join(", ")}`,
    });
  }
  return { path: names, field };
}
