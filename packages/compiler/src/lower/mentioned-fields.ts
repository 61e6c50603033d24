import { type Expression, visitNodes } from "@xmap/grammar";
import type { RecordType, Type } from "@xmap/language";
import type { Lowered } from "./lowered.ts";
import { markRead, type Origin, originField } from "./usage.ts";

/** Functions that look at fields whose names do not stand in the expression. */
const LOOKS_AT_ALL: ReadonlySet<string> = new Set(
  "clone each eval keys lookup merge sift spread string distinct type".split(" "),
);

/**
 * Notes the fields that an expression may read of the records that it is given: all that it names,
 * and everything in a record where it does not say by name what it reads, or hands it on in its result.
 */
export function markMentioned(expression: Expression, values: readonly Lowered[], result: Type): void {
  const names = namesIn(expression);
  const handedOn = new Set(recordsOf(result));
  for (const { type, origins } of values)
    for (const record of recordsOf(type)) markFields(record, { names, handedOn }, origins, new Set());
}

/** The names that an expression mentions; undefined when it may read any field. */
function namesIn(expression: Expression): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let isOpen = false;
  visitNodes(expression, (node) => {
    if (node.kind === "NameStep") names.add(node.name);
    if (node.kind === "StringLiteral") names.add(node.value);
    if (node.kind === "WildcardStep" || node.kind === "DescendantsStep" || node.kind === "TransformExpression")
      isOpen = true;
    if (node.kind === "VariableExpression" && LOOKS_AT_ALL.has(node.name)) isOpen = true;
  });
  return isOpen ? undefined : names;
}

function recordsOf(type: Type): readonly RecordType[] {
  if (type.kind === "record") return [type];
  if (type.kind === "list") return recordsOf(type.item);
  return type.kind === "union" ? type.members.flatMap(recordsOf) : [];
}

interface Mentioned {
  /** Undefined: any. */
  readonly names: ReadonlySet<string> | undefined;
  /** Records whose fields are read behind the expression. */
  readonly handedOn: ReadonlySet<RecordType>;
}

function markFields(
  record: RecordType,
  mentioned: Mentioned,
  origins: readonly Origin[],
  around: ReadonlySet<RecordType>,
): void {
  if (around.has(record)) return;
  const names = mentioned.handedOn.has(record) ? undefined : mentioned.names;
  for (const { name, value } of record.fields.values()) {
    if (names !== undefined && !names.has(name)) continue;
    const inner = origins.map((origin) => originField(origin, name));
    markRead(inner);
    for (const nested of recordsOf(value.type))
      markFields(nested, { ...mentioned, names }, inner, new Set([...around, record]));
  }
}
