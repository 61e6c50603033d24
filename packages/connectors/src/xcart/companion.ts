import {
  type Clock,
  type ConnectorSettings,
  type DataRecord,
  Failure,
  type LinePatch,
  type Value,
} from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
import type { XCartApi } from "./api.ts";

/** What shops with the companion module offer. */
export const WRITE_TRACKING = "writeTracking";

const ASKED_AGAIN_AFTER = 300_000;

/** The module that brings to a shop what its API lacks; its contract is `companion/xcart/openapi.json`. */
export class CompanionModule {
  readonly #api: XCartApi;
  readonly #system: string;
  readonly #clock: Clock;
  #isThere = false;
  #missingUntil = Number.NEGATIVE_INFINITY;

  constructor(api: XCartApi, { system, clock }: ConnectorSettings) {
    this.#api = api;
    this.#system = system;
    this.#clock = clock;
  }

  /** Whether the shop has the module; asked again every five minutes until it has. */
  async isThere(): Promise<boolean> {
    if (this.#isThere || this.#clock.now() < this.#missingUntil) return this.#isThere;
    try {
      const version = await this.#api.item("/api/xmap/version");
      this.#isThere = textMember(version, "module") === "xmap";
    } catch (thrown) {
      // Without the module the shop has no such path.
      if (!(thrown instanceof Failure) || thrown.details.class !== "SchemaDrift") throw thrown;
    }
    if (!this.#isThere) this.#missingUntil = this.#clock.now() + ASKED_AGAIN_AFTER;
    return this.#isThere;
  }

  /** Rejects with Invalid where the shop does not have the module. */
  async expect(operation: string): Promise<void> {
    if (await this.isThere()) return;
    const message =
      "X-Cart's own API cannot write tracking_numbers and external_number: the shop needs the companion module xmap";
    const fields = ["tracking_numbers", "external_number"].map((path) => ({
      path,
      rule: "readOnly",
      message: "needs the companion module xmap",
    }));
    throw new Failure({ class: "Invalid", system: this.#system, operation, message, fields });
  }

  /** Sets the number under which the other system knows the order; null takes it away. */
  async writeExternalNumber(id: string, number: Value): Promise<void> {
    await this.#api.put(`/api/xmap/orders/${id}/external_number`, { external_number: number });
  }

  /** Sets the order's tracking numbers: texts, or records with a `value`. A repeat changes nothing. */
  async setTracking(id: string, numbers: Value): Promise<void> {
    const list = Array.isArray(numbers) ? numbers : [];
    const wanted = list.map((number: Value) => (isRecord(number) ? number.value : number));
    await this.#api.put(`/api/xmap/orders/${id}/tracking`, { tracking_numbers: distinctTexts(wanted) });
  }

  /** Applies a patch to the order's tracking numbers. The module is given the whole list, so a repeat changes nothing. */
  async writeTracking(id: string, patch: LinePatch): Promise<void> {
    const path = `/api/xmap/orders/${id}/tracking`;
    const shown = await this.#api.item(path);
    if (shown === undefined) {
      const message = `There is no order ${id}`;
      throw new Failure({ class: "NotFound", system: this.#system, operation: "update orders", message });
    }
    const rows = Array.isArray(shown.tracking_numbers) ? shown.tracking_numbers.filter(isJsonObject) : [];
    await this.#api.put(path, { tracking_numbers: patched(rows, patch) });
  }
}

function patched(rows: readonly JsonObject[], { add, change, remove }: LinePatch): readonly string[] {
  const changed = new Map(change.map(({ key, values }) => [key, values.value]));
  const kept = rows
    .filter(({ id }) => !remove.includes(String(id)))
    .map(({ id, value }) => changed.get(String(id)) ?? value);
  // A line that was added by a write whose answer was lost is there already.
  return distinctTexts([...kept, ...add.map(({ values }) => values.value)]);
}

function distinctTexts(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map((value) => String(value ?? "").trim()).filter((value) => value !== ""))];
}

function isRecord(value: Value): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
