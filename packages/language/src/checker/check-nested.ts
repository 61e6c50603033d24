import type { Expression, Rule, RuleBody } from "@xmap/grammar";
import { withContext } from "../expressions/scope.ts";
import type { CheckedNested, TargetField } from "../program.ts";
import { present, recordOf } from "../types/make-type.ts";
import type { RecordType, ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { BlockPlace } from "./block-place.ts";
import { checkBlock } from "./check-block.ts";
import type { CheckContext } from "./check-context.ts";
import { contextNameOf } from "./context-name.ts";
import { resolveTarget } from "./resolve-target.ts";
import { checkDuplicateTargets } from "./rules/duplicate-targets.ts";

const NO_RECORD = recordOf("Unknown", {});

/** The record that a block's rules read; an unknown one when the source is none. */
export function contextRecord(source: Expression, value: ValueType, wanted: string, context: CheckContext): ValueType {
  if (value.type.kind === "record" || value.type.kind === "unknown") return present(value.type);
  context.report({ code: "type-mismatch", span: source.span, values: { wanted, found: typeToText(value) } });
  return present({ kind: "unknown" });
}

/** The record type of a context, for the checked tree. */
export function recordTypeOf(value: ValueType): RecordType {
  return value.type.kind === "record" ? value.type : NO_RECORD;
}

/** Whether a source takes one record of a list, `addresses[is_billing][0]`, and so is one of what its name says. */
function takesOne(source: Expression): boolean {
  return source.kind === "PathExpression" && (source.steps.at(-1)?.stages.length ?? 0) > 0;
}

function nestedTarget(rule: Rule, place: BlockPlace, context: CheckContext): TargetField | undefined {
  const target = resolveTarget(rule.target, place, context);
  const type = target?.field.value.type;
  if (target === undefined || type === undefined || type.kind === "record") return target;
  if (type.kind === "list" && type.item.kind === "record") {
    const values = { target: target.path.join("."), record: type.item.name };
    context.report({ code: "list-without-by", span: rule.target.span, values, help: "write `each by id { … }`" });
  } else {
    const values = { wanted: "A record to write into", found: typeToText(type) };
    context.report({ code: "type-mismatch", span: rule.target.span, values });
  }
  return undefined;
}

/** `source -> field { … }`, or `source -> $ { … }` into the same record. */
export function checkNested(
  rule: Rule,
  body: RuleBody,
  source: Expression,
  place: BlockPlace,
  context: CheckContext,
): CheckedNested | undefined {
  const value = context.infer(source, place.scope);
  const record = contextRecord(source, value, "One record", context);
  const same = rule.target.root === "$" && rule.target.names.length === 0;
  const target = same ? undefined : nestedTarget(rule, place, context);
  const into = target?.field.value.type;
  if (!same && into?.kind !== "record") return undefined;
  const id = place.ids.next([place.id, ...(target?.path ?? ["$"])].join("/"));
  const inner: BlockPlace = {
    ...place,
    id: same ? place.id : id,
    scope: withContext(place.scope, record),
    contextName: contextNameOf(source, takesOne(source), place.contextName),
    target: into?.kind === "record" ? into : place.target,
    targetPath: [...place.targetPath, ...(target?.path ?? [])],
    written: same ? place.written : [],
  };
  const block = checkBlock(body.items, recordTypeOf(record), inner, context);
  if (target !== undefined) {
    checkDuplicateTargets(inner.written, context);
    const piece = { of: rule, depth: target.path.length };
    for (const written of inner.written)
      place.written.push({ ...written, path: [...target.path, ...written.path], piece });
  }
  return { kind: "nested", id, declaration: rule, target, source, block };
}
