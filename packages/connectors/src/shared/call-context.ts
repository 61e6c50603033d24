import { Failure, type FailureEffect, type FailureField, type FailureParts } from "@xmap/contract";
import { redactMessage } from "./redaction.ts";

/** What every failure of one call says of itself. */
export interface CallContext {
  readonly system: string;
  /** What was attempted: `GET /api/orders`, `sale.order.create`. */
  readonly operation: string;
  /** True when the call may change something in the system. */
  readonly writes: boolean;
  /** Texts that must not leave in a message. */
  readonly secrets: readonly string[];
}

/** A failure of the call; every text in it that the system may have written is redacted. */
export function callFailure(context: CallContext, parts: Omit<FailureParts, "system" | "operation">): Failure {
  const clean = (text: string): string => redactMessage(text, context.secrets);
  const { name, fields } = parts;
  return new Failure({
    ...parts,
    system: context.system,
    operation: clean(context.operation),
    message: clean(parts.message),
    ...(name === undefined ? {} : { name: clean(name) }),
    ...(fields === undefined ? {} : { fields: fields.map((field) => cleanField(field, clean)) }),
  });
}

function cleanField(field: FailureField, clean: (text: string) => string): FailureField {
  const { path, rule, message } = field;
  return { path: clean(path), message: clean(message), ...(rule === undefined ? {} : { rule: clean(rule) }) };
}

/** The effect of a call whose answer never came: a write may have been carried out. */
export function unansweredEffect(context: CallContext): FailureEffect {
  return context.writes ? "unknown" : "none";
}
