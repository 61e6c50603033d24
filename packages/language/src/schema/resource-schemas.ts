import { type EntitySchema, overlaySchema } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import { unknownOverlayFields } from "./overlay-fields.ts";
import { roleOfFile, type SchemaFile } from "./schema-file.ts";
import { readJsonSchema } from "./sources/json-schema/json-schema.ts";
import { readODataMetadata } from "./sources/odata/odata-metadata.ts";
import { readOdooFields } from "./sources/odoo/odoo-fields.ts";
import { readOpenApi } from "./sources/openapi/openapi.ts";
import { type JsonReading, readJson } from "./sources/read-json.ts";
import type { CatalogReading, SchemaProblem } from "./sources/schema-source.ts";
import { jsonSourceKind } from "./sources/source-kind.ts";

/** A problem with the file that it is in. */
export interface SchemaFileProblem extends SchemaProblem {
  /** Name inside the folder. */
  readonly file: string;
}

/** A resource's schema with its overlay laid over it, or why there is none. */
export interface ResourceSchema {
  /** Undefined when there are problems. */
  readonly schema: EntitySchema | undefined;
  readonly problems: readonly SchemaFileProblem[];
}

/** One sentence with the file, the place in it and the mend. */
export function schemaProblemText({ file, place, message, help }: SchemaFileProblem): string {
  return `${file}, ${place === "#" ? "at its root" : `at ${place}`}: ${message}; ${help}`;
}

/** The schemas of the files in `schemas/SYSTEM`; every file is read and parsed once at most, when it is needed. */
export function resourceSchemas(files: readonly SchemaFile[]): ResourceSchemas {
  return new ResourceSchemas(files);
}

/** Files that refer to each other in a row; the last one is then named and not told. */
const DEEPEST_FILES = 6;

/** The schemas of one folder. */
export class ResourceSchemas {
  readonly #files: ReadonlyMap<string, SchemaFile>;
  readonly #parsed = new Map<string, JsonReading>();
  readonly #found = new Map<string, ResourceSchema | undefined>();
  readonly #reading = new Set<string>();
  #catalogs: readonly { readonly file: string; readonly reading: CatalogReading }[] | undefined;

  constructor(files: readonly SchemaFile[]) {
    this.#files = new Map(files.map((file) => [file.name, file]));
  }

  /** Names of the resources that have a schema, sorted. */
  names(): readonly string[] {
    const own = [...this.#files.keys()].flatMap((name) => {
      const role = roleOfFile(name);
      return role.kind === "schema" || role.kind === "fields" ? [role.resource] : [];
    });
    const told = this.#readCatalogs().flatMap(({ reading }) => reading.catalog?.resources ?? []);
    return [...new Set([...own, ...told])].sort();
  }

  /** Files that nothing reads, and overlays without a schema to lie over. */
  problems(): readonly SchemaFileProblem[] {
    return [...this.#files.keys()].sort().flatMap((file): SchemaFileProblem[] => {
      const role = roleOfFile(file);
      if (role.kind === "unknown") return [unknownFile(file)];
      return role.kind === "overlay" && !this.#has(role.resource) ? [this.#lonelyOverlay(file, role.resource)] : [];
    });
  }

  /** The schema of a resource; undefined when no file tells of it. */
  read(resource: string): ResourceSchema | undefined {
    if (!this.#found.has(resource)) this.#found.set(resource, this.#readOverlaid(resource));
    return this.#found.get(resource);
  }

  /** Name of the file that tells of a resource, without its overlay. */
  fileOf(resource: string): string | undefined {
    const own = [`${resource}.json`, `${resource}.fields.json`].find((name) => {
      const role = roleOfFile(name);
      return this.#files.has(name) && (role.kind === "schema" || role.kind === "fields") && role.resource === resource;
    });
    return own ?? this.#readCatalogs().find(({ reading }) => reading.catalog?.read(resource) !== undefined)?.file;
  }

  #has(resource: string): boolean {
    if (this.fileOf(resource) !== undefined) return true;
    // A catalog that cannot be read might know the resource, and says by itself what is wrong.
    return this.#readCatalogs().some(({ reading }) => reading.catalog === undefined);
  }

  #lonelyOverlay(file: string, resource: string): SchemaFileProblem {
    const help = didYouMean(resource, this.names()) ?? `put the schema into ${resource}.json, or take the overlay away`;
    return { file, place: "#", message: `there is no schema of ${resource} to lay it over`, help };
  }

  #readOverlaid(resource: string): ResourceSchema | undefined {
    const base = this.#readBase(resource);
    const file = `${resource}.overlay.json`;
    if (base?.schema === undefined || !this.#files.has(file)) return base;
    const parsed = this.#parse(file);
    if (parsed.problem !== undefined) return failed(file, parsed.problem);
    const overlay = this.#readSchema(file, resource, parsed.value);
    if (overlay.schema === undefined) return overlay;
    const unknown = unknownOverlayFields(base.schema, overlay.schema);
    if (unknown.length > 0) return failed(file, ...unknown);
    return { schema: overlaySchema(base.schema, overlay.schema), problems: [] };
  }

  /** The resource's own file comes first, then its fields, then files that tell of several resources. */
  #readBase(resource: string): ResourceSchema | undefined {
    const own = `${resource}.json`;
    if (roleOfFile(own).kind === "schema" && this.#files.has(own)) return this.#readOwn(own, resource);
    const fields = `${resource}.fields.json`;
    if (this.#files.has(fields)) return this.#readFields(fields, resource);
    for (const { file, reading } of this.#readCatalogs()) {
      if (reading.catalog === undefined) return failed(file, ...reading.problems);
      const found = reading.catalog.read(resource);
      if (found !== undefined) return { ...found, problems: inFile(file, found.problems) };
    }
    return undefined;
  }

  #readOwn(file: string, resource: string): ResourceSchema {
    const { value, problem } = this.#parse(file);
    if (problem !== undefined) return failed(file, problem);
    const kind = jsonSourceKind(value);
    if (kind === "openapi" || kind === "odoo-fields") return failed(file, misnamed(kind, resource));
    return this.#readSchema(file, resource, value);
  }

  #readSchema(file: string, resource: string, value: unknown): ResourceSchema {
    this.#reading.add(resource);
    const { schema, problems } = readJsonSchema(value, (reference) => this.#referred(reference));
    this.#reading.delete(resource);
    return { schema, problems: inFile(file, problems) };
  }

  /** What `"$ref": "address.json"` names: another resource of the folder; one that is being read itself is not told again. */
  #referred(reference: string): EntitySchema | undefined {
    const resource = /^(?:\.\/)?(.+)\.json$/.exec(reference)?.[1];
    if (resource === undefined) return undefined;
    const isCut = this.#reading.has(resource) || this.#reading.size >= DEEPEST_FILES;
    if (isCut && this.#has(resource)) return { type: "object", "x-xmap-reference": resource };
    // Not kept: what is cut in it depends on the files that led here.
    const { $schema: _, $id: __, ...schema } = this.#readOverlaid(resource)?.schema ?? {};
    return Object.keys(schema).length === 0 ? undefined : schema;
  }

  #readFields(file: string, resource: string): ResourceSchema {
    const { value, problem } = this.#parse(file);
    if (problem !== undefined) return failed(file, problem);
    const { schema, problems } = readOdooFields(resource, value, (model) => {
      const related = `${model}.fields.json`;
      return this.#files.has(related) ? this.#parse(related).value : undefined;
    });
    return { schema, problems: inFile(file, problems) };
  }

  #readCatalogs(): readonly { readonly file: string; readonly reading: CatalogReading }[] {
    this.#catalogs ??= [...this.#files.keys()].sort().flatMap((file) => {
      const { kind } = roleOfFile(file);
      if (kind === "openapi") return [{ file, reading: this.#readOpenApi(file) }];
      return kind === "metadata" ? [{ file, reading: readODataMetadata(this.#text(file)) }] : [];
    });
    return this.#catalogs;
  }

  #readOpenApi(file: string): CatalogReading {
    const { value, problem } = this.#parse(file);
    return problem === undefined ? readOpenApi(value) : { catalog: undefined, problems: [problem] };
  }

  #parse(file: string): JsonReading {
    const parsed = this.#parsed.get(file) ?? readJson(this.#text(file));
    this.#parsed.set(file, parsed);
    return parsed;
  }

  #text(file: string): string {
    return this.#files.get(file)?.read() ?? "";
  }
}

function inFile(file: string, problems: readonly SchemaProblem[]): readonly SchemaFileProblem[] {
  return problems.map((problem) => ({ file, ...problem }));
}

function failed(file: string, ...problems: readonly SchemaProblem[]): ResourceSchema {
  return { schema: undefined, problems: inFile(file, problems) };
}

function unknownFile(file: string): SchemaFileProblem {
  const isYaml = /\.ya?ml$/.test(file);
  return {
    file,
    place: "#",
    message: "nothing reads a file of this name",
    help: isYaml
      ? "convert it to JSON and call it openapi.json"
      : "schemas are RESOURCE.json, RESOURCE.fields.json, openapi.json and metadata.xml",
  };
}

function misnamed(kind: "openapi" | "odoo-fields", resource: string): SchemaProblem {
  return kind === "openapi"
    ? { place: "#", message: "this is an OpenAPI document and no schema of one resource", help: "call it openapi.json" }
    : {
        place: "#",
        message: "this is what fields_get answers and no JSON Schema",
        help: `call it ${resource}.fields.json`,
      };
}
