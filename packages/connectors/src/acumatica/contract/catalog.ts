import { type ConnectorSettings, Failure, type FailureClass } from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../../shared/json-shape.ts";
import type { AcumaticaApi } from "../access/api.ts";
import { type FieldType, isDay, WRAPPERS } from "./field-types.ts";

/** A record, linked record or line of the contract. */
export interface RecordType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldType>;
  /** Names of the types of linked records. */
  readonly links: ReadonlyMap<string, string>;
  /** Names of the types of lines. */
  readonly rows: ReadonlyMap<string, string>;
}

/** The endpoint's own description of its records, asked once while the session is open. */
export class ContractCatalog {
  readonly #api: AcumaticaApi;
  readonly #settings: ConnectorSettings;
  #document: Promise<JsonObject> | undefined;
  readonly #types = new Map<string, RecordType>();
  readonly #customTypes = new Map<string, ReadonlyMap<string, string>>();

  constructor(api: AcumaticaApi, settings: ConnectorSettings) {
    this.#api = api;
    this.#settings = settings;
  }

  /** The OpenAPI document of the endpoint. */
  async document(): Promise<JsonObject> {
    this.#document ??= this.#ask();
    try {
      return await this.#document;
    } catch (thrown) {
      this.#document = undefined;
      throw thrown;
    }
  }

  /** A type of the contract; rejects with SchemaDrift when the endpoint has none of this name. */
  async of(name: string): Promise<RecordType> {
    const known = this.#types.get(name);
    if (known !== undefined) return known;
    const schema = schemasOf(await this.document())[name];
    if (schema === undefined) throw this.drift(name, `The endpoint ${this.#api.options.endpoint} has no ${name}`);
    const type = readType(name, schema);
    this.#types.set(name, type);
    return type;
  }

  /** Asks for the types of a resource's custom fields, which only the form itself knows. */
  async learnCustomFields(resource: string): Promise<void> {
    if (this.#customTypes.has(resource)) return;
    const path = `/${resource}/$adHocSchema`;
    const { body } = await this.#api.send({ method: "GET", path, operation: `schema of ${resource}`, writes: false });
    const views = Object.entries(isJsonObject(body) && isJsonObject(body.custom) ? body.custom : {});
    const types = views.flatMap(([view, fields]) =>
      Object.entries(isJsonObject(fields) ? fields : {}).flatMap(([field, told]): [string, string][] => {
        const type = textMember(told, "type");
        return type === undefined ? [] : [[`${view}.${field}`, type]];
      }),
    );
    this.#customTypes.set(resource, new Map(types));
  }

  /** The type of a custom field that was learned; undefined when the form does not tell of it. */
  customType(resource: string, path: string): string | undefined {
    return this.#customTypes.get(resource)?.get(path);
  }

  /** The mapping asks for something that the endpoint does not have. */
  drift(operation: string, message: string): Failure {
    return this.failure("SchemaDrift", operation, message);
  }

  failure(failureClass: FailureClass, operation: string, message: string): Failure {
    return new Failure({ class: failureClass, system: this.#settings.system, operation, message });
  }

  async #ask(): Promise<JsonObject> {
    const { body } = await this.#api.send({
      method: "GET",
      path: "/swagger.json",
      query: { company: this.#api.options.tenant },
      operation: "read swagger.json",
      writes: false,
    });
    if (isJsonObject(body) && Object.keys(schemasOf(body)).length > 0) return body;
    throw this.drift("swagger.json", `The endpoint ${this.#api.options.endpoint} does not describe its records`);
  }
}

/** The schemas of an OpenAPI document by name. */
export function schemasOf(document: JsonObject): JsonObject {
  const components = isJsonObject(document.components) ? document.components : {};
  return isJsonObject(components.schemas) ? components.schemas : {};
}

function readType(name: string, schema: unknown): RecordType {
  const fields = new Map<string, FieldType>();
  const links = new Map<string, string>();
  const rows = new Map<string, string>();
  for (const [field, told] of Object.entries(propertiesOf(schema))) {
    const line = isJsonObject(told) && told.type === "array" ? referredName(told.items) : undefined;
    const referred = referredName(told);
    const type = WRAPPERS.get(referred ?? "");
    if (line !== undefined) rows.set(field, line);
    else if (type !== undefined) fields.set(field, type === "dateTime" && isDay(field) ? "day" : type);
    else if (referred !== undefined) links.set(field, referred);
  }
  return { name, fields, links, rows };
}

/** Properties of a schema itself and of the parts that it is made of, without those of every record. */
function propertiesOf(schema: unknown): JsonObject {
  if (!isJsonObject(schema)) return {};
  const parts = Array.isArray(schema.allOf) ? schema.allOf.map(propertiesOf) : [];
  return Object.assign({}, ...parts, isJsonObject(schema.properties) ? schema.properties : {});
}

function referredName(schema: unknown): string | undefined {
  return /^#\/components\/schemas\/([^/]+)$/.exec(textMember(schema, "$ref") ?? "")?.[1];
}
