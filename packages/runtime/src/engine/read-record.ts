import type { DataRecord, EntityModule, RecordReference } from "@xmap/contract";
import type { RunContext } from "./run-context.ts";

/** The record as it is now; undefined when there is none. */
export function readRecord(
  context: Pick<RunContext, "services">,
  entity: EntityModule,
  reference: RecordReference,
  moreFields: readonly string[] = [],
): Promise<DataRecord | undefined> {
  const { resource, joins } = entity;
  const fields = [...new Set([...entity.fields, ...moreFields])];
  const gate = context.services.gate(entity.system);
  return gate.joined.read(`read ${entity.name}`, { resource, key: reference.key, fields, joins });
}
