import type { Outcome, Template } from "@xmap/grammar";
import type { EntitySymbol, FlowSymbol, ValueType } from "@xmap/language";
import type { Code, Local } from "../ir/code.ts";
import { arrow, literal, local, object } from "../ir/code.ts";
import type { InterfaceIr, RuleIr } from "../ir/module.ts";
import type { TypeCode } from "../ir/type-code.ts";
import { union } from "../ir/type-code.ts";
import { lowerTemplate } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import type { Lowered } from "./lowered.ts";
import { lowered } from "./lowered.ts";
import type { ProgramContext } from "./program-context.ts";
import type { Usage } from "./usage.ts";

/** An answer of a system that steps read. */
export interface AnswerUse {
  /** The step that asks for it. */
  readonly step: string;
  readonly invocation: string;
  readonly answer: ValueType;
}

/** What the steps of a flow share while they are lowered. */
export interface FlowOwner {
  readonly flow: FlowSymbol;
  readonly context: ProgramContext;
  readonly state: Local;
  readonly stateType: TypeCode;
  readonly scope: ExpressionScope;
  /** Values by the name that steps gave them. */
  readonly values: Map<string, Lowered>;
  readonly members: Map<string, TypeCode>;
  /** What systems answer, by the usage that notes which of it is read. */
  readonly answers: Map<Usage, AnswerUse>;
  readonly rules: RuleIr[];
  readonly interfaces: InterfaceIr[];
}

/** Gives a state name the record of an entity. */
export function assignEntity(
  owner: FlowOwner,
  name: string,
  entity: EntitySymbol,
  { absent }: { readonly absent: boolean } = { absent: false },
): void {
  const usage = owner.context.usages.get(entity);
  const value = lowered(stateField(owner, name), entity.type, {
    origins: usage === undefined ? [] : [{ usage, path: [] }],
    absent,
  });
  const type: TypeCode = { kind: "exported", exported: owner.context.nameOf(entity, "type") };
  assign(owner, name, value, absent ? union(type, { kind: "keyword", text: "undefined" }) : type);
}

export function assign(owner: FlowOwner, name: string, value: Lowered, type: TypeCode): void {
  owner.values.set(name, value);
  const before = owner.members.get(name);
  owner.members.set(name, before === undefined ? type : union(before, type));
}

export function stateField(owner: FlowOwner, name: string): Code {
  return { kind: "property", object: local(owner.state), name, optional: false };
}

/** `(state: State) => value`, without the parameter where it is not used. */
export function stateArrow(owner: FlowOwner, value: Code): Code {
  const used = JSON.stringify(value).includes('"kind":"local"');
  return arrow(used ? [{ local: owner.state, type: owner.stateType }] : [], value);
}

export function outcomeCode(owner: FlowOwner, outcome: Outcome): Code {
  const message = outcome.template === undefined ? literal("") : messageCode(owner, outcome.template);
  return stateArrow(
    owner,
    object([
      { name: "word", value: literal(outcome.word) },
      { name: "message", value: message },
    ]),
  );
}

export function messageCode(owner: FlowOwner, template: Template): Code {
  return lowerTemplate(template, owner.scope);
}
