import type { Expression, FieldPath, Rule, RuleBody } from "@xmap/grammar";
import { nearNames } from "../diagnostics/near-names.ts";
import { withContext } from "../expressions/scope.ts";
import type { CheckedLines } from "../program.ts";
import { itemOf } from "../types/classify.ts";
import type { RecordType, Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { BlockPlace } from "./block-place.ts";
import { checkBlock } from "./check-block.ts";
import type { CheckContext } from "./check-context.ts";
import { contextRecord, recordTypeOf } from "./check-nested.ts";
import { contextNameOf, sourceName } from "./context-name.ts";
import { resolveTarget } from "./resolve-target.ts";
import { checkDuplicateTargets } from "./rules/duplicate-targets.ts";
import { checkRequiredTargets } from "./rules/required-targets.ts";

interface LinesBody extends RuleBody {
  readonly by: readonly FieldPath[];
}

function checkIdentity(by: readonly FieldPath[], item: Type, context: CheckContext): string[] {
  const paths: string[] = [];
  for (const path of by) {
    let current: Type = item;
    for (const { name, span } of path.names) {
      context.recorder?.member({ span, name, owner: current, purpose: "read" });
      if (current.kind !== "record" || name === "") break;
      const field = current.fields.get(name);
      if (field === undefined) {
        const help = nearNames(name, current.fields.keys());
        context.report({ code: "unknown-field", span, values: { record: current.name, name }, help });
        break;
      }
      current = field.value.type;
    }
    if (current !== item && (current.kind === "record" || current.kind === "list")) {
      const values = { wanted: "A single value that identifies a line", found: typeToText(current) };
      context.report({ code: "type-mismatch", span: path.span, values });
    }
    const [root] = path.names;
    if (item.kind === "record" && root !== undefined) {
      const reads = context.reads.get(item) ?? new Map<string, Type>();
      context.reads.set(item, reads.set(root.name, item.fields.get(root.name)?.value.type ?? current));
    }
    paths.push(path.names.map((name) => name.name).join("."));
  }
  return paths;
}

function originOf(source: string | undefined, list: string, place: BlockPlace): string {
  const name = source ?? "lines";
  const taken = place.origins.get(list) ?? [];
  let origin = name;
  for (let count = 2; taken.includes(origin); count += 1) origin = `${name}${count}`;
  place.origins.set(list, [...taken, origin]);
  return origin;
}

function lineRecord(type: Type | undefined, rule: Rule, context: CheckContext): RecordType | undefined {
  if (type === undefined) return undefined;
  if (type.kind === "list" && type.item.kind === "record") return type.item;
  const values = { wanted: "A list of records to write lines into", found: typeToText(type) };
  context.report({ code: "type-mismatch", span: rule.target.span, values });
  return undefined;
}

/** `source -> list each by id { … }`; without an identity the source is one record, and writes one line. */
export function checkLines(
  rule: Rule,
  body: LinesBody,
  source: Expression,
  place: BlockPlace,
  context: CheckContext,
): CheckedLines | undefined {
  const value = context.infer(source, place.scope);
  const single = body.by.length === 0;
  const given = single ? value : { ...value, type: itemOf(value.type) };
  const item = contextRecord(source, given, single ? "One record" : "A list of records", context);
  const target = resolveTarget(rule.target, place, context);
  const line = lineRecord(target?.field.value.type, rule, context);
  const by = checkIdentity(body.by, item.type, context);
  if (target === undefined || line === undefined) return undefined;
  const list = target.path.join(".");
  const id = place.ids.next([place.id, ...target.path].join("/"));
  const inner: BlockPlace = {
    ...place,
    id,
    scope: withContext(place.scope, item),
    contextName: single ? contextNameOf(source, false, place.contextName) : contextNameOf(source, true, "line"),
    target: line,
    targetPath: [...place.targetPath, ...target.path],
    written: [],
    origins: new Map(),
  };
  const origin = originOf(single ? context.textOf(rule.target.span) : sourceName(source), list, place);
  const block = checkBlock(body.items, recordTypeOf(item), inner, context);
  checkDuplicateTargets(inner.written, context);
  checkRequiredTargets(line, inner.written, rule.target.span, context);
  const { field, path } = target;
  const span = rule.target.span;
  place.written.push({ path, field, span, file: context.path, conditional: false, key: false, lines: true });
  return { kind: "lines", id, declaration: rule, target, source, by, origin, line, block };
}
