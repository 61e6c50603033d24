import type { Expression, FilterStage, PathExpression, PathStage, PathStep } from "@xmap/grammar";
import type { Type, ValueType } from "@xmap/language";
import type { Code } from "../ir/code.ts";
import {
  arrow,
  binary,
  cast,
  conditional,
  help,
  list,
  literal,
  local,
  method,
  property,
  UNDEFINED,
} from "../ir/code.ts";
import { itemFunction } from "../ir/walk-code.ts";
import { asBoolean } from "./boolean.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { refuse, withContext } from "./expression-scope.ts";
import type { Lowered } from "./lowered.ts";
import { asList, isList, isPresent, lowered, primitiveOf, UNKNOWN, withCode } from "./lowered.ts";
import type { NameScope } from "./names.ts";
import { camelCase, createNameScope, declareLocal, singular } from "./names.ts";
import { checkedCode, isWrittenOut, widened } from "./shape-code.ts";
import { shortText } from "./source-text.ts";
import { valueTypeCode } from "./type-of-value.ts";
import { markRead, originField } from "./usage.ts";

/** A path: property access where the types are known, `map` and `filter` on lists. */
export function lowerPath(path: PathExpression, scope: ExpressionScope): Lowered {
  const [first, ...rest] = path.steps;
  if (first === undefined) return refuse(scope, path.span, "a path without steps");
  const start = lowerFirst(first, scope);
  const name = nameOf(first);
  return lowerSteps(lowerStages(start, first.stages, name, scope), rest, name, scope);
}

function lowerFirst(step: PathStep, scope: ExpressionScope): Lowered {
  const { operand } = step;
  if (operand.kind !== "NameStep") return lowerOperand(step, scope);
  const given = scope.contextFields.get(operand.name);
  return given ?? lowerField(scope.context, operand.name, step, scope);
}

function lowerSteps(value: Lowered, steps: readonly PathStep[], name: string, scope: ExpressionScope): Lowered {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (isList(value)) {
    return overItems(value, name, scope.names, (item, names) => lowerSteps(item, steps, name, { ...scope, names }));
  }
  const stepped = lowerStages(lowerStep(value, step, scope), step.stages, nameOf(step), scope);
  return lowerSteps(stepped, rest, nameOf(step), scope);
}

function lowerStep(value: Lowered, step: PathStep, scope: ExpressionScope): Lowered {
  if (step.operand.kind === "NameStep") return lowerField(value, step.operand.name, step, scope);
  const result = lowerOperand(step, withContext(scope, value, scope.names));
  if (isPresent(value)) return result;
  const code = conditional(binary("==", value.code, literal(null)), UNDEFINED, result.code);
  return withCode(result, code, { absent: true });
}

function lowerOperand(step: PathStep, scope: ExpressionScope): Lowered {
  switch (step.operand.kind) {
    case "NameStep":
      return lowerField(scope.context, step.operand.name, step, scope);
    case "WildcardStep":
    case "DescendantsStep":
    case "ParentStep":
      return refuse(scope, step.span, "types do not say what this step finds");
    case "StringLiteral":
      return refuse(scope, step.span, "a text in a path is a name");
    default:
      return scope.lower(step.operand, scope);
  }
}

/** A field of a record; of a record that is absent or null it is absent. */
export function lowerField(
  value: Lowered,
  name: string,
  step: { readonly span: PathStep["span"] },
  scope: ExpressionScope,
): Lowered {
  if (value.type.kind === "unknown")
    return lowered(help("lookupField", value.code, literal(name)), UNKNOWN, { absent: true });
  if (value.type.kind === "map" && value.loose) return looseField(value, name, value.type.value, step, scope);
  if (value.type.kind !== "record")
    return refuse(scope, step.span, `${name} is looked for in a value that has no fields`);
  const field = value.type.fields.get(name);
  if (field === undefined) return refuse(scope, step.span, `${value.type.name} has no field ${name}`);
  if (value.loose) return looseField(value, name, field.value, step, scope);
  // A constructed record holds one value of a sequence as itself.
  if (value.type.name === CONSTRUCTED && field.value.type.kind === "list" && field.value.type.sequence)
    return refuse(scope, step.span, `${name} is a list or one value`);
  const origins = value.origins.map((origin) => originField(origin, name));
  markRead(origins);
  const whole = value.whole ?? (value.origins.some((origin) => origin.path.length === 0) ? value : undefined);
  return lowered(member(value, name, field.value), field.value.type, {
    absent: value.absent || value.null || field.value.mayBeAbsent || name in Object.prototype,
    ownAbsent: field.value.mayBeAbsent,
    null: field.value.mayBeNull,
    origins,
    whole,
    currency: currencyOf(field.value.type, whole, step, scope),
  });
}

/** The name of records that an expression has made. */
const CONSTRUCTED = "Object";

/** A field of a record whose type is known to the compiler only: it is looked at when it is read. */
function looseField(
  value: Lowered,
  name: string,
  field: ValueType,
  step: { readonly span: PathStep["span"] },
  scope: ExpressionScope,
): Lowered {
  const absent = value.absent || value.null || field.mayBeAbsent || value.type.kind === "map";
  const type = widened(field.type);
  const found = help("lookupField", value.code, literal(name));
  const isList = type.kind === "list" && type.sequence;
  const code = checkedCode(
    found,
    { type, mayBeAbsent: absent, mayBeNull: field.mayBeNull },
    scope.rule,
    shortText(step.span, scope.source),
  );
  const item = type.kind === "list" ? type.item : type;
  const loose = item.kind === "map" || (item.kind === "record" && !isWrittenOut(item));
  return lowered(code, type, {
    absent: absent && !isList,
    null: field.mayBeNull && !isList,
    itemNull: type.kind === "list" && (type.holdsNull === true || (isList && field.mayBeNull)),
    loose,
  });
}

/** `value.name`, through an optional chain where needed. */
function member(value: Lowered, name: string, field: ValueType): Code {
  if (!(name in Object.prototype)) return property(value.code, name, value.ownAbsent || value.null);
  // A name of Object.prototype is looked up as an own field only.
  return cast(help("lookupField", value.code, literal(name)), valueTypeCode({ ...field, mayBeAbsent: true }));
}

/** The code of a currency's ISO code, undefined when the record does not hold one. */
export function currencyOf(
  type: Type,
  whole: Lowered | undefined,
  step: { readonly span: PathStep["span"] },
  scope: ExpressionScope,
): Code | undefined {
  const item = type.kind === "list" ? type.item : type;
  if (item.kind !== "money" || whole === undefined) return undefined;
  let value = whole;
  for (const name of item.currency.split(".")) {
    if (value.type.kind !== "record" || !value.type.fields.has(name)) return undefined;
    const field = value.type.fields.get(name)?.value.type.kind;
    if (field !== "text" && field !== "enumeration" && field !== "record") return undefined;
    value = lowerField(value, name, step, scope);
  }
  return value.code;
}

/** What `change` makes of each item of a list, flattened, without absent results: a sequence. */
export function overItems(
  value: Lowered,
  wanted: string,
  scope: NameScope,
  change: (item: Lowered, names: NameScope) => Lowered,
): Lowered {
  const base = asList(value);
  const names = createNameScope(scope);
  const { item, itemLocal } = declareItem(base, wanted, names);
  const result = change(item, names);
  if (result.code === item.code) return value;
  if (result.code === UNDEFINED) return lowered(list([]), { kind: "list", item: result.type, sequence: true });
  const parameters = [{ local: itemLocal, type: undefined }];
  const type: Type = {
    kind: "list",
    item: result.type.kind === "list" ? result.type.item : result.type,
    sequence: true,
  };
  const facts = { absent: false, null: false, ownAbsent: false };
  if (result.type.kind === "list") {
    const code = method(base.code, "flatMap", itemFunction(parameters, asList(result).code));
    return { ...result, ...facts, isRaw: !result.type.sequence, code, type };
  }
  const mapped = method(base.code, "map", itemFunction(parameters, result.code));
  const code = result.absent ? method(mapped, "filter", presentOnly(names)) : mapped;
  return { ...result, ...facts, code, type, itemNull: result.null };
}

/** The parameter that stands for one item of a list. */
export function declareItem(value: Lowered, wanted: string, names: NameScope) {
  const itemLocal = declareLocal(names, itemName(value, wanted));
  const type: Type = value.type.kind === "list" ? value.type.item : value.type;
  const item = lowered(local(itemLocal), type, {
    null: value.itemNull,
    loose: value.loose,
    origins: value.origins,
    whole: value.whole,
    currency: value.currency,
    scaled: value.scaled,
  });
  return { item, itemLocal };
}

function presentOnly(names: NameScope): Code {
  const value = declareLocal(createNameScope(names), "value");
  return arrow([{ local: value, type: undefined }], binary("!==", local(value), UNDEFINED));
}

function itemName(value: Lowered, wanted: string): string {
  const [origin] = value.origins;
  const name = origin?.path.at(-1) ?? wanted;
  const one = camelCase(singular(name));
  return name === "" || one === "" ? "item" : one;
}

function nameOf(step: PathStep): string {
  const { operand } = step;
  if (operand.kind === "NameStep") return operand.name;
  return operand.kind === "VariableExpression" ? operand.name.replace("$", "") : "";
}

function lowerStages(value: Lowered, stages: readonly PathStage[], name: string, scope: ExpressionScope): Lowered {
  const [first] = stages;
  if (first !== undefined && (value.type.kind === "unknown" || value.type.kind === "union"))
    return refuse(scope, first.span, "whether it is a list is not known");
  return stages.reduce((current, stage) => {
    switch (stage.kind) {
      case "FilterStage":
        return lowerFilter(current, stage, name, scope);
      case "KeepListStage":
        return keepList(current);
      default:
        return refuse(scope, stage.span, "position and focus variables are not compiled");
    }
  }, value);
}

function keepList(value: Lowered): Lowered {
  const all = asList(value);
  return all.type.kind === "list" ? { ...all, type: { ...all.type, sequence: false } } : all;
}

function lowerFilter(value: Lowered, stage: FilterStage, name: string, scope: ExpressionScope): Lowered {
  const position = positionOf(stage.condition);
  if (position !== undefined) return itemAt(value, position);
  const base = asList(value);
  const names = createNameScope(scope.names);
  const { item, itemLocal } = declareItem(base, name, names);
  const condition = scope.lower(stage.condition, withContext(scope, item, names));
  const kind = condition.type.kind;
  if (primitiveOf(condition.type) === "number" || kind === "unknown" || kind === "list" || kind === "union")
    return refuse(
      scope,
      stage.span,
      "a filter is a condition or a written position; compare, or wrap it in $boolean()",
    );
  const code = method(base.code, "filter", itemFunction([{ local: itemLocal, type: undefined }], asBoolean(condition)));
  const itemType = base.type.kind === "list" ? base.type.item : base.type;
  return { ...withCode(base, code), type: { kind: "list", item: itemType, sequence: true } };
}

function positionOf(condition: Expression): number | undefined {
  if (condition.kind === "NumberLiteral") return Math.floor(condition.value);
  if (condition.kind === "NegateExpression" && condition.operand.kind === "NumberLiteral")
    return Math.floor(-condition.operand.value);
  return undefined;
}

function itemAt(value: Lowered, position: number): Lowered {
  if (value.type.kind !== "list")
    return position === 0 || position === -1 ? value : withCode(value, UNDEFINED, { absent: true });
  const base = asList(value);
  return {
    ...base,
    code: method(base.code, "at", literal(position)),
    type: value.type.item,
    absent: true,
    ownAbsent: true,
    null: value.itemNull,
  };
}
