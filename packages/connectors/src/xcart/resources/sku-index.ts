import type { Clock, DataRecord } from "@xmap/contract";
import type { XCartResource } from "./resource.ts";

const PAGE = 100;
/** The shop itself refuses a second product with a SKU, so an index may be this old when it finds nothing. */
const OLDEST = 900_000;

/** Which product has a SKU: the shop has no filter for it, so the whole list is read once and kept. */
export class SkuIndex {
  readonly #list: NonNullable<XCartResource["list"]>;
  readonly #clock: Clock;
  #ids = new Map<string, string>();
  #builtAt = Number.NEGATIVE_INFINITY;
  #building: Promise<void> | undefined;

  constructor(list: NonNullable<XCartResource["list"]>, clock: Clock) {
    this.#list = list;
    this.#clock = clock;
  }

  /** The id of the product that has, or lately had, the SKU. */
  async idOf(sku: string): Promise<string | undefined> {
    if (this.#clock.now() - this.#builtAt > OLDEST) await this.rebuild();
    return this.#ids.get(sku);
  }

  /** A product that is known to have the SKU. */
  put(sku: string, id: string): void {
    this.#ids.set(sku, id);
  }

  /** Reads the list again before it is used the next time. */
  forget(): void {
    this.#builtAt = Number.NEGATIVE_INFINITY;
  }

  /** Reads the whole list; joins a reading that is under way. */
  rebuild(): Promise<void> {
    this.#building ??= this.#build().finally(() => {
      this.#building = undefined;
    });
    return this.#building;
  }

  async #build(): Promise<void> {
    const ids = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const page = await this.#list(cursor, PAGE);
      for (const record of page.records) if (typeof record.sku === "string") ids.set(record.sku, idOf(record));
      cursor = page.next;
    } while (cursor !== undefined);
    this.#ids = ids;
    this.#builtAt = this.#clock.now();
  }
}

function idOf({ id }: DataRecord): string {
  return String(id);
}
