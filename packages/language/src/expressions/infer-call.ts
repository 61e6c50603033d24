import { didYouMean } from "@xmap/diagnostics";
import type { CallExpression, Expression } from "@xmap/grammar";
import type { Argument, CallPlace, FunctionSignature } from "../functions/function-signature.ts";
import { isUnknown } from "../types/classify.ts";
import { ABSENT_VALUE, UNKNOWN_OR_NOTHING, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { FunctionType, ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import { checkArguments, fitsParameter } from "./check-arguments.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { functionOf, inferLambda } from "./infer-lambda.ts";
import { boundVariable, type Scope } from "./scope.ts";

/** What can be called: a built-in function that nothing hides, or a value. */
type Callee =
  | { readonly kind: "builtIn"; readonly signature: FunctionSignature }
  | { readonly kind: "function"; readonly type: FunctionType }
  | { readonly kind: "none" };

const NOT_CALLED: Callee = { kind: "none" };

function reportUnknownFunction(call: CallExpression, name: string, context: ExpressionContext): Callee {
  const known = [...context.functions.keys()].map((each) => `$${each}`);
  const help = didYouMean(`$${name}`, known);
  context.report({ code: "unknown-function", span: call.callee.span, values: { name }, help });
  return NOT_CALLED;
}

function calleeOf(call: CallExpression, scope: Scope, context: ExpressionContext): Callee {
  const { callee } = call;
  if (callee.kind === "MissingExpression") return NOT_CALLED;
  if (callee.kind === "VariableExpression") {
    const { name } = callee;
    const isBound = boundVariable(scope, name) !== undefined || scope.lets.has(name);
    const signature = isBound ? undefined : context.functions.get(name);
    if (signature !== undefined) return { kind: "builtIn", signature };
    if (!isBound && name !== "" && name !== "$") return reportUnknownFunction(call, name, context);
  }
  if (isLostDollar(callee)) {
    const values = { wanted: "A function", found: "the name of a field" };
    context.report({ code: "type-mismatch", span: callee.span, values, help: "functions begin with `$`" });
    return NOT_CALLED;
  }
  const value = context.infer(callee, scope);
  if (value.type.kind === "function") return { kind: "function", type: value.type };
  if (!isUnknown(value.type)) {
    const values = { wanted: "A function", found: typeToText(value) };
    context.report({ code: "type-mismatch", span: callee.span, values });
  }
  return NOT_CALLED;
}

function isLostDollar(callee: Expression): boolean {
  if (callee.kind !== "PathExpression") return false;
  const [only, ...others] = callee.steps;
  return others.length === 0 && only?.operand.kind === "NameStep";
}

/** `$function(arguments)`; `first` stands before the arguments when the call stands after `~>`. */
export function inferCall(call: CallExpression, scope: Scope, context: ExpressionContext, first?: Argument): ValueType {
  const callee = calleeOf(call, scope, context);
  if (call.arguments.some((argument) => argument.kind === "PlaceholderExpression"))
    return inferPartial(call, callee, scope, context);
  const isApplied = callee.kind === "builtIn";
  const written = call.arguments.map((expression): Argument => {
    if (!isApplied || expression.kind !== "LambdaExpression")
      return { expression, value: context.infer(expression, scope) };
    const value = inferLambda(expression, scope, context, isApplied);
    context.types.set(expression, value);
    return { expression, value };
  });
  const given = first === undefined ? written : [first, ...written];
  switch (callee.kind) {
    case "builtIn":
      return callBuiltIn(callee.signature, given, { call, scope, context });
    case "function":
      return callee.type.apply(given.map(({ value }) => value));
    case "none":
      return call.callee.kind === "VariableExpression" ? UNKNOWN_OR_NOTHING : UNKNOWN_VALUE;
  }
}

/** A built-in function; the context stands for a first argument that is left out. */
function callBuiltIn(signature: FunctionSignature, written: readonly Argument[], place: CallPlace): ValueType {
  const given = withContextArgument(signature, written, place);
  checkArguments(signature, place.call.span, given, place);
  return signature.result(given, place);
}

function withContextArgument(
  signature: FunctionSignature,
  written: readonly Argument[],
  { call, scope }: CallPlace,
): readonly Argument[] {
  const [first] = signature.parameters;
  const least = signature.parameters.filter((parameter) => parameter.optional !== true).length;
  if (first?.orContext !== true || written.length !== least - 1) return written;
  const expression: Expression = { kind: "VariableExpression", span: call.callee.span, name: "" };
  const context = { expression, value: scope.context };
  return fitsParameter(first.takes, scope.context.type) && !scope.flow ? [context, ...written] : written;
}

/** `f(?, 2)`: a function of the arguments that are left open. */
function inferPartial(call: CallExpression, callee: Callee, scope: Scope, context: ExpressionContext): ValueType {
  const given = call.arguments.map((expression): Argument | undefined =>
    expression.kind === "PlaceholderExpression" ? undefined : { expression, value: context.infer(expression, scope) },
  );
  const open = given.filter((argument) => argument === undefined).length;
  const place: CallPlace = { call, scope, context };
  return functionOf(open, (values) => {
    const rest = [...values];
    const all = given.map((argument, index): Argument => {
      const expression = call.arguments[index] ?? call;
      return argument ?? { expression, value: rest.shift() ?? ABSENT_VALUE };
    });
    switch (callee.kind) {
      case "builtIn":
        checkArguments(callee.signature, call.span, all, place);
        return callee.signature.result(all, place);
      case "function":
        return callee.type.apply(all.map(({ value }) => value));
      case "none":
        return UNKNOWN_OR_NOTHING;
    }
  });
}

/** A built-in function as a value. */
export function builtInValue(
  signature: FunctionSignature,
  expression: Expression,
  place: Omit<CallPlace, "call">,
): ValueType {
  const call: CallExpression = { kind: "CallExpression", span: expression.span, callee: expression, arguments: [] };
  const required = signature.parameters.filter((parameter) => parameter.optional !== true).length;
  return functionOf(required, (values) => {
    const given = values.slice(0, signature.parameters.length).map((value) => ({ expression, value }));
    checkArguments(signature, expression.span, given, { ...place, call });
    return signature.result(given, { ...place, call });
  });
}
