import type { EntitySchema } from "@xmap/contract";
import { visitNodes } from "@xmap/grammar";
import type { ProjectHost } from "../../host.ts";
import { type Location, wholeFile } from "../location.ts";
import type { ProjectAnalysis } from "../project/analysis.ts";
import { findJsonKey } from "./schema-place.ts";
import type { FieldOfResource, ServiceSymbol } from "./service-symbol.ts";

/** Project path of the file that a resource's schema stands in. */
export function schemaPath(system: string, resource: string, host: ProjectHost): string {
  return host.schemaFile?.(system, resource) ?? `schemas/${system}/${resource}.json`;
}

/** Project path of a connector's pulled description. */
export function descriptionPath(system: string): string {
  return `schemas/${system}/connector.json`;
}

/** The keys that lead to a field in a schema's JSON: lists are passed through `items`. */
function keysOf(schema: EntitySchema | undefined, path: readonly string[]): readonly string[] {
  const keys: string[] = [];
  let current = schema;
  for (const name of path) {
    if (current?.properties === undefined && current?.items !== undefined) {
      keys.push("items");
      current = current.items;
    }
    keys.push("properties", name);
    current = current?.properties?.[name];
  }
  return keys;
}

function placeInJson(file: string, keys: readonly string[], project: ProjectAnalysis): Location {
  const text = project.host.readFile(file);
  const span = text === undefined ? undefined : findJsonKey(text, keys);
  return span === undefined ? wholeFile(file) : { file, span };
}

/** Refinements of an entity over the field's resource that name the field. */
function refinementsOf(symbol: FieldOfResource, project: ProjectAnalysis): Location[] {
  const places: Location[] = [];
  for (const file of project.files.values()) {
    for (const entity of file.checked.entities) {
      if (entity.system.name !== symbol.system || entity.resource !== symbol.resource) continue;
      visitNodes(entity.declaration, (node) => {
        if (node.kind !== "Refinement") return;
        if (node.path.names.map(({ name }) => name).join(".") === symbol.path.join("."))
          places.push({ file: file.path, span: node.span });
      });
    }
  }
  return places;
}

/** Where a symbol is defined: in a text of the project, or in the JSON that was pulled from a system. */
export function definitionsOf(symbol: ServiceSymbol, project: ProjectAnalysis): readonly Location[] {
  switch (symbol.kind) {
    case "declared":
      return [{ file: symbol.declared.file, span: symbol.declared.span }];
    case "local":
      return [{ file: symbol.file, span: symbol.local.span }];
    case "field": {
      const file = schemaPath(symbol.system, symbol.resource, project.host);
      const isRaw = file.endsWith(".fields.json");
      const keys = keysOf(project.host.readSchema(symbol.system, symbol.resource), symbol.path);
      const inSchema = placeInJson(file, isRaw ? symbol.path.slice(0, 1) : keys, project);
      return [inSchema, ...refinementsOf(symbol, project)];
    }
    case "function":
    case "argument":
      return [];
    case "operation": {
      const { entity, name } = symbol;
      const keys = ["resources", entity.resource, "operations", name];
      return [placeInJson(descriptionPath(entity.system.name), keys, project)];
    }
    case "invocation":
      return [placeInJson(descriptionPath(symbol.system), ["invocations", symbol.name], project)];
    case "resource":
      return [wholeFile(schemaPath(symbol.system, symbol.resource, project.host))];
    case "option":
      return [placeInJson(descriptionPath(symbol.system), ["options", "properties", symbol.name], project)];
    case "capability":
      return [placeInJson(descriptionPath(symbol.system), ["capabilities"], project)];
    case "connector":
      return [placeInJson(descriptionPath(symbol.system), ["connector"], project)];
  }
}
