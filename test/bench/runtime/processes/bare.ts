import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { Pool } from "undici";
import { serve } from "../../harness/child-process.ts";
import { mapOrder } from "../map-order.ts";
import type { Order } from "../orders.ts";
import { signingKey, verifiedEvent } from "../signing.ts";

/** A hand-written server that maps and forwards each order before it answers, and keeps nothing. */
export type BareMethods = {
  /** Starts listening; answers the address that webhooks go to. */
  listen(input: { readonly sink: string; readonly secret: string; readonly connections: number }): Promise<string>;
};

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ reason }));
}

serve<BareMethods>({
  listen({ sink, secret, connections }) {
    const key = signingKey(secret);
    const pool = new Pool(sink, { connections });
    const forward = async (body: Buffer, response: ServerResponse): Promise<void> => {
      const sale = mapOrder(JSON.parse(body.toString()) as Order);
      const written = await pool.request({
        method: "PUT",
        path: `/sales/${sale.reference}`,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(sale),
      });
      await written.body.text();
      if (written.statusCode !== 200) return refuse(response, 502, `the sink answered ${written.statusCode}`);
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"accepted":1}');
    };
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks);
        if (verifiedEvent(key, request.headers, body, SYSTEM_CLOCK.now()) === undefined)
          return refuse(response, 401, "the signature does not fit");
        forward(body, response).catch((error: unknown) => refuse(response, 500, String(error)));
      });
    });
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/shop`);
      });
    });
  },
});
