import { didYouMean } from "@xmap/diagnostics";
import type { CallExpression } from "@xmap/grammar";
import type { Argument, FunctionSignature, Parameter, ParameterKind } from "../functions/function-signature.ts";
import { REFUSED_FUNCTIONS } from "../functions/function-table.ts";
import { isNumeric, isTextLike, itemOf } from "../types/classify.ts";
import { UNKNOWN_VALUE } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { ExpressionContext } from "./expression-context.ts";
import type { Scope } from "./scope.ts";

const KIND_TEXT: Readonly<Record<ParameterKind, string>> = {
  any: "a value",
  text: "text",
  number: "a number",
  boolean: "true or false",
  record: "a record",
  list: "a list",
  numbers: "a list of numbers",
  plainNumbers: "a list of numbers without a currency",
  texts: "a list of texts",
};

function isText(type: Type): boolean {
  return isTextLike(type) || type.kind === "instant" || type.kind === "day" || isTextReference(type);
}

function isTextReference(type: Type): boolean {
  return type.kind === "reference" && type.base === "text";
}

function fits(kind: ParameterKind, type: Type): boolean {
  if (type.kind === "unknown" || type.kind === "null") return true;
  const item = itemOf(type);
  switch (kind) {
    case "text":
      return isText(type);
    case "number":
      return isNumeric(type) && type.kind !== "money";
    case "record":
      return type.kind === "record";
    case "numbers":
      return isNumeric(item) || item.kind === "unknown";
    case "plainNumbers":
      return (isNumeric(item) && item.kind !== "money") || item.kind === "unknown";
    case "texts":
      return isText(item) || item.kind === "unknown";
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
  if (!fits(parameter.takes, argument.value.type)) {
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
  const numbers = parameter.takes === "number" || parameter.takes === "numbers" || parameter.takes === "plainNumbers";
  const list = argument.value.type.kind === "list";
  context.report({
    code: "wrong-argument-type",
    wording: "nothing",
    span,
    values: { name: `$${name}`, parameter: parameter.name },
    help: list
      ? "leave null out with a filter: `[$ != null]`"
      : `write \`${context.textOf(span)} ?: ${numbers ? "0" : '""'}\``,
  });
}

function countText(signature: FunctionSignature): string {
  const most = signature.parameters.length;
  const least = signature.parameters.filter((parameter) => parameter.optional !== true).length;
  const numbers = least === most ? String(most) : `${least} to ${most}`;
  return `${numbers} ${most === 1 ? "argument" : "arguments"}`;
}

function checkArguments(
  signature: FunctionSignature,
  call: CallExpression,
  given: readonly Argument[],
  context: ExpressionContext,
): void {
  const least = signature.parameters.filter((parameter) => parameter.optional !== true).length;
  if (given.length < least || given.length > signature.parameters.length) {
    context.report({
      code: "wrong-argument-count",
      span: call.span,
      values: { name: `$${signature.name}`, wanted: countText(signature), found: given.length },
    });
  }
  for (const [index, argument] of given.entries()) {
    const parameter = signature.parameters[index];
    if (parameter !== undefined) checkArgument(signature.name, parameter, argument, context);
  }
}

function refuseCall(call: CallExpression, name: string, context: ExpressionContext): ValueType {
  if (REFUSED_FUNCTIONS.has(name)) {
    context.report({
      code: "unsupported-expression",
      span: call.callee.span,
      values: { what: `The function \`$${name}\`` },
    });
    return UNKNOWN_VALUE;
  }
  const help = didYouMean(
    `$${name}`,
    [...context.functions.keys()].map((known) => `$${known}`),
  );
  context.report({ code: "unknown-function", span: call.callee.span, values: { name }, help });
  return UNKNOWN_VALUE;
}

/** `$function(arguments)` */
export function inferCall(call: CallExpression, scope: Scope, context: ExpressionContext): ValueType {
  const { callee } = call;
  if (call.arguments.some((argument) => argument.kind === "PlaceholderExpression")) {
    context.report({ code: "unsupported-expression", span: call.span, values: { what: "Partial application" } });
    return UNKNOWN_VALUE;
  }
  if (callee.kind !== "VariableExpression") {
    if (callee.kind !== "MissingExpression")
      context.report({
        code: "unsupported-expression",
        span: callee.span,
        values: { what: "Calling a computed function" },
        help: callee.kind === "PathExpression" ? "functions begin with `$`" : undefined,
      });
    return UNKNOWN_VALUE;
  }
  const signature = context.functions.get(callee.name);
  if (signature === undefined) return refuseCall(call, callee.name, context);
  const given = call.arguments.map((expression) => ({ expression, value: context.infer(expression, scope) }));
  checkArguments(signature, call, given, context);
  return signature.result(given);
}
