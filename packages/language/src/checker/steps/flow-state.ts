import type { Expression, Identifier, Step } from "@xmap/grammar";
import type { Facts } from "../../expressions/facts.ts";
import { assuming } from "../../expressions/narrowing.ts";
import type { Scope } from "../../expressions/scope.ts";
import { pascalName } from "../../schema/names.ts";
import { present } from "../../types/make-type.ts";
import type { RecordType, ValueType } from "../../types/type.ts";
import type { IdRegistry } from "../block-place.ts";
import type { CheckContext } from "../check-context.ts";

/** The names that a flow's steps have given so far. */
export interface FlowState {
  readonly record: RecordType;
  readonly ids: IdRegistry;
  /** What the steps above have made sure of. */
  readonly facts?: Facts;
}

/** The state at the beginning: the subject. */
export function createFlowState(flow: string, subject: string, value: ValueType, ids: IdRegistry): FlowState {
  const empty: RecordType = { kind: "record", name: `${pascalName(flow)}State`, fields: new Map() };
  return { record: addField(empty, subject, value), ids };
}

function addField(record: RecordType, name: string, value: ValueType): RecordType {
  const field = { name, value, readOnly: false, required: false, searchable: false, description: undefined };
  return { ...record, fields: new Map(record.fields).set(name, field) };
}

/** The state after a step gave a name; a name that there is already is reported and keeps its value. */
export function withName(
  state: FlowState,
  identifier: Identifier | undefined,
  value: ValueType,
  context: CheckContext,
): FlowState {
  if (identifier === undefined || identifier.name === "") return state;
  const { name, span } = identifier;
  context.recorder?.named(span, value);
  if (!state.record.fields.has(name)) return { ...state, record: addField(state.record, name, value) };
  context.report({ code: "duplicate-name", wording: "step", span, values: { name } });
  return state;
}

/** The state where a condition is known to hold. */
export function withCondition(state: FlowState, condition: Expression | undefined): FlowState {
  const { facts } = assuming(scopeOf(state), condition);
  return facts === undefined ? state : { ...state, facts };
}

/** The state after steps; what was sure of a record that they have changed no longer is. */
export function afterChanges(state: FlowState, steps: readonly Step[]): FlowState {
  let { facts } = state;
  for (const step of steps) for (const name of changedNames(step)) facts = facts?.withoutField(name);
  return facts === undefined ? state : { ...state, facts };
}

function changedNames(step: Step): readonly string[] {
  switch (step.kind) {
    case "EffectStep":
      return step.effect.kind === "CallEffect" ? step.effect.target.names.slice(0, 1).map(({ name }) => name) : [];
    case "WriteStep":
      return step.target.names.slice(0, 1).map(({ name }) => name);
    case "WhenStep":
    case "EachStep":
      return step.steps.flatMap(changedNames);
    default:
      return [];
  }
}

/** What a flow's expressions see. */
export function scopeOf(state: FlowState): Scope {
  const value = present(state.record);
  const { facts } = state;
  return { context: value, root: value, lets: new Map(), flow: true, ...(facts === undefined ? {} : { facts }) };
}
