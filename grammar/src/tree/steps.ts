import type { Span } from "@xmap/diagnostics";
import type { FieldPath, Identifier, Outcome, RuleItem, Template, TypeReference, Value } from "./declarations.ts";
import type { Expression } from "./expressions.ts";

interface Node {
  readonly span: Span;
}

/** A step of a flow. */
export type Step = EffectStep | ValueStep | WriteStep | RequireStep | WhenStep | EachStep | NotifyStep | OutcomeStep;

/** `x = sync order via Binding`, or the effect alone. */
export interface EffectStep extends Node {
  readonly kind: "EffectStep";
  readonly name: Identifier | undefined;
  readonly effect: Effect;
}
export type Effect = ReadEffect | FindEffect | SyncEffect | CallEffect;
export interface ReadEffect extends Node {
  readonly kind: "ReadEffect";
  readonly entity: TypeReference;
  readonly key: readonly Expression[];
}
export interface FindEffect extends Node {
  readonly kind: "FindEffect";
  readonly record: Expression;
  readonly binding: Identifier;
  /** Undefined where the run goes on without the record. */
  readonly outcome: Outcome | undefined;
}
export interface SyncEffect extends Node {
  readonly kind: "SyncEffect";
  readonly record: Expression;
  readonly binding: Identifier;
}
/** `call sale.action_confirm(post: true)`: the last name is the operation. */
export interface CallEffect extends Node {
  readonly kind: "CallEffect";
  readonly target: FieldPath;
  readonly arguments: readonly CallArgument[];
}
export interface CallArgument extends Node {
  readonly kind: "CallArgument";
  readonly name: Identifier;
  readonly value: Expression;
}
/** `stage = order.payment_status.code via Stage` */
export interface ValueStep extends Node {
  readonly kind: "ValueStep";
  readonly name: Identifier;
  readonly value: Value;
}
/** `write order { "S" -> shipping_status.code }` */
export interface WriteStep extends Node {
  readonly kind: "WriteStep";
  readonly target: FieldPath;
  readonly items: readonly RuleItem[];
}
export interface RequireStep extends Node {
  readonly kind: "RequireStep";
  readonly condition: Expression;
  readonly outcome: Outcome;
}
/** `when shop offers add_tracking and condition { … }` */
export interface WhenStep extends Node {
  readonly kind: "WhenStep";
  readonly capability: CapabilityTest | undefined;
  readonly condition: Expression | undefined;
  readonly steps: readonly Step[];
}
export interface CapabilityTest extends Node {
  readonly kind: "CapabilityTest";
  readonly system: Identifier;
  readonly capability: Identifier;
}
export interface EachStep extends Node {
  readonly kind: "EachStep";
  readonly name: Identifier;
  readonly list: Expression;
  readonly steps: readonly Step[];
}
export interface NotifyStep extends Node {
  readonly kind: "NotifyStep";
  readonly channel: FieldPath;
  readonly template: Template;
}
export interface OutcomeStep extends Node {
  readonly kind: "OutcomeStep";
  readonly outcome: Outcome;
}
