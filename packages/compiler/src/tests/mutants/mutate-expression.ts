import type { Span } from "@xmap/diagnostics";
import type { BinaryExpression, BinaryOperator, Expression } from "@xmap/grammar";
import type { CheckedProgram, RecordType, Type } from "@xmap/language";
import type { MutantList } from "./mutant.ts";

/** What the mutants of an expression need to know. */
export interface ExpressionPlace {
  readonly typeOf: CheckedProgram["typeOf"];
  /** The record whose fields a path starts with; by name for the names of a flow. */
  readonly record: RecordType | undefined;
  readonly names: ReadonlyMap<string, RecordType>;
}

/** Operators that read alike and mean something else. */
const OTHER_OPERATOR: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "=": "!=",
  "!=": "=",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  and: "or",
  or: "and",
};

/** A condition turned round, and what is inside it. */
export function mutateCondition(condition: Expression, place: ExpressionPlace, mutants: MutantList): void {
  mutants.change(condition.span, `$not(${mutants.textOf(condition.span)})`);
  // Turning the outermost comparison round is the same as turning all of it round.
  const isComparison = condition.kind === "BinaryExpression" && ["=", "!="].includes(condition.operator);
  if (isComparison) mutateOperands(condition, place, mutants);
  else mutateExpression(condition, place, mutants);
}

/** Other fields, literals and operators in an expression. */
export function mutateExpression(expression: Expression, place: ExpressionPlace, mutants: MutantList): void {
  switch (expression.kind) {
    case "PathExpression":
      mutatePath(expression, place, mutants);
      return;
    case "NumberLiteral":
      mutants.change(expression.span, String(expression.value + 1));
      return;
    case "BooleanLiteral":
      mutants.change(expression.span, String(!expression.value));
      return;
    case "StringLiteral":
      mutants.change(expression.span, JSON.stringify(`${expression.value}~`));
      return;
    case "BinaryExpression": {
      const other = OTHER_OPERATOR[expression.operator];
      if (other !== undefined) mutants.change(operatorSpan(expression, mutants), other);
      mutateOperands(expression, place, mutants);
      return;
    }
    case "ConditionalExpression":
      mutateCondition(expression.condition, place, mutants);
      mutateExpression(expression.then, place, mutants);
      if (expression.otherwise !== undefined) mutateExpression(expression.otherwise, place, mutants);
      return;
    case "CallExpression":
      for (const argument of expression.arguments) mutateExpression(argument, place, mutants);
      return;
    case "ArrayExpression":
      for (const item of expression.items) mutateExpression(item, place, mutants);
      return;
    case "BlockExpression":
      for (const inner of expression.expressions) mutateExpression(inner, place, mutants);
      return;
    case "NegateExpression":
      mutants.change(expression.span, mutants.textOf(expression.operand.span));
      return;
    default:
      return;
  }
}

/** Literals that are compared with a closed set become another of its values: anything else would not compile. */
function mutateOperands(
  { left, right, operator }: BinaryExpression,
  place: ExpressionPlace,
  mutants: MutantList,
): void {
  const compares = operator === "=" || operator === "!=" || operator === "in";
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const set = compares ? place.typeOf(other).type : undefined;
    const literals = side.kind === "ArrayExpression" ? side.items : [side];
    const values = set?.kind === "enumeration" ? set.values : undefined;
    if (values === undefined || !literals.every((literal) => literal.kind === "StringLiteral")) {
      mutateExpression(side, place, mutants);
      continue;
    }
    const used = new Set(literals.map((literal) => literal.value));
    const unused = values.find((value) => !used.has(String(value)));
    if (unused !== undefined) for (const literal of literals) mutants.change(literal.span, JSON.stringify(unused));
  }
}

function operatorSpan({ left, right, operator }: BinaryExpression, mutants: MutantList): Span {
  const between = mutants.textOf({ start: left.span.end, end: right.span.start });
  const start = left.span.end + Math.max(0, between.indexOf(operator));
  return { start, end: start + operator.length };
}

/** The last field of a path becomes the next one of the same type in its record. */
function mutatePath(
  expression: Extract<Expression, { kind: "PathExpression" }>,
  { record, names, typeOf }: ExpressionPlace,
  mutants: MutantList,
): void {
  let holder: Type | undefined = record;
  for (const [index, { operand, stages }] of expression.steps.entries()) {
    const isName = operand.kind === "NameStep";
    const isState = isName && index === 0 && names.has(operand.name);
    const value = isName
      ? isState
        ? names.get(operand.name)
        : fieldType(holder, operand.name)
      : operand.kind === "VariableExpression"
        ? typeOf(operand).type
        : undefined;
    const item = itemOf(value);
    for (const stage of stages) {
      const inner = { typeOf, names, record: item?.kind === "record" ? item : undefined };
      if (stage.kind === "FilterStage") mutateCondition(stage.condition, inner, mutants);
    }
    const isLast = index === expression.steps.length - 1;
    if (isName && isLast && !isState) swapField(operand.name, operand.span, holder, mutants);
    holder = item;
  }
}

function fieldType(holder: Type | undefined, name: string): Type | undefined {
  return holder?.kind === "record" ? holder.fields.get(name)?.value.type : undefined;
}

function swapField(name: string, span: Span, holder: Type | undefined, mutants: MutantList): void {
  const field = holder?.kind === "record" ? holder.fields.get(name) : undefined;
  if (holder?.kind !== "record" || field === undefined) return;
  const fields = [...holder.fields.values()];
  const from = fields.indexOf(field);
  const others = [...fields.slice(from + 1), ...fields.slice(0, from)];
  const other = others.find(
    ({ value }) =>
      alike(value.type, field.value.type) &&
      value.mayBeNull === field.value.mayBeNull &&
      value.mayBeAbsent === field.value.mayBeAbsent,
  );
  if (other !== undefined) mutants.change(span, quotedName(other.name));
}

function itemOf(type: Type | undefined): Type | undefined {
  return type?.kind === "list" ? type.item : type;
}

function alike(left: Type, right: Type): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === "list" && right.kind === "list") return alike(left.item, right.item);
  if (left.kind === "reference" && right.kind === "reference") return left.resource === right.resource;
  return left.kind !== "record" || left === right;
}

function quotedName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name}\``;
}
