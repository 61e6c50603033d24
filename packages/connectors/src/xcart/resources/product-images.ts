import { type ConnectorSettings, type DataRecord, Failure, type LinePatch, type Value } from "@xmap/contract";
import type { XCartApi } from "../api.ts";
import { type FieldsToWrite, inputOf, plainFields, textFields } from "./fields-to-write.ts";
import { idText, isDataRecord } from "./resource.ts";

const KEPT_FIELDS: FieldsToWrite = { ...textFields("alt"), ...plainFields("position") };
const IMAGE_FIELDS: FieldsToWrite = {
  ...KEPT_FIELDS,
  url: { name: "externalUrl", value: (value) => value },
};

/** Writes the pictures of products, which the shop itself copies from their addresses. */
export class ProductImages {
  readonly #api: XCartApi;
  readonly #settings: ConnectorSettings;

  constructor(api: XCartApi, settings: ConnectorSettings) {
    this.#api = api;
    this.#settings = settings;
  }

  /**
   * Adds, changes and removes pictures. What is to be removed and is gone is no fault. The shop shows an address of its
   * own for a picture, so another address means another picture.
   */
  async write(productId: string, patch: LinePatch): Promise<void> {
    for (const { values } of patch.add) await this.#add(productId, values);
    for (const { key, values } of patch.change) {
      const input = inputOf(this.#settings, "change images of products", KEPT_FIELDS, values);
      await this.#api.put(`${imagesPath(productId)}/${this.#imageId(key)}`, input);
    }
    for (const key of patch.remove) await this.#api.remove(`${imagesPath(productId)}/${this.#imageId(key)}`);
  }

  /** Makes the pictures these and no others. One with an equal `alt`, each taken once, is there already. */
  async set(productId: string, wanted: readonly Value[], current: readonly DataRecord[]): Promise<void> {
    const left = [...current];
    const missing: DataRecord[] = [];
    for (const image of wanted.filter(isDataRecord)) {
      const place = left.findIndex(({ alt }) => alt === (image.alt ?? null));
      if (place < 0) missing.push(image);
      else left.splice(place, 1);
    }
    const add = missing.map((values, index) => ({ identity: String(index), values }));
    await this.write(productId, { add, change: [], remove: left.map(({ id }) => String(id)) });
  }

  async #add(productId: string, values: DataRecord): Promise<void> {
    const operation = "add images to products";
    const input = inputOf(this.#settings, operation, IMAGE_FIELDS, values);
    const url = String(input.externalUrl ?? "");
    if (!/^https?:\/\/\S+$/i.test(url)) {
      const message = `A picture is added by its address on the web, which ${JSON.stringify(url)} is not`;
      const fields = [{ path: "images.url", rule: "url", message: "must begin with http:// or https://" }];
      throw new Failure({ class: "Invalid", system: this.#settings.system, operation, message, fields });
    }
    await this.#api.post(imagesPath(productId), input);
  }

  #imageId(key: string): string {
    const id = idText(key);
    if (id !== undefined) return id;
    const message = `A picture is known by a number, which ${JSON.stringify(key)} is not`;
    throw new Failure({
      class: "Invalid",
      system: this.#settings.system,
      operation: "write images of products",
      message,
    });
  }
}

function imagesPath(productId: string): string {
  return `/api/products/${productId}/images`;
}
