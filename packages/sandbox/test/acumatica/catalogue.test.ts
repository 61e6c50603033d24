import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AcumaticaClient, type Loose, signIn } from "./acumatica-client.ts";

let sandbox: AcumaticaSandbox;
let client: AcumaticaClient;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-03-09T14:00:00.000Z");
  const StockItem = [
    { InventoryID: "DRILL", Description: "Drill", ItemClass: "BIKEACC" },
    { InventoryID: "TAPE", Description: "Tape", ItemClass: "BIKEACC" },
  ];
  sandbox = await startAcumaticaSandbox({ seed: { records: { StockItem } }, now: () => now });
  client = await signIn(sandbox);
});
afterEach(() => sandbox.close());

async function category(record: object): Promise<Loose> {
  const { status, body } = await client.put("/ItemSalesCategory", record);
  expect(status).toBe(200);
  return body;
}

test("a new category gets the next id and stands at the root, whose id is 0", async () => {
  const tools = await category({ Description: "Tools" });
  const id = tools.CategoryID.value;
  expect(id).toBeTypeOf("number");
  const { body } = await client.get(`/ItemSalesCategory/${id}`);
  expect(body).toMatchObject({ Description: { value: "Tools" }, ParentCategoryID: { value: 0 } });
  const drills = await category({ Description: "Drills", ParentCategoryID: id });
  expect(drills.CategoryID.value).toBe(id + 1);
  const below = await client.get(`/ItemSalesCategory?$filter=ParentCategoryID eq ${id}`);
  expect(below.body.map((one: Loose) => one.Description.value)).toEqual(["Drills"]);
});

test.each([
  ["without a description", {}, "Description", "'Description' cannot be empty."],
  [
    "below one that there is not",
    { Description: "A", ParentCategoryID: 999 },
    "ParentCategoryID",
    "'Parent Category' '999' cannot be found in the system.",
  ],
])("a category %s is refused", async (_what, record, field, error) => {
  const { status, body } = await client.put("/ItemSalesCategory", record);
  expect(status).toBe(422);
  expect(body[field].error).toBe(error);
});

test("a category cannot stand below itself", async () => {
  const tools = await category({ Description: "Tools" });
  const drills = await category({ Description: "Drills", ParentCategoryID: tools.CategoryID.value });
  const moved = { CategoryID: tools.CategoryID.value, ParentCategoryID: drills.CategoryID.value };
  const { status, body } = await client.put("/ItemSalesCategory", moved);
  expect(status).toBe(422);
  expect(body.ParentCategoryID.error).toBe("A category cannot be placed below itself.");
});

test("the categories of an item are the members of the category, whichever form they were entered on", async () => {
  const id = (await category({ Description: "Tools" })).CategoryID.value;
  const item = await client.put("/StockItem", { InventoryID: "TAPE", Categories: [{ CategoryID: id }] });
  expect(item.status).toBe(200);
  const members = async (): Promise<Loose> =>
    (await client.get(`/ItemSalesCategory/${id}?$expand=Members`)).body.Members.map((one: Loose) => [
      one.InventoryID.value,
      one.Description.value,
    ]);
  expect(await members()).toEqual([["TAPE", "Tape"]]);
  now = new Date("2026-03-09T14:05:00.000Z");
  await category({ CategoryID: id, Members: [{ InventoryID: "DRILL" }] });
  expect(await members()).toEqual([
    ["TAPE", "Tape"],
    ["DRILL", "Drill"],
  ]);
  const drill = (await client.get("/StockItem/DRILL?$expand=Categories")).body;
  expect(drill.Categories).toMatchObject([{ CategoryID: { value: id } }]);
  expect(drill.LastModified.value).toContain("T14:00:00");
  await client.put("/StockItem", { InventoryID: "TAPE", Categories: [{ CategoryID: id, delete: true }] });
  expect(await members()).toEqual([["DRILL", "Drill"]]);
});

test("an item in a category that there is not is refused", async () => {
  const { status, body } = await client.put("/StockItem", { InventoryID: "TAPE", Categories: [{ CategoryID: 999 }] });
  expect(status).toBe(422);
  expect(body.Categories[0].CategoryID.error).toBe("'Category ID' '999' cannot be found in the system.");
});

test("a category with members or with categories below it is not deleted", async () => {
  const tools = (await category({ Description: "Tools" })).CategoryID.value;
  const drills = (await category({ Description: "Drills", ParentCategoryID: tools })).CategoryID.value;
  await category({ CategoryID: drills, Members: [{ InventoryID: "DRILL" }] });
  for (const id of [tools, drills]) {
    expect((await client.call("DELETE", `/ItemSalesCategory/${id}`)).status).toBe(422);
  }
  await category({ CategoryID: drills, Members: [{ InventoryID: "DRILL", delete: true }] });
  for (const id of [drills, tools]) {
    expect((await client.call("DELETE", `/ItemSalesCategory/${id}`)).status).toBe(204);
  }
  expect(sandbox.records("ItemSalesCategory")).toEqual([]);
});

test("an address of a picture or film says which of them it is", async () => {
  const FileURLs = [{ FileURL: "https://a.example/1.jpg" }, { FileURL: "https://a.example/1.mp4", FileType: "Video" }];
  await client.put("/StockItem", { InventoryID: "TAPE", FileURLs });
  const { body } = await client.get("/StockItem/TAPE?$expand=FileURLs");
  expect(body.FileURLs.map((one: Loose) => one.FileType.value)).toEqual(["Image", "Video"]);
  const refused = await client.put("/StockItem", { InventoryID: "TAPE", FileURLs: [{ FileType: "Image" }] });
  expect(refused.status).toBe(422);
});

test("a customer has a price class that there is", async () => {
  const customer = { CustomerName: "Ada", PriceClassID: "wholesale" };
  expect((await client.put("/Customer", customer)).body.PriceClassID.value).toBe("WHOLESALE");
  const refused = await client.put("/Customer", { CustomerName: "Ada", PriceClassID: "GOLD" });
  expect(refused.status).toBe(422);
  expect(refused.body.PriceClassID.error).toBe("'Price Class' 'GOLD' cannot be found in the system.");
  await client.put("/CustomerPriceClass", { PriceClassID: "GOLD", Description: "Best customers" });
  expect((await client.put("/Customer", { CustomerName: "Ada", PriceClassID: "GOLD" })).status).toBe(200);
});
