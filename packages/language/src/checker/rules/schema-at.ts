import type { EntitySchema } from "@xmap/contract";
import type { EntitySymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";

/** The schema of a field by its path from the whole record, through lists; undefined where there is none. */
export function schemaAt(
  entity: EntitySymbol,
  path: readonly string[],
  context: CheckContext,
): EntitySchema | undefined {
  let schema = schemaOf(entity, context);
  for (const name of path) {
    const record = itemSchema(schema);
    const properties = record?.properties ?? {};
    schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  }
  return schema;
}

function schemaOf({ system, resource }: EntitySymbol, { project }: CheckContext): EntitySchema | undefined {
  const name = `${system.name}/${resource}`;
  if (!project.schemas.has(name)) project.schemas.set(name, project.host.readSchema(system.name, resource));
  return project.schemas.get(name);
}

function itemSchema(schema: EntitySchema | undefined): EntitySchema | undefined {
  return schema?.items === undefined ? schema : itemSchema(schema.items);
}
