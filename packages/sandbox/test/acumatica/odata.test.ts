import { type AcumaticaSandbox, type GenericInquiry, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Loose, send } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

const genericInquiries: readonly GenericInquiry[] = [
  {
    name: "SalesOrder",
    entity: "SalesOrder",
    columns: { OrderNbr: "OrderNbr", Status: "Status", Unpaid: "Totals/UnpaidBalance", LastModified: "LastModified" },
  },
  {
    name: "OrderLines",
    entity: "SalesOrder",
    detail: "Details",
    columns: { OrderNbr: "OrderNbr", Item: "Details/InventoryID", Quantity: "Details/OrderQty" },
    parameters: { Item: "Item" },
  },
];

let sandbox: AcumaticaSandbox;
let now = new Date("2026-03-09T12:00:00.000Z");
const basic = { Authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` };
const get = (path: string) => send(`${sandbox.baseUrl}${path}`, "GET", undefined, basic);
const feed = "/t/HarborDemo/api/odata/gi";

beforeAll(async () => {
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, genericInquiries, now: () => now, instance: "/AcuSandbox" });
  sandbox.put("SalesOrder", plainOrder);
  now = new Date("2026-03-10T12:00:00.000Z");
  sandbox.put("SalesOrder", {
    ...plainOrder,
    Details: [...plainOrder.Details, { InventoryID: "BIKE-LAMP-01", OrderQty: 1, WarehouseID: "WHOLESALE" }],
  });
});
afterAll(() => sandbox.close());

test("the service document and the metadata name the published inquiries", async () => {
  const { body } = await get(feed);
  expect(body["@odata.context"]).toBe(`${sandbox.baseUrl}${feed}/$metadata`);
  expect(body.value.map(({ name }: Loose) => name)).toEqual(["DB-StorageDetails", "SalesOrder", "OrderLines"]);
  const metadata = await get(`${feed}/$metadata`);
  expect(metadata.body).toContain('<Property Name="LastModified" Type="Edm.DateTimeOffset"/>');
});

test.each([
  ["", ["000001", "000002"]],
  ["?$orderby=OrderNbr desc", ["000002", "000001"]],
  ["?$orderby=Status,OrderNbr desc&$top=1", ["000002"]],
  ["?$skip=1", ["000002"]],
  ["?$filter=LastModified gt 2026-03-09T12:00:00Z", ["000002"]],
  ["?$filter=contains(OrderNbr,'002')", ["000002"]],
  ["?$filter=Unpaid lt 120 and startswith(Status,'Op')", ["000001"]],
])("the feed with %s shows its orders", async (query, numbers) => {
  const { status, body } = await get(`${feed}/SalesOrder${query}`);
  expect([status, body.value.map(({ OrderNbr }: Loose) => OrderNbr)]).toEqual([200, numbers]);
});

test("values come without wrappers, and $select narrows them", async () => {
  const whole = await get(`${feed}/SalesOrder?$top=1`);
  expect(whole.body.value).toEqual([
    { OrderNbr: "000001", Status: "Open", Unpaid: 118, LastModified: "2026-03-09T12:00:00Z" },
  ]);
  const narrow = await get(`${feed}/OrderLines?$select=Item&$filter=Quantity eq 1`);
  expect(narrow.body.value).toEqual([{ Item: "BIKE-LAMP-01" }]);
});

test.each([
  "('BIKE')",
  "?$count=true",
  "?$expand=Details",
  "?$orderby=Nonsense",
  "?$filter=Nonsense eq 1",
  "?$filter=OrderNbr eq 1",
])("what a feed cannot do (%s) is a bad request", async (query) => {
  const { status, body } = await get(`${feed}/SalesOrder${query}`);
  expect([status, body.error.code]).toEqual([400, "400"]);
});

test("parameters narrow an inquiry, written out or by alias", async () => {
  for (const call of ["(Item='BIKE-LAMP-01')", "(Item=@1)?@1='BIKE-LAMP-01'"]) {
    const { body } = await get(`${feed}/OrderLines_WithParameters${call}`);
    expect(body.value).toEqual([{ OrderNbr: "000002", Item: "BIKE-LAMP-01", Quantity: 1 }]);
  }
});

test("the predefined inquiry over stock tells when a quantity changed", async () => {
  const { body } = await get(`${feed}/DB-StorageDetails?$filter=InventoryID eq 'BIKE-HELM-M'&$orderby=Warehouse`);
  expect(body.value).toMatchObject([
    { Warehouse: "RETAIL", QtyOnHand: 12, QtyAvailable: 12 },
    {
      Warehouse: "WHOLESALE",
      QtyOnHand: 148,
      QtyAvailable: 144,
      LastModifiedDateofWarehouseQty: "2026-03-10T12:00:00Z",
    },
  ]);
});

test("a data access class is read by key with its lines", async () => {
  const dac = "/t/HarborDemo/api/odata/dac";
  const one = await get(`${dac}/SOOrder(OrderType='SO',OrderNbr='000002')?$expand=SOLineCollection`);
  expect(one.body).toMatchObject({
    CuryOrderTotal: 142.95,
    CustomerRefNbr: "100300",
    SOLineCollection: [{ InventoryID: "BIKE-HELM-M", OrderQty: 2 }, { InventoryID: "BIKE-LAMP-01" }],
  });
  expect((await get(`${dac}/SOOrder(OrderType='SO',OrderNbr='999999')`)).status).toBe(404);
  expect(
    (await get("/odatav4/HarborDemo/InventoryItem?$filter=InventoryCD eq 'BIKE-LAMP-01'")).body.value,
  ).toHaveLength(1);
});

test("the old address speaks OData 3 and offers inquiries only", async () => {
  const old = await get("/odata/HarborDemo/SalesOrder?$filter=LastModified gt datetime'2026-03-09T12:00:00'");
  expect(old.body).toMatchObject({ "odata.metadata": expect.any(String), value: [{ OrderNbr: "000002" }] });
  expect((await get("/odata/SalesOrder?$top=1")).body.value).toHaveLength(1);
  expect((await get("/odata/Payment")).status).toBe(404);
});

test("feeds are read-only, ask for a password, and take no API seat", async () => {
  const written = await send(`${sandbox.baseUrl}${feed}/SalesOrder`, "POST", { OrderNbr: "1" }, basic);
  expect(written.status).toBe(405);
  const anonymous = await send(`${sandbox.baseUrl}${feed}/SalesOrder`, "GET");
  expect([anonymous.status, anonymous.headers.get("www-authenticate")]).toEqual([401, 'Basic realm="Acumatica"']);
  const wrong = { Authorization: `Basic ${Buffer.from("admin:x").toString("base64")}` };
  expect((await send(`${sandbox.baseUrl}${feed}`, "GET", undefined, wrong)).status).toBe(401);
  expect((await get("/t/Nobody/api/odata/gi")).status).toBe(404);
  expect(sandbox.sessionCount()).toBe(0);
});
