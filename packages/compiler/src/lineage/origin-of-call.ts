import type { CallExpression, Expression, LambdaExpression } from "@xmap/grammar";
import {
  anyOf,
  chosenBy,
  computedFrom,
  elementsOf,
  fieldOf,
  NOTHING,
  type Origin,
  type OriginScope,
} from "./origin.ts";
import { originOf } from "./origin-of-expression.ts";

/** Functions whose result is made of their first argument's own values. */
const PASSING = new Set(["append", "distinct", "reverse", "shuffle", "sort", "filter", "single", "sift"]);

/** Functions that apply a function to each element. */
const APPLYING = new Set(["map", "each", "filter", "single", "sift", "sort", "reduce"]);

const DEEPEST_CALL = 12;

/** What a call's result is made from; functions of the mapping's own are followed. */
export function originOfCall(call: CallExpression, scope: OriginScope): Origin {
  const given = call.arguments.map((argument) => originOf(argument, scope));
  const { callee } = call;
  if (call.arguments.some((argument) => argument.kind === "PlaceholderExpression"))
    return partialApplication(call, scope);
  if (callee.kind === "VariableExpression" && !scope.variables.has(callee.name))
    return originOfBuiltIn(callee.name, call.arguments, given, scope);
  return apply(originOf(callee, scope), given, scope);
}

function originOfBuiltIn(
  name: string,
  expressions: readonly Expression[],
  given: readonly Origin[],
  scope: OriginScope,
): Origin {
  const [list = scope.context, second = NOTHING, start] = given;
  if (APPLYING.has(name) && given.length > 1) return originOfApplying(name, list, second, start, scope);
  if (name === "append") return anyOf(elementsOf(list), elementsOf(second));
  if (PASSING.has(name)) return list;
  const [, key] = expressions;
  if (name === "lookup" && key?.kind === "StringLiteral") return fieldOf(list, key.value);
  return computedFrom(...(given.length === 0 && TAKES_CONTEXT.has(name) ? [scope.context] : given));
}

/** Built-in functions that work on the context when they are called without an argument. */
const TAKES_CONTEXT = new Set([
  "string",
  "number",
  "boolean",
  "not",
  "length",
  "trim",
  "uppercase",
  "lowercase",
  "keys",
]);

function originOfApplying(
  name: string,
  list: Origin,
  applied: Origin,
  start: Origin | undefined,
  scope: OriginScope,
): Origin {
  const element = name === "each" || name === "sift" ? fieldOf(list, "*") : elementsOf(list);
  // A member's name is none of its value; where an element stands follows from those before it.
  const position = computedFrom(name === "each" || name === "sift" ? { ...list, places: [] } : list);
  switch (name) {
    case "map":
    case "each":
      return apply(applied, [element, position, list], scope);
    case "reduce":
      // Without a start the first element is what has come out so far.
      return anyOf(apply(applied, [start ?? element, element, position, list], scope), start ?? NOTHING);
    case "sort":
      return chosenBy(list, apply(applied, [element, element], scope));
    default:
      return chosenBy(list, apply(applied, [element, position, list], scope));
  }
}

/** A function's result for arguments; of one that is not known all that it is given. */
function apply(applied: Origin, given: readonly Origin[], scope: OriginScope): Origin {
  const { closure } = applied;
  if (closure === undefined || scope.depth >= DEEPEST_CALL) return computedFrom(applied, ...given);
  const variables = new Map(closure.scope.variables);
  for (const [index, name] of closure.lambda.parameters.entries()) variables.set(name, given[index] ?? NOTHING);
  return originOf(closure.lambda.body, { ...closure.scope, variables, depth: scope.depth + 1 });
}

/** `f(?, 1)`: a function of what is left open. */
function partialApplication(call: CallExpression, scope: OriginScope): Origin {
  const parameters: string[] = [];
  const completed = call.arguments.map((argument): Expression => {
    if (argument.kind !== "PlaceholderExpression") return argument;
    // No variable of a mapping has a blank in its name.
    const name = `argument ${parameters.length}`;
    parameters.push(name);
    return { kind: "VariableExpression", name, span: argument.span };
  });
  const body: CallExpression = { ...call, arguments: completed };
  const lambda: LambdaExpression = {
    kind: "LambdaExpression",
    parameters,
    signature: undefined,
    body,
    span: call.span,
  };
  return { ...NOTHING, closure: { lambda, scope } };
}
