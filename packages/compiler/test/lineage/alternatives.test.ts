import { formatSource } from "@xmap/language";
import { expect, it } from "vitest";
import { lineageOf } from "../../src/lineage/lineage-of.ts";
import { fixture } from "../compile.ts";
import { checkFiles, checkOrders, mappingNamed, shortly } from "./project.ts";

function alternativesOf(name: string, target: string, program = checkOrders()) {
  const field = mappingNamed(name, program).fields.find((each) => each.target === target);
  return field?.alternatives.map(({ when, text, sources, literals }) => [when, text, shortly({ sources, literals })]);
}

const MADE = `xmap 1
import { Purchase, Sale } from "./systems.xmap"
map Kind: Purchase.payment.code {
  "Q", "A" -> "draft"
  else -> hold "new"
}
binding Made: Purchase -> Sale {
  number -> reference key
  placed -> date
  id -> contact_id
  gift ? remark : (total > 5 ? billing.street & "!" : "none") -> note
  gift ? "EUR" -> currency
  payment.code -> state via Kind
}
`;

it("the arms of a map and of arms in place are told one by one", () => {
  const program = checkFiles({ "systems.xmap": fixture("systems.xmap"), "made.xmap": MADE });
  expect(alternativesOf("PurchaseToSale", "state")).toEqual([
    ['"Q", "A"', '"draft"', '"draft"'],
    ['"P"', '"sale"', '"sale"'],
    ["else", '"cancel"', '"cancel"'],
  ]);
  expect(alternativesOf("Made", "state", program)).toEqual([
    ['"Q", "A"', '"draft"', '"draft"'],
    ["else", 'hold "new"', ""],
  ]);
});

it("the branches of conditions have their own sources, nested ones too", () => {
  const program = checkFiles({ "systems.xmap": fixture("systems.xmap"), "made.xmap": MADE });
  expect(alternativesOf("Made", "note", program)).toEqual([
    ["gift", "remark", "remark"],
    ["total > 5", 'billing.street & "!"', 'billing.street "!"'],
    ["else", '"none"', '"none"'],
  ]);
  expect(alternativesOf("Made", "currency", program)).toEqual([
    ["gift", '"EUR"', '"EUR"'],
    ["else", "no value", ""],
  ]);
  expect(alternativesOf("PurchaseToSale", "note")).toEqual([
    ["remark has a value", "remark", "remark"],
    ["else", "number", "number"],
  ]);
});

it("a value that is made in one way has no alternatives", () => {
  expect(alternativesOf("PurchaseToSale", "reference")).toEqual([]);
  expect(alternativesOf("PurchaseToSale", "contact_id")).toEqual([]);
});

it("formatting and renaming the file of a mapping leave its provenance what it was", () => {
  const withoutPlaces = (files: Readonly<Record<string, string>>): unknown =>
    JSON.parse(
      JSON.stringify(lineageOf(checkFiles(files)), (name, value: unknown) => (name === "place" ? undefined : value)),
    );
  const systems = fixture("systems.xmap");
  const orders = fixture("orders.xmap");
  const before = withoutPlaces({ "systems.xmap": systems, "orders.xmap": orders });
  const loose = orders.replaceAll(/ {2,}(?=(->|via|when|key|once))/g, " ").replaceAll(" -> ", "   ->  ");
  expect(loose).not.toBe(orders);
  expect(withoutPlaces({ "systems.xmap": systems, "orders.xmap": loose })).toEqual(before);
  const formatted = formatSource("orders.xmap", loose);
  const text = "text" in formatted ? formatted.text : "";
  expect(
    withoutPlaces({
      "systems.xmap": systems,
      "sub/sales.xmap": text.replaceAll("./systems", "../systems"),
    }),
  ).toEqual(before);
});
