import type { JsonObject } from "../../server/json.ts";
import { behaviorOf } from "../business/behaviors.ts";
import type { TopLevelEntity } from "../contract/entities.ts";
import { wholeSelection } from "../query/selection.ts";
import { showRecord } from "../record/record-output.ts";
import { blankRow } from "../record/row.ts";
import type { Tenant } from "../tenant.ts";

/** `GET /{Entity}/$adHocSchema`: an empty record, the custom fields in use, and the names of all actions. */
export function adHocSchema(tenant: Tenant, entity: TopLevelEntity): JsonObject {
  const empty = blankRow(entity.name, tenant.nextId);
  for (const row of tenant.store.rows(entity.name)) {
    for (const [view, fields] of Object.entries(row.custom)) {
      const names = Object.entries(fields).map(([field, { type }]) => [field, { type, value: null }]);
      empty.custom[view] = { ...empty.custom[view], ...Object.fromEntries(names) };
    }
  }
  const frame = { entity, endpointPath: "", shownId: () => empty.id, files: () => [] };
  const shown = showRecord(empty, wholeSelection(entity.schema), frame);
  return { ...shown, _workflowActions: Object.keys(behaviorOf(entity.name).actions ?? {}) };
}
