import type { Code } from "../ir/code.ts";
import { binary, call, help, literal, negation } from "../ir/code.ts";
import type { Lowered } from "./lowered.ts";
import { isPresent, isSequence, primitiveOf, settled } from "./lowered.ts";

/** JSONata's cast to boolean: never absent. */
export function asBoolean(value: Lowered): Code {
  if (isSequence(value) && value.type.kind === "list" && value.type.item.kind === "record") return anyOf(value.code);
  if (value.type.kind === "record") return isPresent(value) ? literal(true) : binary("!=", value.code, literal(null));
  const primitive = primitiveOf(value.type);
  if (primitive === "boolean") return isPresent(value) ? value.code : binary("===", value.code, literal(true));
  if (primitive === "string" && isPresent(value)) return binary("!==", value.code, literal(""));
  if (primitive === "number" && isPresent(value)) return binary("!==", value.code, literal(0));
  if (primitive !== undefined) return call({ kind: "helper", name: "Boolean" }, value.code);
  return help("truthy", value.code);
}

/** Whether there is a value: null is one. */
export function asExists(value: Lowered): Code {
  if (isSequence(value)) return anyOf(settled(value).code);
  return value.absent ? binary("!==", value.code, literal(undefined)) : literal(true);
}

/** `list.length > 0`, for a filtered list `list.some(condition)`. */
export function anyOf(code: Code): Code {
  if (code.kind === "call" && code.callee.kind === "property" && code.callee.name === "filter" && !code.callee.optional)
    return { ...code, callee: { ...code.callee, name: "some" } };
  return binary(">", { kind: "property", object: code, name: "length", optional: false }, literal(0));
}

/** `$not` of a boolean that is there. */
export function notCode(code: Code): Code {
  if (code.kind === "binary" && code.operator === "===") return { ...code, operator: "!==" };
  if (code.kind === "binary" && code.operator === "!==") return { ...code, operator: "===" };
  return negation(code);
}
