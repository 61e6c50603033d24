// @module-tag long

import { join } from "node:path";
import { expect, it } from "vitest";
import { startWorld } from "../demo/world.ts";
import { startReceiver } from "../harness/http-receiver.ts";
import { startMailServer } from "../harness/mail-server.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { mappingsWithChannels } from "./channels.ts";

const PATIENCE = { timeout: 60_000, interval: 50 };
const STEPS = ["team.sales", "mail.sales", "pager"]
  .map((channel) => `  notify ${channel} "order {order.order_number} is new"`)
  .join("\n");

it("a flow tells Slack, a mailbox and a webhook of an order, each once, though Slack is away for a while", async () => {
  let refusals = 3;
  await using slack = await startReceiver(({ body }) => {
    if (body === "{}") return { status: 400, body: "no_text" };
    refusals -= 1;
    return refusals >= 0 ? { status: 500, body: "rollup_error" } : { status: 200, body: "ok" };
  });
  await using pager = await startReceiver(() => ({ status: 202 }));
  await using mail = await startMailServer();
  const folder = temporaryFolder();
  const world = await startWorld();
  const runtime = await startRuntime({
    project: mappingsWithChannels(folder, STEPS),
    store: join(folder, "store.sqlite"),
    pollEvery: "300ms",
    environment: {
      ...world.environment,
      SLACK_URL: `${slack.url}/usual; sales: ${slack.url}/sales`,
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MAIL_TO: "ops@acme.example; sales: ann@acme.example",
      PAGER_URL: pager.url,
      PAGER_SECRET: `whsec_${Buffer.from("a key of some length").toString("base64")}`,
    },
  });
  try {
    world.connect(runtime.url);
    const items = [{ sku: "TAPE-5M", price: 7.25 }];
    const order = world.shop.placeOrder({ email: "a@acme.example", payment_status: "P", items });
    const text = `order ${order.order_number} is new`;
    const sent = (): readonly string[] =>
      pager.requests.filter(({ method }) => method === "POST").map(({ body }) => body);
    await expect.poll(() => sent().length, PATIENCE).toBe(1);
    expect(JSON.parse(sent()[0] ?? "")).toMatchObject({ type: "xmap.message", data: { channel: "", text } });
    const posts = slack.requests.filter(({ body }) => body !== "{}");
    expect(posts.map(({ path, body }) => `${path} ${body}`)).toEqual(Array(4).fill(`/sales {"text":"${text}"}`));
    expect(mail.mails.map(({ to }) => to)).toEqual([["ann@acme.example"]]);
    world.shop.placeOrder({ email: "b@acme.example", payment_status: "P", items });
    await expect.poll(() => sent().length, PATIENCE).toBe(2);
    expect(mail.mails).toHaveLength(2);
  } finally {
    await runtime.stop();
    await world.close();
  }
}, 60_000);
