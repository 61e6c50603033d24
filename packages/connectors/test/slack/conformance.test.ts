import { describeNotifyConformance, notOffered, type RunningReceiver } from "@xmap/testing/connector";
import { type ReceiverAnswer, startReceiver } from "../../../../test/harness/http-receiver.ts";
import { slackConnector } from "../../src/slack/connector.ts";

const TOKEN = "T00/B00/token-in-the-address";

const receiving = (answer: ReceiverAnswer | undefined) => async (): Promise<RunningReceiver> => {
  const slack = await startReceiver(({ body }) => (body === "{}" ? { status: 400, body: "no_text" } : answer));
  return {
    options: { url: `${slack.url}/services/${TOKEN}` },
    messages: () => slack.requests.map(({ body }) => body).filter((body) => body !== "{}"),
    identity: () => undefined,
    stop: () => slack[Symbol.asyncDispose](),
  };
};

describeNotifyConformance({
  name: "slack",
  connector: slackConnector,
  start: receiving({ status: 200, body: "ok" }),
  refusals: {
    "a wrong payload": {
      start: receiving({ status: 400, body: "invalid_payload" }),
      expected: { class: "Invalid", scope: "record", retry: "never" },
    },
    "a removed webhook": {
      start: receiving({ status: 404, body: "no_service" }),
      expected: { class: "Unauthorized", scope: "system", retry: "whenHealed" },
    },
    "too many": {
      start: receiving({ status: 429, body: "rate_limited", headers: { "retry-after": "30" } }),
      expected: { class: "RateLimited", scope: "system", retry: 30_000 },
    },
    "an error inside": {
      start: receiving({ status: 500, body: TOKEN }),
      expected: { class: "Transient", effect: "unknown", retry: "now" },
    },
    silence: { start: receiving(undefined), expected: { class: "Timeout", effect: "unknown", retry: "now" } },
  },
  nobody: { url: `http://127.0.0.1:9/services/${TOKEN}` },
  secrets: [TOKEN],
  repeats: notOffered("incoming webhooks take no id: after a lost answer a message may come twice"),
  asksWhenIdentified: true,
});
