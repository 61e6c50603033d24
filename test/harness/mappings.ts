import { cpSync, symlinkSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** The project folder of the repository's own mappings. */
export const MAPPINGS = resolve(import.meta.dirname, "../../mappings");

/** The part of it that takes orders to Odoo and back, without invoices, products and customers. */
export const ODOO_ORDERS = join(MAPPINGS, "xcart-odoo", "orders.xmap");

/** What the orders of X-Cart in Odoo do not need. */
const OTHERS = ["templates", "xcart-acumatica", "schemas/acumatica", "shared/demand.xmap"];

/**
 * Copies the mappings for the orders of X-Cart in Odoo, and what they import, into a folder of a test's own, without what
 * earlier runs have built; answers the copy's path.
 */
export function copyMappings(folder: string): string {
  const copy = join(folder, "mappings");
  const filter = (path: string): boolean => {
    const name = relative(MAPPINGS, path);
    if (name.startsWith(".xmap") || OTHERS.some((other) => name === other || name.startsWith(`${other}/`)))
      return false;
    return dirname(name) !== "xcart-odoo" || !name.endsWith(".xmap") || /\/orders\.(tests\.)?xmap$/.test(name);
  };
  cpSync(MAPPINGS, copy, { recursive: true, filter });
  return copy;
}

/** Like copyMappings, with the packages beside it that compiled mappings import, so that it can be run. */
export function copyRunnableMappings(folder: string): string {
  symlinkSync(resolve(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
  return copyMappings(folder);
}
