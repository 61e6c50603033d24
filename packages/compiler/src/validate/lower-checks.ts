import type { RecordType, Type, ValueType } from "@xmap/language";
import {
  type ArrowCode,
  arrow,
  binary,
  type Code,
  help,
  type Local,
  list,
  literal,
  local,
  method,
  property,
  REPORT,
  type Statement,
  unary,
} from "../ir/code.ts";
import type { TypeCode } from "../ir/type-code.ts";
import { helperType, keyword } from "../ir/type-code.ts";
import type { NameScope } from "../lower/names.ts";
import { camelCase, createNameScope, declareLocal, singular } from "../lower/names.ts";
import { type FieldRead, ITEMS } from "./collect-reads.ts";

/** Longer closed sets are only checked for their type. */
const MOST_VALUES = 24;

/** The fields below a place of the record that are read. */
interface ReadNode {
  /** The first rule that reads something here. */
  readonly rule: string;
  /** Whether every reader is a value map. */
  mapped: boolean;
  readonly children: Map<string, ReadNode>;
}

/**
 * A function that reports what a record has otherwise than its schema says, in the fields that rules read: the types that
 * rules are checked with are only as true as what the system delivers. Undefined when nothing is read.
 */
export function lowerChecks(
  reads: readonly FieldRead[],
  type: RecordType,
  parameter: Local,
  parameterType: TypeCode,
  names: NameScope,
): ArrowCode | undefined {
  const root: ReadNode = { rule: "", mapped: false, children: new Map() };
  for (const read of reads) addRead(root, read);
  const statements = checkFields(root, local(parameter), type, [], createNameScope(names));
  if (statements.length === 0) return undefined;
  const parameters = [
    { local: parameter, type: parameterType },
    { local: REPORT, type: helperType("Report") },
  ];
  return { ...arrow(parameters, undefined, statements), result: keyword("void") };
}

function addRead(root: ReadNode, { path, rule, mapped }: FieldRead): void {
  let node = root;
  for (const [index, name] of path.entries()) {
    const isLast = index === path.length - 1;
    const known = node.children.get(name) ?? { rule, mapped: true, children: new Map() };
    if (isLast && !mapped) known.mapped = false;
    node.children.set(name, known);
    node = known;
  }
}

function checkFields(
  node: ReadNode,
  record: Code,
  type: RecordType,
  path: readonly string[],
  names: NameScope,
): readonly Statement[] {
  return [...node.children].flatMap(([name, child]) => {
    const field = type.fields.get(name);
    if (field === undefined || name in Object.prototype) return [];
    return checkValue(child, property(record, name), field.value, [...path, name], names);
  });
}

function checkValue(
  node: ReadNode,
  code: Code,
  value: ValueType,
  path: readonly string[],
  names: NameScope,
): readonly Statement[] {
  const wrong = wrongCode(code, value, node);
  if (wrong === undefined) return [];
  const report: Statement = {
    kind: "expression",
    value: help(
      "wrongValue",
      local(REPORT),
      literal(node.rule),
      literal(shownPath(path)),
      literal(wanted(value.type)),
      code,
    ),
  };
  const condition = missing(value).reduceRight<Code>(
    (rest, absent) => binary("&&", binary("!==", code, absent), rest),
    wrong,
  );
  const inner = innerChecks(node, code, value.type, path, names);
  const some = inner.length === 0 || missing(value).length === 0 ? inner : [ifPresent(code, inner)];
  return [{ kind: "if", condition, body: [report], ...(some.length === 0 ? {} : { otherwise: some }) }];
}

/** The literals that stand for no value. */
function missing({ mayBeAbsent, mayBeNull }: ValueType): readonly Code[] {
  return [...(mayBeAbsent ? [literal(undefined)] : []), ...(mayBeNull ? [literal(null)] : [])];
}

function ifPresent(code: Code, body: readonly Statement[]): Statement {
  return { kind: "if", condition: binary("!=", code, literal(null)), body };
}

function innerChecks(
  node: ReadNode,
  code: Code,
  type: Type,
  path: readonly string[],
  names: NameScope,
): readonly Statement[] {
  if (type.kind === "record") return checkFields(node, code, type, path, names);
  const items = node.children.get(ITEMS);
  if (type.kind !== "list" || items === undefined) return [];
  const scope = createNameScope(names);
  const item = declareLocal(scope, camelCase(singular(path.at(-1) ?? "item")) || "item");
  const value: ValueType = { type: type.item, mayBeAbsent: false, mayBeNull: type.holdsNull === true };
  const body = checkValue(items, local(item), value, [...path, ITEMS], scope);
  return body.length === 0 ? [] : [{ kind: "forOf", local: item, list: code, body }];
}

/** Whether a value that is there is not of its type; undefined for types that every value has. */
function wrongCode(code: Code, { type, mayBeNull }: ValueType, node: ReadNode): Code | undefined {
  const isNot = (name: string): Code => binary("!==", unary("typeof ", code), literal(name));
  switch (type.kind) {
    case "text":
      return type.maxLength === undefined
        ? isNot("string")
        : binary("||", isNot("string"), help("isLonger", code, literal(type.maxLength)));
    case "instant":
    case "day":
      return isNot("string");
    case "number":
    case "decimal":
    case "money":
      return isNot("number");
    case "boolean":
      return isNot("boolean");
    case "reference":
      return isNot(type.base === "integer" ? "number" : "string");
    case "enumeration": {
      const kinds = new Set(type.values.map((value) => typeof value));
      const [kind] = kinds;
      if (node.mapped || type.values.length > MOST_VALUES)
        return kinds.size === 1 && kind !== undefined ? isNot(kind) : undefined;
      return unary("!", method(list(type.values.map((value) => literal(value))), "includes", code));
    }
    case "record":
      return mayBeNull ? isNot("object") : binary("||", isNot("object"), binary("===", code, literal(null)));
    case "list":
      return unary("!", { kind: "call", callee: { kind: "helper", name: "Array.isArray" }, arguments: [code] });
    default:
      return undefined;
  }
}

function wanted(type: Type): string {
  switch (type.kind) {
    case "text":
      return type.maxLength === undefined ? "text" : `text of at most ${type.maxLength} characters`;
    case "instant":
    case "day":
      return "text";
    case "boolean":
      return "true or false";
    case "reference":
      return type.base === "integer" ? "a number" : "text";
    case "enumeration":
      return type.values.length > MOST_VALUES ? "one of its values" : `one of ${type.values.map(String).join(", ")}`;
    case "record":
      return "a record";
    case "list":
      return "a list";
    default:
      return "a number";
  }
}

/** `items[].price` */
function shownPath(path: readonly string[]): string {
  return path.join(".").replaceAll(`.${ITEMS}`, ITEMS);
}
