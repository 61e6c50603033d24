import type { NotifyRequest } from "@xmap/contract";
import { describe, expect, test } from "vitest";
import { type ReceiverAnswer, startReceiver } from "../../../../test/harness/http-receiver.ts";
import { slackConnector } from "../../src/slack/connector.ts";
import { failureOf, settingsFor } from "../support.ts";

const MESSAGE: NotifyRequest = { channel: "", title: "erp is down", text: "since 12:00", messageKey: "k1" };

describe("an incoming webhook", () => {
  test("gets title and text, and nothing in them can mention or link", async () => {
    await using slack = await startReceiver(() => ({ status: 200, body: "ok" }));
    const session = slackConnector.open(settingsFor({ url: `${slack.url}/services/T/B/x` }));
    await session.notify?.({ ...MESSAGE, text: "a < b & <!channel>" });
    expect(slack.requests).toHaveLength(1);
    expect(slack.requests[0]).toMatchObject({ method: "POST", path: "/services/T/B/x" });
    expect(JSON.parse(slack.requests[0]?.body ?? "")).toEqual({
      text: "*erp is down*\na &lt; b &amp; &lt;!channel&gt;",
    });
  });

  test("a text that begins with its title is sent once", async () => {
    await using slack = await startReceiver(() => ({ status: 200, body: "ok" }));
    const session = slackConnector.open(settingsFor({ url: slack.url }));
    await session.notify?.({ ...MESSAGE, title: "order 5", text: "order 5 is large" });
    expect(JSON.parse(slack.requests[0]?.body ?? "")).toEqual({ text: "order 5 is large" });
  });

  test("each receiver has its own address, and other names use the usual one", async () => {
    await using slack = await startReceiver(() => ({ status: 200, body: "ok" }));
    const session = slackConnector.open(settingsFor({ url: `${slack.url}/usual; sales: ${slack.url}/sales` }));
    for (const channel of ["", "sales", "stock"]) await session.notify?.({ ...MESSAGE, channel });
    expect(slack.requests.map(({ path }) => path)).toEqual(["/usual", "/sales", "/usual"]);
  });

  test("is identified without posting anything: Slack refuses a message without text", async () => {
    await using slack = await startReceiver(({ body }) =>
      body === "{}" ? { status: 400, body: "no_text" } : { status: 200, body: "ok" },
    );
    const session = slackConnector.open(settingsFor({ url: `${slack.url}/services/T/B/secret` }));
    const identity = await session.identify();
    expect(slack.requests.map(({ body }) => body)).toEqual(["{}"]);
    expect(JSON.stringify(identity)).not.toContain("secret");
  });

  test.each<[ReceiverAnswer, string]>([
    [{ status: 400, body: "invalid_payload" }, "Invalid record never"],
    [{ status: 403, body: "invalid_token" }, "Unauthorized system whenHealed"],
    [{ status: 403, body: "action_prohibited" }, "Forbidden entity never"],
    [{ status: 404, body: "no_service" }, "Unauthorized system whenHealed"],
    [{ status: 404, body: "<html>" }, "Unauthorized system whenHealed"],
    [{ status: 404, body: "channel_not_found" }, "Invalid record never"],
    [{ status: 410, body: "channel_is_archived" }, "Invalid record never"],
    [{ status: 429, body: "rate_limited", headers: { "retry-after": "30" } }, "RateLimited system after 30000"],
    [{ status: 500, body: "rollup_error" }, "Transient record now"],
    [{ status: 503, body: "" }, "Maintenance system whenHealed"],
    [{ status: 302, headers: { location: "https://slack.com/" } }, "Maintenance system whenHealed"],
  ])("an answer %j is %s", async (answer, expected) => {
    await using slack = await startReceiver(() => answer);
    const session = slackConnector.open(settingsFor({ url: `${slack.url}/hush` }));
    const details = await failureOf(session.notify?.(MESSAGE) ?? Promise.resolve());
    const wait = details.retry.when === "after" ? ` ${details.retry.milliseconds}` : "";
    expect(`${details.class} ${details.scope} ${details.retry.when}${wait}`).toBe(expected);
    expect(details.message).not.toContain("hush");
  });

  test("a webhook that was removed is not back when it is asked", async () => {
    await using slack = await startReceiver(() => ({ status: 404, body: "no_service" }));
    const session = slackConnector.open(settingsFor({ url: slack.url }));
    expect(await failureOf(session.identify())).toMatchObject({ class: "Unauthorized" });
  });

  test("no answer in time is a timeout whose effect nobody knows", async () => {
    await using slack = await startReceiver(() => undefined);
    const session = slackConnector.open(settingsFor({ url: slack.url }, { timeoutMilliseconds: 50 }));
    const details = await failureOf(session.notify?.(MESSAGE) ?? Promise.resolve());
    expect(details).toMatchObject({ class: "Timeout", effect: "unknown" });
  });
});

describe("a bot", () => {
  const answerOk = (): ReceiverAnswer => ({ status: 200, body: '{"ok":true,"user":"xmap","team":"Acme"}' });

  test("posts to the usual channel, a named one, or the one of that name", async () => {
    await using slack = await startReceiver(answerOk);
    const usual = slackConnector.open(settingsFor({ token: "xoxb-1", api: slack.url, channel: "C1; sales: C2" }));
    const bare = slackConnector.open(settingsFor({ token: "xoxb-1", api: slack.url }));
    await usual.notify?.(MESSAGE);
    await usual.notify?.({ ...MESSAGE, channel: "sales" });
    await bare.notify?.({ ...MESSAGE, channel: "stock" });
    const posted = slack.requests.map(({ body }) => (JSON.parse(body) as { channel: string }).channel);
    expect(posted).toEqual(["C1", "C2", "#stock"]);
    expect(slack.requests[0]).toMatchObject({ path: "/chat.postMessage", headers: { authorization: "Bearer xoxb-1" } });
    const failure = await failureOf(bare.notify?.(MESSAGE) ?? Promise.resolve());
    expect(failure).toMatchObject({ class: "Invalid", message: expect.stringContaining("option channel") });
  });

  test("is identified by auth.test", async () => {
    await using slack = await startReceiver(answerOk);
    const session = slackConnector.open(settingsFor({ token: "xoxb-1", api: slack.url }));
    expect(await session.identify()).toEqual({ fingerprint: "slack", label: "xmap in Acme" });
    expect(slack.requests.map(({ path }) => path)).toEqual(["/auth.test"]);
  });

  test.each<[string, string]>([
    ["invalid_auth", "Unauthorized system whenHealed"],
    ["token_revoked", "Unauthorized system whenHealed"],
    ["missing_scope", "Forbidden entity never"],
    ["channel_not_found", "Invalid record never"],
    ["not_in_channel", "Invalid record never"],
    ["msg_too_long", "TooLarge record never"],
    ["ratelimited", "RateLimited system after"],
    ["internal_error", "Transient record now"],
    ["never_seen_before", "Unknown record now"],
  ])("the error %s is %s", async (error, expected) => {
    await using slack = await startReceiver(() => ({ status: 200, body: JSON.stringify({ ok: false, error }) }));
    const session = slackConnector.open(settingsFor({ token: "xoxb-1", api: slack.url, channel: "C1" }));
    const { class: kind, scope, retry, name } = await failureOf(session.notify?.(MESSAGE) ?? Promise.resolve());
    expect(`${kind} ${scope} ${retry.when}`).toBe(expected);
    expect(name).toBe(error);
  });
});

test.each<[Record<string, string>, RegExp]>([
  [{}, /Option url is missing/],
  [{ url: "https://hooks.slack.com/x", token: "xoxb-1" }, /exclude each other/],
  [{ url: "hooks.slack.com/x" }, /is not an address/],
  [
    { url: "https://a.example/x; sales: https://b.example; sales: https://c.example" },
    /names the receiver "sales" twice/,
  ],
  [{ url: "https://a.example/x; https://b.example" }, /two receivers without a name/],
])("the options %j are refused with words that help", (options, words) => {
  expect(() => slackConnector.open(settingsFor(options))).toThrow(words);
});

test("what a channel cannot do says what it can", async () => {
  const session = slackConnector.open(settingsFor({ url: "https://hooks.slack.com/x" }));
  const details = await failureOf(session.read({ resource: "x", key: ["1"], fields: [], joins: [] }));
  expect(details).toMatchObject({ class: "SchemaDrift", message: expect.stringContaining("notify and alert") });
});
