import { describeNotifyConformance, type RunningReceiver } from "@xmap/testing/connector";
import { type ReceiverAnswer, startReceiver } from "../../../../test/harness/http-receiver.ts";
import { webhookConnector } from "../../src/webhook/connector.ts";

const SECRET = `whsec_${Buffer.from("a key of some length").toString("base64")}`;
const TOKEN = "token-in-the-address";

const receiving = (answer: ReceiverAnswer | undefined) => async (): Promise<RunningReceiver> => {
  const receiver = await startReceiver(() => answer);
  const messages = () => receiver.requests.filter(({ method }) => method === "POST");
  return {
    options: { url: `${receiver.url}/${TOKEN}`, secret: SECRET },
    messages: () => messages().map(({ body }) => body),
    identity: (index) => String(messages()[index]?.headers["webhook-id"]),
    stop: () => receiver[Symbol.asyncDispose](),
  };
};

describeNotifyConformance({
  name: "webhook",
  connector: webhookConnector,
  start: receiving({ status: 202 }),
  refusals: {
    "400": { start: receiving({ status: 400, body: SECRET }), expected: { class: "Invalid", retry: "never" } },
    "401": { start: receiving({ status: 401, body: TOKEN }), expected: { class: "Unauthorized", effect: "none" } },
    "429": {
      start: receiving({ status: 429, headers: { "retry-after": "7" } }),
      expected: { class: "RateLimited", scope: "system", retry: 7_000 },
    },
    "500": { start: receiving({ status: 500, body: TOKEN }), expected: { class: "Transient", effect: "unknown" } },
    "503": { start: receiving({ status: 503 }), expected: { class: "Maintenance", effect: "none" } },
    silence: { start: receiving(undefined), expected: { class: "Timeout", effect: "unknown" } },
  },
  nobody: { url: `http://127.0.0.1:9/${TOKEN}`, secret: SECRET },
  secrets: [SECRET, TOKEN],
  repeats: true,
  asksWhenIdentified: true,
});
