import { type ConnectorSettings, Failure } from "@xmap/contract";
import type { OdooRpc } from "./rpc/odoo-rpc.ts";
import { type OdooField, type OdooFields, readServerFields } from "./versions/server-fields.ts";

/** The fields of models, asked once each and kept while the session is open. */
export class FieldCatalog {
  readonly #rpc: OdooRpc;
  readonly #system: string;
  readonly #models = new Map<string, Promise<OdooFields>>();

  constructor(rpc: OdooRpc, settings: ConnectorSettings) {
    this.#rpc = rpc;
    this.#system = settings.system;
  }

  /** All fields of a model; rejects with SchemaDrift when there is no such model. */
  async of(model: string): Promise<OdooFields> {
    const known = this.#models.get(model) ?? this.#ask(model);
    this.#models.set(model, known);
    try {
      return await known;
    } catch (thrown) {
      this.#models.delete(model);
      throw thrown;
    }
  }

  /** One field; rejects with SchemaDrift when the model does not have it. */
  async field(model: string, name: string): Promise<OdooField> {
    const fields = await this.of(model);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field !== undefined) return field;
    throw this.drift(model, `${model} has no field ${name}`);
  }

  /** True where the server itself has a field of this name. */
  async hasOwn(model: string, name: string): Promise<boolean> {
    const fields = await this.of(model);
    return Object.hasOwn(fields, name) && fields[name]?.serverName === name;
  }

  /** The model behind a relational field; rejects with SchemaDrift when the field is none. */
  async related(model: string, name: string): Promise<string> {
    const { relation } = await this.field(model, name);
    if (relation !== undefined) return relation;
    throw this.drift(model, `${model}.${name} refers to no other record`);
  }

  drift(model: string, message: string): Failure {
    return new Failure({ class: "SchemaDrift", system: this.#system, operation: model, message });
  }

  async #ask(model: string): Promise<OdooFields> {
    const named = { attributes: ["type", "relation", "store"] };
    const { result } = await this.#rpc.call({ model, method: "fields_get", named, writes: false });
    return readServerFields(model, result);
  }
}

/** True for lists of records. */
export function isListOfRecords(field: OdooField): boolean {
  return field.type === "one2many" || field.type === "many2many";
}
