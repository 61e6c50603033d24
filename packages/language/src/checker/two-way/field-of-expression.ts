import type { Expression, FieldPath, Identifier, PathExpression, PathStep } from "@xmap/grammar";

/** The left side of a `<->` rule: a field, and the filter that chooses one record of a list. */
export interface SourceField {
  readonly path: FieldPath;
  /** Undefined: the whole field. */
  readonly filter: Expression | undefined;
}

/** The field that an expression is, undefined when it computes something. Only the last step can have a filter. */
export function fieldOfExpression(expression: Expression): SourceField | undefined {
  const { span } = expression;
  if (expression.kind === "VariableExpression") {
    const root = rootOf(expression.name);
    return root === undefined ? undefined : { path: { kind: "FieldPath", root, names: [], span }, filter: undefined };
  }
  if (expression.kind !== "PathExpression") return undefined;
  const [first, ...others] = expression.steps;
  const root = first?.operand.kind === "VariableExpression" ? rootOf(first.operand.name) : undefined;
  if (root !== undefined && first !== undefined && first.stages.length > 0) return undefined;
  const steps = root === undefined ? expression.steps : others;
  const names: Identifier[] = [];
  let filter: Expression | undefined;
  for (const [index, step] of steps.entries()) {
    if (step.operand.kind !== "NameStep") return undefined;
    const found = filterOf(step);
    if (found === "several" || (found !== undefined && index < steps.length - 1)) return undefined;
    filter = found;
    names.push({ kind: "Identifier", name: step.operand.name, span: step.operand.span });
  }
  return { path: { kind: "FieldPath", root: root ?? "", names, span }, filter };
}

function rootOf(variable: string): "$" | "$$" | undefined {
  if (variable === "") return "$";
  return variable === "$" ? "$$" : undefined;
}

function filterOf(step: PathStep): Expression | "several" | undefined {
  const [stage, second] = step.stages;
  if (stage === undefined) return undefined;
  return second === undefined && stage.kind === "FilterStage" ? stage.condition : "several";
}

/** A target read as a source. */
export function expressionOfField({ root, names, span }: FieldPath): Expression {
  const start: Expression = { kind: "VariableExpression", name: root === "$$" ? "$" : "", span };
  if (names.length === 0) return start;
  const steps = names.map(
    (name): PathStep => ({
      kind: "PathStep",
      operand: { kind: "NameStep", name: name.name, span: name.span },
      stages: [],
      span: name.span,
    }),
  );
  const rooted: PathStep[] = root === "" ? [] : [{ kind: "PathStep", operand: start, stages: [], span }];
  return { kind: "PathExpression", steps: [...rooted, ...steps], span };
}

/** The first record of a list that a filter leaves: `addresses[is_billing][0]`. */
export function firstOf(source: PathExpression): PathExpression {
  const last = source.steps.at(-1);
  if (last === undefined) return source;
  const { span } = source;
  const first = { kind: "FilterStage", condition: { kind: "NumberLiteral", value: 0, span }, span } as const;
  return { ...source, steps: [...source.steps.slice(0, -1), { ...last, stages: [...last.stages, first] }] };
}

/** A field's names, joined by dots. */
export function dotted(path: FieldPath): string {
  return [...(path.root === "" ? [] : [path.root]), ...path.names.map(({ name }) => name)].join(".");
}
