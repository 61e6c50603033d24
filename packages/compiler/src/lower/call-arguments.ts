import type { Span } from "@xmap/diagnostics";
import type { Expression } from "@xmap/grammar";
import type { RecordType, Type } from "@xmap/language";
import type { ObjectMember } from "../ir/code.ts";
import { binary, conditional, literal, object, UNDEFINED } from "../ir/code.ts";
import { lowerExpression } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { asSingle, isPresent, type Lowered, lowered } from "./lowered.ts";
import { asAmount } from "./money.ts";
import type { NameScope } from "./names.ts";
import { lowerField, overItems } from "./path.ts";

interface GivenArgument {
  readonly name: string;
  readonly value: Expression;
}

/** The arguments of a call as members of an object; of records only the fields are sent that the parameters have. */
export function argumentMembers(
  given: readonly GivenArgument[],
  parameters: RecordType,
  scope: ExpressionScope,
): readonly ObjectMember[] {
  return given.map(({ name, value }): ObjectMember => {
    const made = asAmount(lowerExpression(value, scope));
    const wanted = parameters.fields.get(name)?.value.type;
    const single = isPlural(made.type) && wanted?.kind !== "list" ? asSingle(made, scope.rule) : made;
    const sent = wanted === undefined ? single : sentOf(single, wanted, value, scope, scope.names);
    const isWhole = sent.type.kind === "record" && sent.code === single.code && isPresent(sent);
    return { name, value: isWhole ? object([{ spread: sent.code }]) : sent.code };
  });
}

function isPlural(type: Type): boolean {
  return type.kind === "list" && type.sequence;
}

/** A value with the fields of the wanted type alone. */
function sentOf(
  value: Lowered,
  wanted: Type,
  place: { readonly span: Span },
  scope: ExpressionScope,
  names: NameScope,
): Lowered {
  if (value.type.kind === "list" && wanted.kind === "list") {
    const { item } = wanted;
    return overItems(value, "", names, (each, inner) => sentOf(each, item, place, scope, inner));
  }
  if (value.type.kind !== "record" || wanted.kind !== "record") return value;
  const { fields } = value.type;
  const sent = [...wanted.fields.values()].filter(({ name }) => fields.has(name));
  const members = sent.map(({ name, value: field }): ObjectMember => {
    const found = asAmount(lowerField(value, name, place, scope));
    return { name, value: sentOf(found, field.type, place, scope, names).code };
  });
  const whole = object(members);
  const code = isPresent(value) ? whole : conditional(binary("==", value.code, literal(null)), UNDEFINED, whole);
  return lowered(code, value.type, { absent: value.absent, null: value.null });
}
