import type { FlowDeclaration, Trigger } from "@xmap/grammar";
import type { EntitySymbol } from "../../program.ts";
import type { RecordType } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";

/** A record that is gone is found by looking for it; no system tells. */
export function checkRemovalHints(trigger: Trigger, context: CheckContext): void {
  for (const hint of trigger.hints)
    if (hint.by === "webhook") context.report({ code: "removal-by-webhook", span: hint.span, values: {} });
}

function isOwnRemoval({ event, of, at, via }: Trigger): boolean {
  return event === "removal" && of === undefined && at === undefined && via === undefined;
}

/**
 * What a flow's steps may read of the subject: of one that is gone its key only. Reports a flow that watches its own
 * subject's removal beside changes.
 */
export function subjectType(
  { triggers, subject }: FlowDeclaration,
  entity: EntitySymbol,
  context: CheckContext,
): RecordType {
  const removal = triggers.find(isOwnRemoval);
  if (removal === undefined) return entity.type;
  if (!triggers.every(isOwnRemoval)) {
    const values = { subject: subject.name };
    context.report({ code: "removal-among-changes", span: removal.span, values });
    return entity.type;
  }
  const key = new Set(entity.key.map(({ field }) => field.split(".")[0]));
  const fields = new Map([...entity.type.fields].filter(([name]) => key.has(name)));
  const record: RecordType = { ...entity.type, fields };
  context.project.entities.set(record, entity);
  return record;
}
