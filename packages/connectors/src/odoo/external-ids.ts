import { type ConnectorSettings, Failure } from "@xmap/contract";
import type { RecordReader } from "./reader.ts";
import type { OdooRpc } from "./rpc/odoo-rpc.ts";

const MODEL = "ir.model.data";

/** The external id that stands for one creation. */
interface Claim {
  readonly id: number;
  /** Undefined while the record is being made, or was lost on the way. */
  readonly record: number | undefined;
}

/**
 * Keeps an external id (`xmap_<system>.<write key>`) for each record that is created: a creation that comes again finds
 * the record, whatever people have changed in it, and of two at the same time one is refused, because external ids are
 * unique in Odoo's database.
 */
export class ExternalIds {
  readonly #rpc: OdooRpc;
  readonly #reader: RecordReader;
  readonly #settings: ConnectorSettings;
  readonly #module: string;

  constructor(rpc: OdooRpc, reader: RecordReader, settings: ConnectorSettings) {
    this.#rpc = rpc;
    this.#reader = reader;
    this.#settings = settings;
    this.#module = `xmap_${settings.system.toLowerCase().replace(/[^a-z0-9_]/g, "_")}`;
  }

  /** Makes a record unless the write key has made it before; answers its id. */
  async once(model: string, writeKey: string, make: () => Promise<number>): Promise<number> {
    const claim = await this.#claim(model, writeKey);
    if (claim.record !== undefined) return claim.record;
    let made: number;
    try {
      made = await make();
    } catch (thrown) {
      // Where nothing was made nothing is claimed; a lost answer keeps others away for a while.
      if (thrown instanceof Failure && thrown.details.effect === "none") await this.#write("unlink", claim.id);
      throw thrown;
    }
    await this.#write("write", claim.id, { vals: { res_id: made } });
    return made;
  }

  async #claim(model: string, writeKey: string): Promise<Claim> {
    const found = await this.#find(model, writeKey);
    if (found !== undefined) return found;
    const vals = { module: this.#module, name: writeKey, model, res_id: 0, noupdate: true };
    try {
      const { result } = await this.#rpc.call({
        model: MODEL,
        method: "create",
        parameters: { vals_list: vals },
        writes: true,
      });
      const id: unknown = Array.isArray(result) ? result[0] : result;
      if (typeof id === "number") return { id, record: undefined };
    } catch (thrown) {
      if (!(thrown instanceof Failure) || !["Invalid", "BusinessRule"].includes(thrown.details.class)) throw thrown;
    }
    throw this.#underWay(model, 1_000);
  }

  /** The claim of an earlier try; rejects with Conflict while that may still be at work. */
  async #find(model: string, writeKey: string): Promise<Claim | undefined> {
    const { records, serverTime } = await this.#reader.search({
      model: MODEL,
      domain: [
        ["module", "=", this.#module],
        ["name", "=", writeKey],
      ],
      fields: ["res_id", "create_date"],
      order: "id",
      archived: false,
    });
    const [claim] = records;
    if (typeof claim?.id !== "number") return undefined;
    const record = Number(claim.res_id ?? 0);
    if (record > 0) {
      const [living] = await this.#reader.read(model, [record], ["id"]);
      return { id: claim.id, record: living === undefined ? undefined : record };
    }
    const age = (serverTime ?? this.#settings.clock.now()) - Date.parse(String(claim.create_date));
    const rest = 2 * this.#settings.timeoutMilliseconds - age;
    if (rest > 0) throw this.#underWay(model, rest);
    return { id: claim.id, record: undefined };
  }

  async #write(method: string, id: number, parameters: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.#rpc.call({ model: MODEL, method, ids: [id], parameters, writes: true });
  }

  #underWay(model: string, milliseconds: number): Failure {
    const message = "The same record is being created by another process, or was a moment ago";
    const { system } = this.#settings;
    const retry = { when: "after", milliseconds } as const;
    return new Failure({ class: "Conflict", system, operation: `${model}.create`, message, retry });
  }
}
