import { xcartConnector } from "@xmap/connectors/xcart";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { startXCartSandbox } from "@xmap/sandbox/xcart";
import { counter } from "./counter.ts";
import type { WatchedSource } from "./watcher.ts";

/** A resource without a filter for changes: it is found out by reading the list again and again. */
export interface ScannedSource extends WatchedSource {
  add(): string;
  change(key: string): void;
  remove(key: string): void;
  keys(): readonly string[];
  close(): Promise<void>;
}

/** How many pages one poll may read. */
export const SCAN_PAGES = 2;

export const SCANNED_SOURCES: Readonly<Record<string, () => Promise<ScannedSource>>> = {
  "X-Cart's products": scannedProducts,
  "X-Cart's profiles": scannedProfiles,
};

async function scannedProducts(): Promise<ScannedSource> {
  const { shop, parts } = await startShop("products");
  const counted = counter();
  return {
    ...parts,
    add: () => String(shop.addProduct({ sku: `SKU-${counted()}` }).id),
    change: (key) => void shop.editProduct(Number(key), { description: `Changed ${counted()}` }),
    remove: (key) => shop.deleteProduct(Number(key)),
    keys: () => shop.products().map(({ id }) => String(id)),
  };
}

async function scannedProfiles(): Promise<ScannedSource> {
  const { shop, parts } = await startShop("profiles");
  const counted = counter();
  return {
    ...parts,
    add: () => String(shop.addProfile({ login: `person${counted()}@example.com` }).id),
    change: (key) => void shop.editProfile(Number(key), { status_comment: `Changed ${counted()}` }),
    remove: (key) => shop.deleteProfile(Number(key)),
    keys: () => shop.profiles().map(({ id }) => String(id)),
  };
}

async function startShop(resource: string) {
  const shop = await startXCartSandbox();
  const session = xcartConnector.open({
    system: "source",
    options: { url: shop.url, key: shop.keys.read, scanPages: SCAN_PAGES },
    clock: SYSTEM_CLOCK,
    timeoutMilliseconds: 30_000,
    projectFolder: import.meta.dirname,
  });
  const key = [{ field: "id", type: "integer" }] as const;
  const entity = { name: "Record", system: "source", resource, key, fields: ["id"], joins: [] };
  const close = async (): Promise<void> => {
    await session.close();
    await shop.close();
  };
  return { shop, parts: { session, entity, close } };
}
