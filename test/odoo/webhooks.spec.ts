import { afterAll, beforeAll, expect, test } from "vitest";
import { type HttpReceiver, startReceiver } from "../harness/http-receiver.ts";
import { callOdoo } from "./odoo-calls.ts";
import { create, freshName, openSession } from "./real-server.ts";

const SECRET = "a-secret-of-this-test-0001";
const session = openSession({ webhookSecret: SECRET });
let receiver: HttpReceiver;
beforeAll(async () => {
  receiver = await startReceiver(() => ({ status: 202 }));
});
afterAll(async () => {
  await session.webhooks?.remove();
  await session.close();
  await receiver[Symbol.asyncDispose]();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("webhooks are registered once, changed, listed without their secret and taken away again", async () => {
  const { webhooks } = session;
  await webhooks?.remove();
  const address = `${receiver.url}/webhooks/erp`;
  const partner = { resource: "res.partner", address: `${address}/***`, active: true };
  expect(await webhooks?.register(address, ["res.partner", "sale.order"])).toEqual([
    partner,
    { ...partner, resource: "sale.order" },
  ]);
  const before = await callOdoo("base.automation", "search", [[["name", "=like", "xmap erp %"]]]);
  expect(await webhooks?.register(address, ["res.partner", "sale.order"])).toHaveLength(2);
  expect(await callOdoo("base.automation", "search", [[["name", "=like", "xmap erp %"]]])).toEqual(before);
  expect(await webhooks?.register(address, ["res.partner"])).toEqual([partner]);
  expect(await webhooks?.list()).toEqual([partner]);
  await expect(webhooks?.register(address, ["no.such.model"])).rejects.toMatchObject({
    details: { class: "SchemaDrift" },
  });
  expect(await webhooks?.list()).toEqual([partner]);
  expect(await webhooks?.remove()).toBe(1);
  expect(await webhooks?.list()).toEqual([]);
});

test("what Odoo sends is taken as hints, the same change as one event and the next as another", async () => {
  await session.webhooks?.register(`${receiver.url}/webhooks/erp`, ["res.partner"]);
  const heard = receiver.requests.length;
  const [id] = await create(session, "res.partner", { name: freshName("Hinted") });
  await expect.poll(() => receiver.requests.length).toBeGreaterThan(heard);
  const hintsOf = (requests: HttpReceiver["requests"]): ReturnType<typeof session.verifyWebhook>[] =>
    requests.map(({ path, body }) =>
      session.verifyWebhook({ headers: {}, body: bytes(body), path: path.replace("/webhooks/erp/", "") }),
    );
  const created = receiver.requests.slice(heard);
  for (const hints of hintsOf(created)) expect(hints.records).toEqual([{ resource: "res.partner", key: [id] }]);
  const [first] = created;
  expect(first?.path).toBe(`/webhooks/erp/${SECRET}`);
  const again = first === undefined ? [] : hintsOf([first, first]);
  expect(new Set(again.map(({ event }) => event)).size).toBe(1);

  const after = receiver.requests.length;
  await callOdoo("res.partner", "write", [[Number(id)], { ref: "changed" }]);
  await expect.poll(() => receiver.requests.length).toBeGreaterThan(after);
  const [changed] = hintsOf(receiver.requests.slice(after));
  expect(changed?.event).not.toBe(again[0]?.event);
});
