import { didYouMean } from "@xmap/diagnostics";
import type { FieldPath } from "@xmap/grammar";
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

/** The field that a rule writes: it exists and can be written. */
export function resolveTarget(target: FieldPath, place: BlockPlace, context: CheckContext): TargetField | undefined {
  if (target.root !== "") {
    context.report({
      code: "unsupported-construct",
      span: target.span,
      values: { what: `\`${target.root}\` as the target of this rule` },
    });
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
      const help = didYouMean(name, current.fields.keys());
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
