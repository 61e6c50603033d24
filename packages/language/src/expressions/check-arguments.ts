import type { Span } from "@xmap/diagnostics";
import type {
  Argument,
  CallPlace,
  FunctionSignature,
  Parameter,
  ParameterKind,
} from "../functions/function-signature.ts";
import { isNumeric, isTextLike, itemOf, membersOf } from "../types/classify.ts";
import type { Type } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { ExpressionContext } from "./expression-context.ts";

const KIND_TEXT: Readonly<Record<ParameterKind, string>> = {
  any: "a value",
  text: "text",
  number: "a number",
  boolean: "true or false",
  record: "a record",
  list: "a list",
  numbers: "a list of numbers",
  plainNumbers: "a list of numbers without a currency",
  amount: "an amount",
  texts: "a list of texts",
  records: "a list of records",
  function: "a function",
  pattern: "text or a regular expression",
  replacement: "text or a function",
};

/** What is written instead of null. */
const INSTEAD: Partial<Readonly<Record<ParameterKind, string>>> = {
  number: "0",
  numbers: "0",
  plainNumbers: "0",
  record: "{}",
  records: "{}",
};

function isText(type: Type): boolean {
  if (type.kind === "union") return type.members.every(isText);
  return (
    isTextLike(type) ||
    type.kind === "instant" ||
    type.kind === "day" ||
    (type.kind === "reference" && type.base === "text")
  );
}

function isRecord(type: Type): boolean {
  return membersOf(type).every(({ kind }) => kind === "record" || kind === "map" || kind === "unknown");
}

function hasMoney(type: Type): boolean {
  return membersOf(type).some(({ kind }) => kind === "money");
}

/** Whether a value of a type can be given for a parameter; what is not known is let through. */
export function fitsParameter(kind: ParameterKind, type: Type): boolean {
  if (type.kind === "null" || membersOf(type).some((member) => member.kind === "unknown")) return true;
  if (type.kind === "union" && type.members.length === 0) return true;
  const item = itemOf(type);
  const isOpen = membersOf(item).some((member) => member.kind === "unknown");
  switch (kind) {
    case "text":
      return isText(type);
    case "number":
      return isNumeric(type) && !hasMoney(type);
    case "record":
      return isRecord(type);
    case "records":
      return isOpen || isRecord(item);
    case "amount":
      return isNumeric(type);
    case "numbers":
      return isNumeric(item) || isOpen;
    case "plainNumbers":
      return (isNumeric(item) && !hasMoney(item)) || isOpen;
    case "texts":
      return isText(item) || isOpen;
    case "function":
      return type.kind === "function";
    case "pattern":
    case "replacement":
      return type.kind === "function" || isText(type);
    default:
      return true;
  }
}

/** Null inside an array is null to the function too. */
function holdsNull(argument: Argument, context: ExpressionContext): boolean {
  if (argument.value.mayBeNull) return true;
  const { expression } = argument;
  if (expression.kind !== "ArrayExpression") return false;
  return expression.items.some((item) => context.types.get(item)?.mayBeNull === true);
}

function checkArgument(name: string, parameter: Parameter, argument: Argument, context: ExpressionContext): void {
  const { span } = argument.expression;
  if (!fitsParameter(parameter.takes, argument.value.type)) {
    const single = argument.value.type.kind === "list" ? "take one value with a position: `[0]`" : undefined;
    context.report({
      code: "wrong-argument-type",
      span,
      values: {
        name: `$${name}`,
        parameter: parameter.name,
        wanted: KIND_TEXT[parameter.takes],
        found: typeToText(argument.value),
      },
      help: single,
    });
    return;
  }
  if (parameter.nullable === true || parameter.takes === "list" || !holdsNull(argument, context)) return;
  const list = argument.value.type.kind === "list";
  context.report({
    code: "wrong-argument-type",
    wording: "nothing",
    span,
    values: { name: `$${name}`, parameter: parameter.name },
    help: list
      ? "leave null out with a filter: `[$ != null]`"
      : `write \`${context.textOf(span)} ?: ${INSTEAD[parameter.takes] ?? '""'}\``,
  });
}

function countText(signature: FunctionSignature): string {
  const most = signature.parameters.length;
  const least = signature.parameters.filter((parameter) => parameter.optional !== true).length;
  const numbers = least === most ? String(most) : `${least} to ${most}`;
  return `${numbers} ${most === 1 ? "argument" : "arguments"}`;
}

/** The arguments of a built-in function: as many as it takes, and of types that it takes. */
export function checkArguments(
  signature: FunctionSignature,
  span: Span,
  given: readonly Argument[],
  { context }: CallPlace,
): void {
  const least = signature.parameters.filter((parameter) => parameter.optional !== true).length;
  if (given.length < least || (given.length > signature.parameters.length && signature.repeats !== true)) {
    context.report({
      code: "wrong-argument-count",
      span,
      values: { name: `$${signature.name}`, wanted: countText(signature), found: given.length },
    });
  }
  for (const [index, argument] of given.entries()) {
    const parameter =
      signature.parameters[index] ?? (signature.repeats === true ? signature.parameters.at(-1) : undefined);
    if (parameter !== undefined) checkArgument(signature.name, parameter, argument, context);
  }
}
