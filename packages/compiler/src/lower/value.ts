import type { Answer } from "@xmap/grammar";
import type { CheckedValue, LookupSymbol, ResolvedVia, Type } from "@xmap/language";
import type { Code, ExportedName } from "../ir/code.ts";
import { ANSWERS, call, cast, exported, literal, local, method, REPORT } from "../ir/code.ts";
import { answersOf, type RequestIr, reportsProblems } from "../ir/module.ts";
import type { TypeCode } from "../ir/type-code.ts";
import { helperType, UNDEFINED_TYPE, union } from "../ir/type-code.ts";
import { lowerArms } from "./answers.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { lowerLinked } from "./links.ts";
import { knownAs } from "./looked-at.ts";
import { lowerLookupWith } from "./lookup.ts";
import type { Lowered } from "./lowered.ts";
import { ABSENT, asList, asUnkept, isPresent, isSequence, lowered, primitiveOf, TEXT } from "./lowered.ts";
import { asAmount } from "./money.ts";
import { camelCase, pascalCase } from "./names.ts";
import { overItems } from "./path.ts";
import type { ProgramContext } from "./program-context.ts";
import { addTo } from "./program-context.ts";
import { typeCodeOf, typeCodeOfLowered } from "./type-of-value.ts";
import { markRead } from "./usage.ts";

/** A value with what it asks for. */
export interface LoweredValue {
  readonly value: Lowered;
  /** The type of its code. */
  readonly type: TypeCode;
  readonly request: RequestIr | undefined;
  /** Codes without which it has no value; a miss behind it is reported by itself. */
  readonly needed: readonly Code[];
  /** True when an absent result is reported already. */
  readonly reported: boolean;
}

/** Expressions with their `via`. `name` is used for a function made of arms written in place. */
export function lowerValue(
  checked: CheckedValue,
  scope: ExpressionScope,
  context: ProgramContext,
  name: string,
): LoweredValue {
  const { via } = checked;
  const kept = via === undefined ? keptVariable(checked, scope) : undefined;
  if (kept !== undefined) {
    const type = union(typeCodeOfLowered(kept), helperType("Keep"));
    return { value: kept, type, request: undefined, needed: [kept.code], reported: false };
  }
  const operands = checked.expressions.map((expression) => scope.lower(expression, scope));
  const [first = ABSENT] = operands;
  if (via === undefined) {
    const doubtful = first.absent || first.null || isSequence(first);
    return {
      value: first,
      type: typeCodeOfLowered(first),
      request: undefined,
      needed: doubtful ? [first.code] : [],
      reported: false,
    };
  }
  switch (via.kind) {
    case "map":
    case "arms":
      return lowerVia(first, via, checked.each, scope, context, name);
    case "lookup": {
      const lookup = lookupFor(via.lookup, via.otherwise, scope, context, name);
      return lowerLookup(operands, lookup, via, checked.each, scope);
    }
    case "binding":
      return lowerReference(first, via, context);
    case "link":
      return lowerLinked(first, via.binding, via.from, checked.value, context);
  }
}

/** A `let` that may keep the field, where it is all of a value. */
function keptVariable({ expressions }: CheckedValue, scope: ExpressionScope): Lowered | undefined {
  const [only] = expressions;
  const value = only?.kind === "VariableExpression" ? scope.variables.get(only.name) : undefined;
  return value?.keeps === true ? value : undefined;
}

/** What the arms of a map are compared with. */
const SCALAR: Type = { kind: "union", members: [TEXT, { kind: "number", integer: false }, { kind: "boolean" }] };

function lowerVia(
  first: Lowered,
  via: Extract<ResolvedVia, { kind: "map" | "arms" }>,
  each: boolean,
  scope: ExpressionScope,
  context: ProgramContext,
  name: string,
): LoweredValue {
  const file = scope.source.path;
  const plainMap = via.kind === "map" && via.otherwise === undefined ? via.map : undefined;
  const arms = via.kind === "map" ? via.map.arms : via.arms;
  const made =
    plainMap === undefined
      ? lowerArms(
          {
            name: via.kind === "map" ? via.map.name : name,
            function: context.declareName(file, camelCase(name)),
            answers: undefined,
            documentation: undefined,
            input: via.kind === "map" ? via.map.input.type : first.type.kind === "list" ? first.type.item : first.type,
            arms,
            otherwise: via.otherwise,
          },
          scope,
        )
      : lowerArms(
          {
            name: plainMap.name,
            function: context.nameOf(plainMap, "function"),
            answers: context.nameOf(plainMap, "type"),
            documentation: undefined,
            input: plainMap.input.type,
            arms,
            otherwise: undefined,
          },
          scope,
        );
  if (plainMap === undefined) addTo(context.extraMaps, file, made);
  const answers = answersOf(made);
  const values = answers.flatMap((answer) => (answer.kind === "value" && answer.value !== null ? [answer.value] : []));
  const type: Type = { kind: "enumeration", values };
  const facts = {
    absent: true,
    null: answers.some((answer) => answer.kind === "value" && answer.value === null),
    keeps: answers.some((answer) => answer.kind === "keep"),
  };
  const input = via.kind === "map" ? via.map.input.type : SCALAR;
  const inputType = primitiveOf(input) === undefined ? SCALAR : input;
  const apply = (item: Lowered) => {
    const single = asAmount(knownAs(item, inputType, scope));
    const reporting = reportsProblems(made) ? [literal(scope.rule), local(REPORT)] : [];
    return lowered(call(exported(made.function), single.code, ...reporting), type, facts);
  };
  if (each || isSequence(first)) {
    const value = overItems(first, "value", scope.names, (item) => asUnkept(apply(item)));
    return { value, type: typeCodeOfLowered(value), request: undefined, needed: [], reported: true };
  }
  return {
    value: apply(first),
    type: made.result,
    request: undefined,
    needed: isPresent(first) ? [] : [first.code],
    reported: true,
  };
}

/** The lookup's constant, or one of its own for a use that says what a miss answers. */
function lookupFor(
  lookup: LookupSymbol,
  otherwise: Answer | undefined,
  scope: ExpressionScope,
  context: ProgramContext,
  name: string,
): ExportedName {
  const base = context.nameOf(lookup, "constant");
  if (otherwise === undefined) return base;
  const constant = context.declareName(scope.source.path, `${lookup.name}For${pascalCase(name)}`);
  addTo(context.extraLookups, scope.source.path, lowerLookupWith(lookup, constant, base, otherwise, scope, context));
  return constant;
}

function lowerLookup(
  operands: readonly Lowered[],
  lookup: ExportedName,
  via: Extract<ResolvedVia, { kind: "lookup" }>,
  each: boolean,
  scope: ExpressionScope,
): LoweredValue {
  const result = via.lookup.result.value;
  const answers = local(ANSWERS);
  const keeps = [via.otherwise ?? via.lookup.none, via.lookup.many].some((answer) => answer?.kind === "KeepAnswer");
  const otherwise = via.otherwise !== undefined && "value" in via.otherwise ? typeof via.otherwise.value : undefined;
  const plain = typeCodeOf(result.type);
  const type = otherwise === undefined || otherwise === primitiveOf(result.type) ? plain : helperType("Value");
  const [first = ABSENT] = operands;
  if (each || isSequence(first)) {
    const keys = asList(first).code;
    const code = method(answers, "lookupEach", exported(lookup), literal(scope.rule), keys);
    const list: TypeCode = { kind: "list", item: type };
    const value = lowered(cast(code, list), { kind: "list", item: result.type, sequence: true });
    return { value, type: list, request: { kind: "lookupEach", lookup, keys }, needed: [], reported: true };
  }
  const keys = operands.map((operand, index) => {
    const column = via.lookup.columns[index]?.value.type;
    return asAmount(column === undefined ? operand : knownAs(operand, column, scope)).code;
  });
  const code = method(answers, "lookup", exported(lookup), literal(scope.rule), ...keys);
  const answered = union(type, ...(keeps ? [helperType("Keep")] : []), UNDEFINED_TYPE);
  const needed = operands.filter((operand) => !isPresent(operand)).map((operand) => operand.code);
  const value = lowered(cast(code, answered), result.type, { absent: true, keeps });
  return { value, type: answered, request: { kind: "lookup", lookup, keys }, needed, reported: true };
}

function lowerReference(
  record: Lowered,
  via: Extract<ResolvedVia, { kind: "binding" }>,
  context: ProgramContext,
): LoweredValue {
  const binding = context.nameOf(via.binding, "constant");
  const [key] = via.binding.right.key;
  const field = via.field === undefined ? undefined : via.binding.right.type.fields.get(via.field);
  const type: Type = field?.value.type ?? (key?.type === "integer" ? { kind: "number", integer: true } : TEXT);
  if (via.field !== undefined) {
    const usage = context.usages.get(via.binding.right);
    if (usage !== undefined) markRead([{ usage, path: [via.field] }]);
  }
  const args = [exported(binding), record.code, ...(via.field === undefined ? [] : [literal(via.field)])];
  const answered = union(typeCodeOf(type), UNDEFINED_TYPE);
  const value = lowered(cast(method(local(ANSWERS), "reference", ...args), answered), type, { absent: true });
  const needed = isPresent(record) ? [] : [record.code];
  return {
    value,
    type: answered,
    request: { kind: "reference", binding, record: record.code },
    needed,
    reported: true,
  };
}
