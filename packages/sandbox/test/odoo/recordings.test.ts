import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Replay, recordedSteps } from "./replay.ts";

const key = "0123456789abcdef0123456789abcdef01234567";
const limitedKey = "76543210fedcba9876543210fedcba9876543210";

// What the recordings find in the database that they started with.
const known = {
  "@res.country:233": 233,
  "@res.company:1": 1,
  "@res.users:2": 2,
  "@account.journal:1": 1,
  "@account.journal:6": 6,
  "@account.tax:1": 1,
  "@stock.location:5": 5,
};

const groups = ["chain", "errors-jsonrpc", "json2", "misc", "apikey-session", "chain2"] as const;

describe("the recordings of a real Odoo 19, in the order in which they were made", () => {
  let odoo: OdooSandbox;
  let replay: Replay;

  beforeAll(async () => {
    odoo = await startOdooSandbox({
      hasPricelists: false,
      now: () => new Date("2026-11-21T03:04:58.000Z"),
      users: [
        { login: "admin", password: "admin", uid: 2, apiKey: key },
        {
          login: "limited",
          password: "limited",
          uid: 5,
          apiKey: limitedKey,
          forbiddenModels: ["account.move"],
          readOnlyModels: ["res.company"],
          isAdministrator: false,
        },
      ],
    });
    replay = new Replay(odoo, { key, limitedKey }, known);
  });
  afterAll(() => odoo.close());

  for (const group of groups) {
    for (const step of recordedSteps(group)) {
      test(`${group} ${step.name}`, async () => {
        expect(await replay.run(step)).toEqual([]);
      });
    }
  }
});

describe("the recordings of a real Odoo 14", () => {
  let odoo: OdooSandbox;
  let replay: Replay;

  beforeAll(async () => {
    odoo = await startOdooSandbox({ version: "14.0", now: () => new Date("2026-11-21T03:28:15.000Z") });
    replay = new Replay(odoo, { key, limitedKey }, { "@stock.location:8": 5 });
  });
  afterAll(() => odoo.close());

  for (const step of recordedSteps("odoo14")) {
    test(step.name, async () => {
      expect(await replay.run(step)).toEqual([]);
    });
  }

  test("there is no JSON-2", async () => {
    const response = await fetch(`${odoo.url}/json/2/res.partner/search`, { method: "POST", body: "{}" });
    expect(response.status).toBe(404);
  });

  test.each([
    ["sale.order.line", ["tax_ids", "product_uom_id"], ["tax_id", "product_uom"]],
    ["sale.order", ["locked", "delivery_status"], ["state"]],
    ["stock.move", ["quantity", "picked"], ["quantity_done", "reserved_availability"]],
    ["account.payment", ["memo"], ["ref"]],
    ["product.template", ["is_storable"], ["type"]],
    ["res.partner", [], ["mobile"]],
  ])("%s has the fields of that time", (model, later, former) => {
    const fields = Object.keys(odoo.call(model, "fields_get", []) ?? {});
    expect(fields).toEqual(expect.arrayContaining(former));
    expect(fields.filter((name) => later.includes(name))).toEqual([]);
  });
});
