import type { TypeReference } from "@xmap/grammar";
import { schemaToRecord } from "../../schema/schema-to-type.ts";
import { itemOf } from "../../types/classify.ts";
import type { Type } from "../../types/type.ts";
import type { CompletionRequest } from "./completion-request.ts";

/** The record behind a reference's key, as lookups may go through it. */
function referred(type: Type, request: CompletionRequest): Type {
  if (type.kind !== "reference") return type;
  for (const file of request.supposed.files.values()) {
    const entity = file.checked.entities.find(
      (candidate) => candidate.system.name === type.system && candidate.resource === type.resource,
    );
    if (entity !== undefined) return entity.type;
  }
  const schema = request.project.host.readSchema(type.system, type.resource);
  if (schema === undefined) return type;
  return schemaToRecord(schema, { entity: type.resource, system: type.system, omitted: new Set() });
}

/** What the last name of `Entity.field.field` is looked for in, where the checker did not come so far. */
export function ownerInReference(reference: TypeReference, request: CompletionRequest): Type | undefined {
  const [head, ...names] = reference.names;
  const symbol = head === undefined ? undefined : request.marked.visible.get(head.name)?.declared.symbol;
  if (symbol?.kind !== "entity" || names.length === 0) return undefined;
  let current: Type = symbol.type;
  for (const { name } of names.slice(0, -1)) {
    const field = current.kind === "record" ? current.fields.get(name) : undefined;
    if (field === undefined) return undefined;
    current = referred(itemOf(field.value.type), request);
  }
  return current;
}
