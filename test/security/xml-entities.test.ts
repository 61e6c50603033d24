import { odooConnector } from "@xmap/connectors/odoo";
import { Failure } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { expect, it, onTestFinished } from "vitest";
import { startReceiver } from "../harness/http-receiver.ts";

/** Ten levels of ten references each: ten thousand million letters when somebody unfolds them. */
const LEVELS = Array.from({ length: 10 }, (_, level) => {
  const content = level === 0 ? "ha" : `&l${level - 1};`.repeat(10);
  return `<!ENTITY l${level} "${content}">`;
}).join("");

function answer(documentType: string, value: string): string {
  return `<?xml version="1.0"?>${documentType}<methodResponse><params><param><value><string>${value}</string></value></param></params></methodResponse>`;
}

it.each([
  ["that unfolds to very much", answer(`<!DOCTYPE x [${LEVELS}]>`, "&l9;")],
  ["that names a file", answer('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "&f;")],
  ["in small letters", answer('<!doctype x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "&f;")],
  ["of nobody", answer("", "&unknown;")],
])("an entity %s in an answer of XML-RPC is not unfolded", async (_what, body) => {
  await using server = await startReceiver(() => ({ status: 200, headers: { "content-type": "text/xml" }, body }));
  const session = odooConnector.open({
    system: "erp",
    options: { url: server.url, database: "d", login: "l", key: "k", transport: "xml-rpc" },
    clock: SYSTEM_CLOCK,
    timeoutMilliseconds: 10_000,
    projectFolder: import.meta.dirname,
  });
  onTestFinished(() => session.close());
  const began = performance.now();
  const thrown: unknown = await session.identify().catch((error: unknown) => error);
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(thrown).toBeInstanceOf(Failure);
  expect(thrown instanceof Failure && thrown.message).not.toMatch(/root:|haha/);
});
