import { type ConnectorSettings, type CreateManyRequest, type CreateRequest, Failure } from "@xmap/contract";
import type { ExternalIds } from "./external-ids.ts";
import type { OdooRpc } from "./rpc/odoo-rpc.ts";
import type { RecordWriter } from "./writer.ts";

/** Creates records, one or many in one call, with external ids where that is wanted. */
export class RecordCreator {
  readonly #rpc: OdooRpc;
  readonly #writer: RecordWriter;
  readonly #system: string;
  readonly #externalIds: ExternalIds | undefined;

  constructor(rpc: OdooRpc, writer: RecordWriter, settings: ConnectorSettings, externalIds: ExternalIds | undefined) {
    this.#rpc = rpc;
    this.#writer = writer;
    this.#system = settings.system;
    this.#externalIds = externalIds;
  }

  async one({ resource, values, lines, writeKey }: CreateRequest): Promise<readonly string[]> {
    const make = async (): Promise<number> => {
      const [id] = await this.#call(resource, await this.#writer.values(resource, values, lines));
      return id ?? this.#idless(resource);
    };
    return [String(await (this.#externalIds?.once(resource, writeKey, make) ?? make()))];
  }

  /** All or none, in one transaction of Odoo. */
  async many({ resource, creates }: CreateManyRequest): Promise<readonly (readonly string[])[]> {
    const written: Record<string, unknown>[] = [];
    for (const { values, lines } of creates) written.push(await this.#writer.values(resource, values, lines));
    const ids = await this.#call(resource, written);
    if (ids.length !== creates.length) this.#idless(resource);
    return ids.map((id) => [String(id)]);
  }

  async #call(model: string, values: unknown): Promise<readonly number[]> {
    const call = { model, method: "create", parameters: { vals_list: values }, writes: true };
    const { result } = await this.#rpc.call(call);
    return (Array.isArray(result) ? result : [result]).filter((id) => typeof id === "number");
  }

  #idless(model: string): never {
    const message = `Odoo answered the create of ${model} without an id`;
    throw new Failure({ class: "Unknown", system: this.#system, operation: `${model}.create`, message });
  }
}
