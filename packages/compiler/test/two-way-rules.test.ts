import type { BindingModule, DirectionModule, EntitySchema } from "@xmap/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, createOutputFolder } from "./compile.ts";
import { runBinding, type Tables } from "./fake-answers.ts";
import { plainSystem, record } from "./fixtures/customer-schemas.ts";
import { typeErrors } from "./type-errors.ts";

const id: EntitySchema = { type: "integer", readOnly: true, "x-xmap-searchable": true };
const text: EntitySchema = { type: "string", "x-xmap-searchable": true };
const note: EntitySchema = { type: ["string", "null"] };
const integer: EntitySchema = { type: "integer" };
const settable = (fields: Record<string, EntitySchema>): EntitySchema => record(fields, Object.keys(fields));
const listOf = (items: EntitySchema): EntitySchema => ({ type: "array", items });
const place = settable({ id, main: { type: "boolean" }, kind: note, street: note, city: note });

const SYSTEMS = {
  schemas: {
    "shop/members": record(
      {
        id,
        login: text,
        state: { type: "string", enum: ["open", "closed"], "x-xmap-defaulted": true },
        reason: note,
        nick: note,
        parent: { type: ["integer", "null"], "x-xmap-reference": "members" },
        home: settable({ street: note, city: note }),
        places: listOf(place),
        orders: listOf(record({ id, sku: text, count: integer })),
      },
      ["reason", "nick", "parent", "home"],
    ),
    "erp/contacts": record(
      {
        id,
        email: text,
        active: { type: "boolean", "x-xmap-defaulted": true },
        memo: note,
        alias: note,
        parent_id: { type: ["integer", "null"], "x-xmap-reference": "contacts" },
        street: note,
        city: note,
        site: settable({ street: note, town: note }),
        sites: listOf(record({ id, code: text, amount: integer })),
      },
      ["memo", "alias", "parent_id", "street", "city", "site"],
    ),
    "erp/countries": record({ id, code: text }),
  },
  descriptions: { shop: plainSystem("shopsoft"), erp: plainSystem("ledger") },
};

const SOURCE = `xmap 1
system shop = shopsoft { url: env("SHOP_URL"), key: secret("SHOP_KEY") }
system erp = ledger { url: env("ERP_URL") }
entity Member = shop.members { key id }
entity Contact = erp.contacts { key id }
entity Country = erp.countries { key id }

lookup CountryId: Country.code <-> Country.id { index every 15m, none -> hold "country {$} is unknown" }

rules Reason: Member <-> Contact {
  let short = $uppercase(nick ?: "")
  reason <-> memo master shop
  $short  -> alias
}

binding Members was Clients: Member <-> Contact {
  let small = $lowercase(alias ?: "")
  login  <-> email   key
  state  <-> active  via { "open" <-> true, "closed" <-> false }
  nick   <- $small
  home.street <-> site.street when state = "open"
  include Reason
  parent <-> parent_id via Members
  places[main and kind = "home"] <-> $ {
    street <-> street
  }
  places[kind = "work"] <-> $ {
    city <-> city
  }
  orders <-> sites each by id {
    sku   <-> code   key
    count <-> amount
  }
}
`;
const MEMBER = {
  id: 1,
  login: "ann",
  state: "open",
  reason: "because",
  nick: "Annie",
  parent: 7,
  home: { street: "Main 1", city: "Bonn" },
  places: [
    { kind: "work", city: "Ulm" },
    { main: true, kind: "home", street: "Side 2" },
  ],
  orders: [{ id: 5, sku: "A", count: 2 }],
};
const TABLES: Tables = { lookups: {}, references: { Members: 99 } };

const output = createOutputFolder();
afterAll(() => output.remove());
let members: BindingModule;
let back: DirectionModule;
let lookups: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  output.write(compile({ "main.xmap": SOURCE }, SYSTEMS));
  const module = await output.load("main.ts");
  const binding = module.bindings.Members;
  if (binding?.reverse === undefined) throw new Error("no two-way binding");
  members = binding;
  back = binding.reverse;
  lookups = module as unknown as Readonly<Record<string, unknown>>;
});

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

describe("two-way rules of every kind", () => {
  it("pass the strict type check", () => {
    expect(typeErrors(output.path)).toBe("");
  });

  it("go from left to right", () => {
    const { draft, told, stages } = runBinding(members, MEMBER, TABLES);
    expect(told).toEqual([]);
    expect(stages).toEqual([["Members record"]]);
    expect(draft).toEqual({
      email: "ann",
      active: true,
      site: { street: "Main 1" },
      memo: "because",
      alias: "ANNIE",
      parent_id: 99,
      street: "Side 2",
      city: "Ulm",
      sites: [{ identity: "orders/5", values: { code: "A", amount: 2 } }],
    });
  });

  it("go back from right to left", () => {
    const contact = {
      id: 3,
      email: "ann",
      active: true,
      memo: "because",
      alias: "ANNIE",
      parent_id: 99,
      street: "Side 2",
      city: "Ulm",
      site: { street: "Main 1", town: null },
      sites: [{ id: 8, code: "A", amount: 2 }],
    };
    const { draft, told } = runBinding(back, contact, { lookups: {}, references: { Members: 7 } });
    expect(told).toEqual([]);
    expect(draft).toEqual({
      login: "ann",
      state: "open",
      nick: "annie",
      home: { street: "Main 1" },
      reason: "because",
      parent: 7,
      places: [
        {
          identity: 'places[main and kind = "home"]',
          key: ["main", "kind"],
          values: { main: true, kind: "home", street: "Side 2" },
        },
        { identity: 'places[kind = "work"]', key: ["kind"], values: { kind: "work", city: "Ulm" } },
      ],
      orders: [{ identity: "sites/A", values: { sku: "A", count: 2 } }],
    });
  });

  it("hold their condition on both sides alike", () => {
    const closed = { ...MEMBER, state: "closed" };
    expect(runBinding(members, closed, TABLES).draft.site).toEqual({ street: undefined });
    const contact = { id: 3, email: "ann", active: false, site: { street: "Main 1" }, sites: [] };
    expect(runBinding(back, contact, TABLES).draft.home).toEqual({ street: undefined });
  });

  it("ask for linked records by key alone, from either side, with a module that makes nothing", () => {
    const asked: { readonly binding: BindingModule; readonly record: unknown }[] = [];
    const ask = {
      lookup: () => undefined,
      lookupEach: () => undefined,
      reference: (binding: BindingModule, of: unknown) => asked.push({ binding, record: of }),
    };
    const record = { ...MEMBER, parent_id: null, sites: [] };
    for (const { lookups: stages } of [members, back])
      for (const stage of stages as readonly ((...args: unknown[]) => void)[]) stage(record, ask, {});
    expect(asked.map(({ record: of }) => of)).toEqual([{ id: 7 }, undefined]);
    expect(
      asked.map(({ binding }) => [binding.linkedFrom, binding.left.name, binding.right.name, binding.key]),
    ).toEqual([
      ["left", "Member", "Contact", []],
      ["right", "Contact", "Member", []],
    ]);
  });

  it("carry the old name, the index and the master of an included rule into the module", () => {
    expect(members.was).toBe("Clients");
    expect(members.master).toBeUndefined();
    const reason = members.rules.find(({ id: rule }) => rule === "Reason/memo");
    expect(reason).toMatchObject({ counterpart: "Reason/<-/reason", master: "shop" });
    expect(back.rules.find(({ id: rule }) => rule === "Reason/<-/reason")).toMatchObject({
      counterpart: "Reason/memo",
    });
    const both = ["CountryId", "CountryIdBack"].map((name) => lookups[name]);
    expect(both.map((lookup) => isRecord(lookup) && [lookup.columns, lookup.result, lookup.indexMilliseconds])).toEqual(
      [
        [["code"], "id", 900_000],
        [["id"], "code", 900_000],
      ],
    );
  });
});
