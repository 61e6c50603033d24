import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { acumaticaConnector } from "../../src/acumatica/connector.ts";
import { settingsFor } from "../support.ts";

const TEXT = { $ref: "#/components/schemas/StringValue" };
const INSTANT = { $ref: "#/components/schemas/DateTimeValue" };
const properties = { ShipmentNbr: TEXT, CustomerID: TEXT, Description: TEXT, LastModifiedDateTime: INSTANT };
const SWAGGER = { components: { schemas: { Shipment: { type: "object", properties } } } };
const RECORD = {
  id: "18f135d2-5f55-4203-b018-50c5a38fd547",
  rowNumber: 1,
  ShipmentNbr: { value: "003377  " },
  CustomerID: { value: "C1" },
  Description: {},
  LastModifiedDateTime: { value: "2026-03-10T11:20:45.667+00:00" },
};
const REFUSAL = {
  message: "An error has occurred.",
  exceptionMessage: "Optimization cannot be performed.The following fields cause the error:\r\nCustomerID",
  exceptionType: "PX.Api.ContractBased.OptimizedExport.CannotOptimizeException",
};

/** A server that cannot export one field of a list; answers its address and what was asked. */
async function startServer(): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = decodeURIComponent(request.url ?? "");
    if (request.method === "POST") {
      response.writeHead(204, { "set-cookie": "ASP.NET_SessionId=1; path=/" }).end();
      return;
    }
    if (!url.includes("swagger")) asked.push(url.replace(/^.*\/Default\/24\.200\.001/, ""));
    const isRefused = url.includes("$select=") && url.includes("CustomerID");
    const list = url.includes("/Shipment?") ? [RECORD] : RECORD;
    const body = url.includes("swagger") ? SWAGGER : isRefused ? REFUSAL : list;
    response.writeHead(isRefused ? 500 : 200, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test("a field that cannot be listed is left out of changes once it is known, and read one by one where it is asked for", async () => {
  const { url, asked } = await startServer();
  const session = acumaticaConnector.open(settingsFor({ url, tenant: "T", user: "u", password: "p" }));
  const changes = { resource: "Shipment", cursor: undefined, limit: 10 };
  for (let poll = 0; poll < 2; poll += 1) {
    const { changed } = await session.readChanged(changes);
    expect(changed).toMatchObject([{ key: ["003377"], stamp: "2026-03-10T11:20:45Z" }]);
  }
  expect(asked).toHaveLength(3);
  const match = { Description: "x" };
  const found = await session.search({ resource: "Shipment", match, fields: ["CustomerID"], limit: 1 });
  expect(found).toMatchObject([{ CustomerID: "C1", Description: null }]);
  expect(asked.at(-1)).toBe("/Shipment/003377");
  await session.close();
});
