import { emailConnector } from "@xmap/connectors/email";
import { slackConnector } from "@xmap/connectors/slack";
import { webhookConnector } from "@xmap/connectors/webhook";
import { type Connector, createEvent, type Value } from "@xmap/contract";
import { createAlerts, type RunEnd, SILENT_LOGGER, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { expect, it } from "vitest";
import { startReceiver } from "../harness/http-receiver.ts";
import { startMailServer } from "../harness/mail-server.ts";

const PATIENCE = { timeout: 60_000, interval: 50 };
const NOTHING_PENDING = { pending: 0, oldestPendingSince: undefined, pausedSystems: [], pausedFlows: [] };

function open(connector: Connector, system: string, options: Record<string, string>): ReturnType<Connector["open"]> {
  return connector.open({ system, options, clock: SYSTEM_CLOCK, timeoutMilliseconds: 5_000, projectFolder: "." });
}

function deadLetter(): RunEnd {
  const record = { system: "shop", entity: "Order", key: ["5207"] };
  const at = SYSTEM_CLOCK.now();
  const event = createEvent({ id: "e1", installation: "acme", record, at: new Date(at), origin: "poll" });
  const problems = [{ word: "reject", rule: "OrderToSale/lines", message: "SKU <A-77> is not in Odoo" }] as const;
  const run = { run: "r1", flow: "OrderToCash", record: event.subject, event, step: "sale", stack: [], attempts: 0 };
  return { ...run, outcome: "rejected", problems, failure: undefined, acceptedAt: at, endedAt: at };
}

it("one dead letter reaches Slack, a mailbox and a webhook in their own forms, one of them after it was away", async () => {
  let away = true;
  await using slack = await startReceiver(() => (away ? { status: 503 } : { status: 200, body: "ok" }));
  await using pager = await startReceiver(() => ({ status: 202 }));
  await using mail = await startMailServer();
  const sessions = {
    team: open(slackConnector, "team", { url: slack.url }),
    mail: open(emailConnector, "mail", {
      url: `smtp://127.0.0.1:${mail.port}`,
      from: "xmap@acme.example",
      to: "ops@acme.example",
    }),
    pager: open(webhookConnector, "pager", { url: pager.url }),
  };
  let saved: Value | undefined;
  const alerts = createAlerts({
    configuration: { channels: ["team", "mail", "pager"], groupMinutes: 0 },
    flows: [{ name: "OrderToCash", policy: undefined }],
    sessions,
    clock: SYSTEM_CLOCK,
    random: SYSTEM_RANDOM,
    logger: SILENT_LOGGER,
    memory: {
      load: async () => saved,
      save: async (state) => {
        saved = state;
      },
    },
    installation: "acme",
    environment: "production",
    summary: () => NOTHING_PENDING,
  });
  await alerts.start();
  alerts.observer.runEnded?.(deadLetter());
  await expect.poll(() => pager.requests.length, PATIENCE).toBe(1);
  await expect.poll(() => mail.mails.length, PATIENCE).toBe(1);
  await expect.poll(() => slack.requests.length, PATIENCE).toBeGreaterThan(0);
  away = false;
  const taken = slack.requests.length;
  await expect.poll(() => slack.requests.length, PATIENCE).toBe(taken + 1);
  await alerts.stop();

  const envelope = JSON.parse(pager.requests[0]?.body ?? "") as { readonly id: string };
  expect(envelope).toMatchObject({ type: "xmap.alert", source: "urn:xmap:acme", data: { count: 1, state: "raised" } });
  expect(pager.requests[0]?.headers["webhook-id"]).toBe(envelope.id);
  expect(mail.mails[0]?.source).toContain("Subject: OrderToCash: 1 record rejected");
  expect(mail.mails[0]?.source).toContain("shop/Order/5207");
  const { text } = JSON.parse(slack.requests.at(-1)?.body ?? "") as { readonly text: string };
  expect(text).toMatch(/^\*OrderToCash: 1 record rejected\*\nStep sale: SKU &lt;A-77&gt; is not in Odoo\n/);
  expect(text).toContain("xmap dead list --group");
});
