import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AcumaticaClient, type Loose, signIn, unwrap, wrap } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let client: AcumaticaClient;
let now = new Date("2026-03-08T08:00:00.000Z");

beforeAll(async () => {
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, now: () => now, instance: "/AcuSandbox" });
  for (const [index, name] of ["100300", "100301", "O'Hara", "x-100303"].entries()) {
    now = new Date(Date.UTC(2026, 2, 9 + index, 12));
    sandbox.put("SalesOrder", {
      ...plainOrder,
      ExternalRef: name,
      Hold: index === 3,
      Details: [{ InventoryID: "BIKE-HELM-M", OrderQty: index + 1 }],
      custom: { Document: { UsrShop: { type: "CustomStringField", value: index === 1 ? "EU" : "US" } } },
    });
  }
  client = await signIn(sandbox);
});
afterAll(() => sandbox.close());

const listed = async (path: string, query: Record<string, string>): Promise<Loose> => {
  const session = await signIn(sandbox);
  const answer = await session.get(`${path}?${new URLSearchParams(query)}`);
  await session.logout();
  return answer;
};

test.each([
  ["OrderNbr eq '000001'", ["000001"]],
  ["OrderType eq 'SO' and ExternalRef eq '100301'", ["000002"]],
  ["ExternalRef eq 'O''Hara'", ["000003"]],
  ["ExternalRef eq 'o''HARA '", ["000003"]],
  ["Hold eq true", ["000004"]],
  ["Hold", ["000004"]],
  ["not Hold", ["000001", "000002", "000003"]],
  ["Status ne 'Open'", ["000004"]],
  ["OrderTotal gt 118M", ["000003", "000004"]],
  ["OrderTotal le 118", ["000001", "000002"]],
  ["OrderedQty eq 1 or OrderedQty eq 3", ["000001", "000003"]],
  ["(OrderedQty eq 1 or OrderedQty eq 3) and OrderTotal gt 100M", ["000003"]],
  ["substringof('0030', ExternalRef)", ["000001", "000002", "000004"]],
  ["startswith(ExternalRef,'1003')", ["000001", "000002"]],
  ["endswith(ExternalRef,'303') eq true", ["000004"]],
  ["LastModified gt datetimeoffset'2026-03-10T12:00:00.000+00:00'", ["000003", "000004"]],
  ["LastModified gt datetimeoffset'2026-03-10T16:00:00.000+04:00'", ["000003", "000004"]],
  ["Date ge date'2026-03-11'", ["000003", "000004"]],
  ["ShipToAddress/City eq 'Tacoma'", ["000001", "000002", "000003", "000004"]],
  ["ShipToContact/Email eq 'nobody@example.com'", []],
  ["cf.String(f='Document.UsrShop') eq 'EU'", ["000002"]],
  ["Description eq null", ["000001", "000002", "000003", "000004"]],
  ["OrderNbr gt '000002'", ["000003", "000004"]],
])("the filter %s finds its orders", async ($filter, numbers) => {
  const { status, body } = await listed("/SalesOrder", { $filter, $select: "OrderNbr" });
  expect(status).toBe(200);
  expect(body.map((order: Loose) => order.OrderNbr.value)).toEqual(numbers);
});

test.each([
  ["a text against a flag", "Hold eq 'true'", "incompatible types"],
  ["a text against a number", "OrderTotal gt '1'", "incompatible types"],
  ["a text against a date", "LastModified gt '2026-03-10'", "incompatible types"],
  ["a date without an offset", "LastModified gt datetimeoffset'2026-03-10T12:00:00'", "literal"],
  ["a plus that was not encoded", "LastModified gt datetimeoffset'2026-03-10T12:00:00 04:00'", "literal"],
  ["a field that does not exist", "Nonsense eq 'x'", "Could not find a property named 'Nonsense'"],
  ["a detail", "Details/InventoryID eq 'x'", "not supported"],
  ["a function of OData 4", "contains(ExternalRef,'1')", "unknown function"],
  ["an unfinished text", "ExternalRef eq 'x", "Syntax error"],
])("a filter with %s is an error of the server", async (_what, $filter, text) => {
  const { status, body } = await listed("/SalesOrder", { $filter });
  expect([status, body.exceptionMessage]).toEqual([500, expect.stringContaining(text)]);
});

test("lists are bare arrays that $skip and $top cut, and an empty one is []", async () => {
  const page = await listed("/SalesOrder", { $select: "OrderNbr", $skip: "1", $top: "2", $orderby: "OrderNbr desc" });
  expect(page.body.map((order: Loose) => [order.rowNumber, order.OrderNbr.value])).toEqual([
    [1, "000002"],
    [2, "000003"],
  ]);
  expect((await listed("/SalesOrder", { $filter: "OrderNbr eq 'x'" })).body).toEqual([]);
  expect((await listed("/SalesOrder", { $top: "-1" })).status).toBe(500);
});

test("a record shows its own fields; details and linked entities only when they are expanded", async () => {
  const { body } = await client.get("/SalesOrder/SO/000001");
  expect(body).toMatchObject({
    rowNumber: 1,
    note: { value: "" },
    custom: {},
    Description: {},
    Hold: { value: false },
  });
  expect(Object.keys(body)).not.toEqual(expect.arrayContaining(["Details"]));
  expect(body.ShipToAddress).toBeUndefined();
  expect(body._links).toEqual({
    self: `/AcuSandbox/entity/Default/24.200.001/SalesOrder/${body.id}`,
    "files:put": `/AcuSandbox/entity/Default/24.200.001/files/PX.Objects.SO.SOOrderEntry/Document/${body.id}/{filename}`,
  });
  const expanded = await client.get("/SalesOrder/SO/000001?$expand=Details/Allocations,ShipToAddress,files");
  expect(expanded.body.Details[0]).toMatchObject({ InventoryID: { value: "BIKE-HELM-M" }, Allocations: [] });
  expect(expanded.body.ShipToAddress.City).toEqual({ value: "Tacoma" });
  expect(expanded.body.files).toEqual([]);
});

test("$select narrows fields on every level, and custom fields come only by name", async () => {
  const { body } = await client.get(
    "/SalesOrder/SO/000002?$select=OrderNbr,Details/InventoryID&$expand=Details,Totals&$custom=Document.UsrShop",
  );
  expect(unwrap(body)).toEqual({ note: "", OrderNbr: "000002", Details: [{ note: "", InventoryID: "BIKE-HELM-M" }] });
  expect(body.custom).toEqual({ Document: { UsrShop: { type: "CustomStringField", value: "EU" } } });
  expect((await client.get("/SalesOrder/SO/000002?$select=Nonsense")).status).toBe(500);
  expect((await client.get("/SalesOrder/SO/000002?$expand=Nonsense")).status).toBe(500);
});

test("records are found by id, by keys and by keys with bars, in any case", async () => {
  const byKeys = await client.get("/SalesOrder/SO/000001?$select=OrderNbr");
  for (const path of [`/${byKeys.body.id}`, "/SO|000001", "/so/000001"]) {
    expect((await client.get(`/SalesOrder${path}?$select=OrderNbr`)).body).toEqual(byKeys.body);
  }
  expect((await client.get("/StockItem/bike-helm-m")).body.InventoryID).toEqual({ value: "BIKE-HELM-M" });
});

test.each(["/SalesOrder/SO/999999", "/SalesOrder/00000000-0000-4000-8000-000000000000", "/Customer/NOBODY"])(
  "a missing record %s is an error 500 with its own exception",
  async (path) => {
    const { status, body } = await client.get(path);
    expect([status, body.exceptionType, body.exceptionMessage]).toEqual([
      500,
      "PX.Api.ContractBased.NoEntitySatisfiesTheConditionException",
      "No entity satisfies the condition.",
    ]);
  },
);

test.each([
  "/InventorySummaryInquiry",
  "/Payment?$expand=ApplicationHistory",
  "/Customer?$expand=CreditVerificationRules",
])("the list %s cannot be optimized, while one record can be read", async (path) => {
  const { status, body } = await client.get(path);
  expect([status, body.exceptionType]).toEqual([500, "PX.Api.ContractBased.OptimizedExport.CannotOptimizeException"]);
  expect(body.exceptionMessage).toMatch(/^Optimization cannot be performed\.The following fields cause the error:\r\n/);
  expect((await client.get("/Customer/C000000417?$expand=CreditVerificationRules")).status).toBe(200);
});

test.each([
  ["POST to an entity", "POST", "/SalesOrder", 405],
  ["an unknown entity", "GET", "/Nonsense", 404],
  ["an unknown action", "POST", "/SalesOrder/Nonsense", 404],
  ["PATCH before 25.200", "PATCH", "/SalesOrder", 405],
])("%s is refused with its status", async (_what, method, path, status) => {
  expect((await client.call(method, path, method === "GET" ? undefined : { entity: {} })).status).toBe(status);
});

test("ids of lines belong to a session while NoteID and LineNbr stay", async () => {
  const other = await signIn(sandbox);
  const path = "/SalesOrder/SO/000001?$expand=Details";
  const [first, again, second] = [await client.get(path), await client.get(path), await other.get(path)];
  const line = (answer: Loose): Loose => answer.body.Details[0];
  expect(line(first).id).toBe(line(again).id);
  expect(line(first).id).not.toBe(line(second).id);
  expect([line(second).NoteID, line(second).LineNbr]).toEqual([line(first).NoteID, line(first).LineNbr]);
  await other.logout();
});

test("the ad hoc schema names custom fields in use and the form's actions", async () => {
  const { body } = await client.get("/SalesOrder/$adHocSchema");
  expect(body._workflowActions).toEqual(expect.arrayContaining(["ReleaseFromHold", "SalesOrderCreateShipment"]));
  expect(body.custom.Document.UsrShop).toEqual({ type: "CustomStringField", value: null });
});

test("a key with a slash in it cannot be addressed by key, only by id", async () => {
  const { id } = sandbox.put("StockItem", { InventoryID: "A/B", ItemClass: "BIKEACC" });
  expect((await client.get("/StockItem/A%2FB")).body.exceptionType).toContain("NoEntitySatisfies");
  expect((await client.get(`/StockItem/${id}`)).body.InventoryID.value).toBe("A/B");
});

test("a further place of a customer is a location that orders may name", async () => {
  const place = { Customer: "C000000417", LocationID: "DOCK", LocationContact: { Address: { City: "Olympia" } } };
  const made = await client.call("PUT", "/CustomerLocation?$expand=LocationContact/Address", wrap(place));
  expect(unwrap(made.body)).toMatchObject({ Active: true, LocationContact: { Address: { City: "Olympia" } } });
  sandbox.put("SalesOrder", { ...plainOrder, LocationID: "dock", ExternalRef: "z" });
  expect((await client.get("/CustomerLocation/C000000417/DOCK")).status).toBe(200);
});

test("what stock has cost values it", async () => {
  sandbox.seed({
    stock: [{ item: "BIKE-LAMP-01", warehouse: "WHOLESALE", location: "R1S2", quantity: 1, unitCost: 8 }],
  });
  const summary = await client.put("/InventorySummaryInquiry?$expand=Results", { InventoryID: "BIKE-LAMP-01" });
  expect(unwrap(summary.body).Results).toMatchObject([
    { QtyOnHand: 62, EstimatedUnitCost: 8, EstimatedTotalCost: 496 },
  ]);
});
