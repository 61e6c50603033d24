import { isJsonObject, type JsonObject, jsonKind, memberOf, objectMember, textMember } from "../json-object.ts";
import { readSchemaAt } from "../json-schema/json-schema.ts";
import { pointTo } from "../json-schema/pointer.ts";
import {
  type CatalogReading,
  failedCatalog,
  SCHEMA_DIALECT,
  type SchemaCatalog,
  type SchemaProblem,
  type SchemaReading,
} from "../schema-source.ts";
import { foldWrappedValues, withSearchableFields } from "./fold-wrapped-values.ts";
import { servedSchemas } from "./served-schemas.ts";

/**
 * The schemas of an OpenAPI document, 3.0 or 3.1. Resources are the schemas that its paths serve; every other schema
 * under `components` can be read as well. Values that an API wraps (`{ "value": 1 }`) become plain ones.
 */
export function readOpenApi(document: unknown): CatalogReading {
  const problem = refusal(document);
  if (problem !== undefined || !isJsonObject(document))
    return failedCatalog(...(problem === undefined ? [] : [problem]));
  return { catalog: openApiCatalog(document), problems: [] };
}

function refusal(document: unknown): SchemaProblem | undefined {
  if (!isJsonObject(document)) {
    return {
      place: "#",
      message: `the file holds ${jsonKind(document)} instead of an OpenAPI document`,
      help: "save the API's description as JSON",
    };
  }
  if (document.swagger !== undefined) {
    return {
      place: "#/swagger",
      message: `this is version ${String(document.swagger)} of OpenAPI; 3.0 and 3.1 are read`,
      help: "convert it to OpenAPI 3",
    };
  }
  const version = textMember(document, "openapi");
  if (version === undefined || !/^3\.\d/.test(version)) {
    return {
      place: "#/openapi",
      message: `the version of OpenAPI is ${version ?? "missing"}; 3.0 and 3.1 are read`,
      help: 'an OpenAPI document begins with "openapi": "3.0.1" or the like',
    };
  }
  if (objectMember(objectMember(document, "components"), "schemas") !== undefined) return undefined;
  return {
    place: "#/components/schemas",
    message: "the document describes no schemas",
    help: "export it with its components",
  };
}

function openApiCatalog(original: JsonObject): SchemaCatalog {
  const folded = foldWrappedValues(original);
  const document = folded ?? original;
  const schemas = objectMember(objectMember(document, "components"), "schemas") ?? {};
  const known = new Map<string, SchemaReading>();
  const read = (resource: string): SchemaReading | undefined => {
    if (memberOf(schemas, resource) === undefined) return undefined;
    const reading = known.get(resource) ?? readComponent(resource, document, folded !== undefined);
    known.set(resource, reading);
    return reading;
  };
  return { resources: servedSchemas(document).toSorted(), read };
}

function readComponent(resource: string, document: JsonObject, isFolded: boolean): SchemaReading {
  const pointer = pointTo("#", "components", "schemas", resource);
  const { schema, problems } = readSchemaAt(pointer, {
    root: document,
    openApi: true,
    otherFile: () => undefined,
    resourceAt: ([first, second, name]) => (first === "components" && second === "schemas" ? name : undefined),
  });
  if (schema === undefined) return { schema, problems };
  const told = isFolded ? withSearchableFields(schema) : schema;
  return { schema: { $schema: SCHEMA_DIALECT, title: resource, ...told }, problems };
}
