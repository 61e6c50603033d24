import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between the connector and Odoo, and can lose answers after Odoo has done what was asked. */
export interface LossyProxy {
  readonly url: string;
  /** Loses the answer to the next request whose body holds this text. */
  loseAnswerTo(text: string): void;
  /** How many answers were lost. */
  readonly lost: () => number;
  close(): Promise<void>;
}

/** A proxy on loopback before this server. */
export async function startLossyProxy(target: string): Promise<LossyProxy> {
  const unwanted: string[] = [];
  let lost = 0;
  const server = createServer(async (incoming, outgoing) => {
    const body = await textOf(incoming);
    const { method = "GET", headers, url = "/" } = incoming;
    const onward = request(`${target}${url}`, { method, headers: { ...headers, host: new URL(target).host } });
    onward.once("error", () => outgoing.destroy());
    onward.once("response", async (response) => {
      const answer = await textOf(response);
      const index = unwanted.findIndex((text) => body.includes(text));
      if (index >= 0) {
        unwanted.splice(index, 1);
        lost += 1;
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(response.statusCode ?? 502, { "content-type": response.headers["content-type"] ?? "" });
      outgoing.end(answer);
    });
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    loseAnswerTo: (text) => unwanted.push(text),
    lost: () => lost,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
