import type { EntitySchema } from "@xmap/contract";
import type { EntitySymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";

/** The schema of a field by its path from the whole record, through lists; undefined where there is none. */
export function schemaAt(
  entity: EntitySymbol,
  path: readonly string[],
  context: CheckContext,
): EntitySchema | undefined {
  return fieldSchema(schemaOf(entity, context), path);
}

/** The schema of a field by its path in a schema, through lists; undefined where there is none. */
export function fieldSchema(schema: EntitySchema | undefined, path: readonly string[]): EntitySchema | undefined {
  let field = schema;
  for (const name of path) {
    const properties = itemSchema(field)?.properties ?? {};
    field = Object.hasOwn(properties, name) ? properties[name] : undefined;
  }
  return field;
}

function schemaOf({ system, resource }: EntitySymbol, { project }: CheckContext): EntitySchema | undefined {
  const name = `${system.name}/${resource}`;
  if (!project.schemas.has(name)) project.schemas.set(name, project.host.readSchema(system.name, resource));
  return project.schemas.get(name);
}

function itemSchema(schema: EntitySchema | undefined): EntitySchema | undefined {
  return schema?.items === undefined ? schema : itemSchema(schema.items);
}
