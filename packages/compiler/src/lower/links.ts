import type { BindingSymbol, CheckedValue } from "@xmap/language";
import { ANSWERS, binary, cast, conditional, exported, literal, local, method, object, UNDEFINED } from "../ir/code.ts";
import type { LinkIr } from "../ir/module.ts";
import { UNDEFINED_TYPE, union } from "../ir/type-code.ts";
import { isPresent, type Lowered, lowered } from "./lowered.ts";
import type { ProgramContext } from "./program-context.ts";
import { typeCodeOf } from "./type-of-value.ts";
import type { LoweredValue } from "./value.ts";

const SIDES = ["left", "right"] as const;

/** `via Binding` of a record's key: the key of the record that it is linked to. */
export function lowerLinked(
  key: Lowered,
  binding: BindingSymbol,
  from: (typeof SIDES)[number],
  result: CheckedValue["value"],
  context: ProgramContext,
): LoweredValue {
  const constant = context.nameOf(binding, roleOf(from));
  const [field] = binding[from].key;
  const given = object([{ name: field?.field ?? "id", value: key.code }]);
  const record = isPresent(key) ? given : conditional(binary("==", key.code, literal(null)), UNDEFINED, given);
  const answered = union(typeCodeOf(result.type), UNDEFINED_TYPE);
  const code = method(local(ANSWERS), "reference", exported(constant), record);
  return {
    value: lowered(cast(code, answered), result.type, { absent: true }),
    type: answered,
    request: { kind: "reference", binding: constant, record },
    needed: isPresent(key) ? [] : [key.code],
    reported: true,
  };
}

/** The links of a binding that something asks for; only known when everything else is lowered. */
export function linksOf(binding: BindingSymbol, context: ProgramContext): readonly LinkIr[] {
  return SIDES.flatMap((from) => {
    const constant = context.askedName(binding, roleOf(from));
    return constant === undefined ? [] : [{ constant, from }];
  });
}

function roleOf(from: (typeof SIDES)[number]): "leftLink" | "rightLink" {
  return from === "left" ? "leftLink" : "rightLink";
}
