import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { expect, test } from "vitest";

const products = 10_000;
const partners = 2_000;
function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

test("among 10,000 products, searches by code, by id and by e-mail do not read them all", {
  timeout: 120_000,
}, async () => {
  const odoo = await startOdooSandbox();
  try {
    for (let first = 0; first < products; first += 500) {
      const batch = Array.from({ length: 500 }, (_, index) => ({ name: "P", default_code: `SKU-${first + index}` }));
      odoo.call("product.product", "create", [batch]);
    }
    const people = Array.from({ length: partners }, (_, index) => ({ name: "N", email: `n${index}@example.com` }));
    odoo.call("res.partner", "create", [people]);
    const search = (model: string, field: string, value: string | number) =>
      odoo.call(model, "search_read", [[[field, "=", value]]], { fields: [field], load: "" });
    expect(search("product.product", "default_code", "SKU-7000")).toEqual([
      { id: expect.any(Number), default_code: "SKU-7000" },
    ]);
    const scan = timed(() => odoo.call("product.product", "search", [[["default_code", "=like", "%-7000"]]]));
    const searches = timed(() => {
      for (let index = 0; index < 100; index += 1) {
        search("product.product", "default_code", `SKU-${index * 5}`);
        search("product.product", "id", index * 5 + 1);
        search("res.partner", "email", `n${index}@example.com`);
      }
    });
    // 300 of them without an index would take 300 scans, or 60 of those of the customers.
    expect(searches).toBeLessThan(scan * 30);
    expect(odoo.call("product.product", "search_count", [[]])).toBe(products);
  } finally {
    await odoo.close();
  }
});
