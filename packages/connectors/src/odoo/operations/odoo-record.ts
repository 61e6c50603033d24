import { type DataRecord, Failure } from "@xmap/contract";
import { isJsonObject } from "../../shared/json-shape.ts";
import type { FieldCatalog } from "../fields.ts";
import type { RecordReader } from "../reader.ts";
import type { OdooRpc } from "../rpc/odoo-rpc.ts";

/** What a session has for operations. */
export interface OperationTools {
  readonly system: string;
  readonly rpc: OdooRpc;
  readonly reader: RecordReader;
  readonly fields: FieldCatalog;
  /** Told of each call that may have changed something. */
  readonly onWritten: () => void;
}

type Values = Readonly<Record<string, unknown>>;

/** One record that an operation works on, and others beside it. */
export class OdooRecord {
  readonly #tools: OperationTools;
  readonly model: string;
  readonly id: number;

  constructor(tools: OperationTools, model: string, id: number) {
    this.#tools = tools;
    this.model = model;
    this.id = id;
  }

  other(model: string, id: number): OdooRecord {
    return new OdooRecord(this.#tools, model, id);
  }

  /** The record as it is now, in the contract's values; rejects with NotFound when it is gone. */
  async read(fields: readonly string[]): Promise<DataRecord> {
    const [record] = await this.#tools.reader.read(this.model, [this.id], fields);
    if (record !== undefined) return record;
    throw this.#failure("NotFound", `${this.model} ${this.id} is not there any more`);
  }

  /** Calls a method on the record; answers an action dictionary where Odoo wants a dialog to be gone through. */
  async call(method: string, context?: Values, parameters?: Values): Promise<Values | undefined> {
    const { result } = await this.#tools.rpc.call({
      model: this.model,
      method,
      ids: [this.id],
      ...(parameters === undefined ? {} : { parameters }),
      ...(context === undefined ? {} : { context }),
      writes: true,
    });
    this.#tools.onWritten();
    return isJsonObject(result) ? result : undefined;
  }

  /** Writes values in Odoo's own form, by Odoo 19's names of fields that have only been renamed since. */
  async write(values: Values, context?: Values): Promise<void> {
    const vals = await this.#serverValues(values);
    await this.call("write", context, { vals });
  }

  /** A new record of a dialog or of another model. */
  async create(model: string, values: Values, context?: Values): Promise<OdooRecord> {
    const other = this.other(model, 0);
    const parameters = { vals_list: await other.#serverValues(values) };
    const shared = { model, method: "create", parameters, writes: true };
    const { result } = await this.#tools.rpc.call(context === undefined ? shared : { ...shared, context });
    this.#tools.onWritten();
    const id: unknown = Array.isArray(result) ? result[0] : result;
    if (typeof id === "number") return this.other(model, id);
    throw this.#failure("Unknown", `Odoo answered the create of ${model} without an id`);
  }

  /** Records of another model by a domain of Odoo. */
  async find(model: string, domain: readonly unknown[], fields: readonly string[]): Promise<readonly DataRecord[]> {
    const search = { model, domain, fields, order: "id", archived: false };
    return (await this.#tools.reader.search(search)).records;
  }

  /** Whether the server itself has this field of the model, under this very name. */
  has(field: string): Promise<boolean> {
    return this.#tools.fields.hasOwn(this.model, field);
  }

  /** A refusal by the rules of the business, for a person to decide about. */
  refusal(message: string): Failure {
    return this.#failure("BusinessRule", message);
  }

  async #serverValues(values: Values): Promise<Values> {
    const named: [string, unknown][] = [];
    for (const [name, value] of Object.entries(values)) {
      const { serverName } = await this.#tools.fields.field(this.model, name);
      if (serverName !== undefined) named.push([serverName, value]);
    }
    return Object.fromEntries(named);
  }

  #failure(kind: "NotFound" | "Unknown" | "BusinessRule", message: string): Failure {
    return new Failure({ class: kind, system: this.#tools.system, operation: this.model, message });
  }
}
