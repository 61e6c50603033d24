import type { CallExpression, Expression } from "@xmap/grammar";
import type { CheckedProgram } from "@xmap/language";
import { type Coverable, coverablesOf } from "./coverables.ts";
import { PROBE_FUNCTION } from "./lower-probe.ts";
import { replaceNodes } from "./replace-nodes.ts";

/** A program whose modules note which rules, arms and conditions they go through. */
export interface InstrumentedProgram {
  readonly program: CheckedProgram;
  /** By the number of their probe. */
  readonly coverables: readonly Coverable[];
}

/** Wraps the expressions of rules and conditions into probes; their values and types stay what they are. */
export function instrumentProgram(program: CheckedProgram): InstrumentedProgram {
  const coverables = coverablesOf(program);
  const probes = new Map<Expression, CallExpression>();
  const originals = new Map<Expression, Expression>();
  for (const [number, { expression }] of coverables.entries()) {
    if (expression === undefined) continue;
    const probe = probeAround(expression, number);
    probes.set(expression, probe);
    originals.set(probe, expression);
  }
  const { files } = replaceNodes({ files: program.files }, probes);
  const typeOf: CheckedProgram["typeOf"] = (expression) => program.typeOf(originals.get(expression) ?? expression);
  return { program: { ...program, files, typeOf }, coverables };
}

function probeAround(expression: Expression, number: number): CallExpression {
  const { span } = expression;
  return {
    kind: "CallExpression",
    span,
    callee: { kind: "VariableExpression", span, name: PROBE_FUNCTION },
    arguments: [{ kind: "NumberLiteral", span, value: number }, expression],
  };
}
