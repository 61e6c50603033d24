import { expect, test } from "vitest";
import { failureOf, startStage, tryIfOffered } from "./stage.ts";
import type { ConnectorSubject, WebhookSubject } from "./subject.ts";

/** Webhooks: nobody else's are taken in, and a repeat is told as one. */
export function describeWebhooks<Server>(subject: ConnectorSubject<Server>, webhook: WebhookSubject): void {
  const { about, keys, resource, sign } = webhook;
  const refusal = { class: "Unauthorized", effect: "none", scope: "record", retry: { when: "never" } };

  async function start() {
    const stage = await startStage(subject, webhook.options);
    const seconds = Math.floor(stage.clock.now() / 1_000);
    return { session: stage.session, signed: (text: string) => sign({ seconds, text, isForged: false }), seconds };
  }

  test("one with a good signature names its records", async () => {
    const { session, signed } = await start();
    const hints = session.verifyWebhook(signed(about));
    expect(hints.event).not.toBe("");
    expect(hints.records.map((record) => [record.resource, record.key])).toEqual(keys.map((key) => [resource, key]));
  });

  test("the same one again has the same event id, by which it is dropped", async () => {
    const { session, signed } = await start();
    expect(session.verifyWebhook(signed(about)).event).toBe(session.verifyWebhook(signed(about)).event);
  });

  test("names of headers may come in any case", async () => {
    const { session, signed } = await start();
    const { headers, body } = signed(about);
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    expect(session.verifyWebhook({ headers: upper, body }).records).toHaveLength(keys.length);
  });

  test("one that somebody else signed is Unauthorized, which says nothing against the system", async () => {
    const { session, seconds } = await start();
    const forged = sign({ seconds, text: about, isForged: true });
    expect(await failureOf(() => session.verifyWebhook(forged))).toMatchObject(refusal);
  });

  test("one without any signature is Unauthorized", async () => {
    const { session, signed } = await start();
    const { body } = signed(about);
    expect(await failureOf(() => session.verifyWebhook({ headers: {}, body }))).toMatchObject(refusal);
  });

  test("without a secret to check by, none is taken in", async () => {
    const { open, clock } = await startStage(subject, Object.fromEntries(Object.keys(webhook.options).map(emptied)));
    const request = sign({ seconds: Math.floor(clock.now() / 1_000), text: about, isForged: false });
    expect(await failureOf(() => open().verifyWebhook(request))).toMatchObject({ class: "Unauthorized" });
  });

  tryIfOffered("a body that was changed on its way is Unauthorized", webhook.coversBody, async () => {
    const { session, signed } = await start();
    const { headers, body } = signed(about);
    const changed = new Uint8Array([...body, 32]);
    expect(await failureOf(() => session.verifyWebhook({ headers, body: changed }))).toMatchObject(refusal);
  });

  tryIfOffered("one that is ten minutes old, or ahead, is Unauthorized", webhook.coversTime, async () => {
    const { session, seconds } = await start();
    for (const shift of [-600, 600]) {
      const request = sign({ seconds: seconds + shift, text: about, isForged: false });
      expect(await failureOf(() => session.verifyWebhook(request))).toMatchObject(refusal);
    }
  });

  test("what is no JSON is Invalid", async () => {
    const { session, signed } = await start();
    for (const text of ["nonsense", "[]", '"text"'])
      expect(await failureOf(() => session.verifyWebhook(signed(text)))).toMatchObject({ class: "Invalid" });
  });

  test(`an unknown type is ${webhook.unknownIs}`, async () => {
    const { session, signed } = await start();
    const verify = () => session.verifyWebhook(signed(webhook.unknown));
    if (webhook.unknownIs === "no records") expect(verify().records).toEqual([]);
    else expect(await failureOf(verify)).toMatchObject({ class: webhook.unknownIs, effect: "none" });
  });
}

function emptied(name: string): [string, null] {
  return [name, null];
}
