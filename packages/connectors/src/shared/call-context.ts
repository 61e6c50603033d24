import { Failure, type FailureEffect, type FailureParts } from "@xmap/contract";
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

/** A failure of the call, its words redacted. */
export function callFailure(context: CallContext, parts: Omit<FailureParts, "system" | "operation">): Failure {
  const message = redactMessage(parts.message, context.secrets);
  const fields = parts.fields?.map((field) => ({ ...field, message: redactMessage(field.message, context.secrets) }));
  return new Failure({
    ...parts,
    system: context.system,
    operation: context.operation,
    message,
    ...(fields === undefined ? {} : { fields }),
  });
}

/** The effect of a call whose answer never came: a write may have been carried out. */
export function unansweredEffect(context: CallContext): FailureEffect {
  return context.writes ? "unknown" : "none";
}
