import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { notifyingSession } from "../shared/notifying-session.ts";
import { readReceivers } from "../shared/receivers.ts";
import { sendText, type TextAnswer } from "../shared/send-text.ts";
import { optionFailure } from "../shared/settings.ts";
import { webhookFailure } from "./errors.ts";
import { slackText } from "./message-text.ts";

/** A session with incoming webhooks, each of which belongs to one Slack channel. */
export function openWebhookSession(settings: ConnectorSettings, url: string): ConnectorSession {
  const { system, timeoutMilliseconds, authorities } = settings;
  const receivers = readReceivers(settings, "url");
  for (const address of receivers.all) {
    if (!/^https?:\/\//.test(address) || !URL.canParse(address))
      throw optionFailure(settings, "url", "is not an address such as https://hooks.slack.com/services/…");
  }
  const contextOf = (operation: string, writes: boolean): CallContext => ({
    system,
    operation,
    writes,
    secrets: [url, ...receivers.all],
  });
  const post = (context: CallContext, address: string, message: object): Promise<TextAnswer> =>
    sendText(context, {
      method: "POST",
      url: address,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(message),
      timeoutMilliseconds,
      authorities,
    });

  return notifyingSession(settings, {
    async identify() {
      const context = contextOf("identify", false);
      for (const address of receivers.all) {
        // Slack refuses a message without text before it posts anything, but only at an address that is valid.
        const answer = await post(context, address, {});
        const failure = answer.status === 400 ? undefined : webhookFailure(context, answer);
        if (failure !== undefined) throw failure;
      }
      const hosts = new Set(receivers.all.map((address) => new URL(address).host));
      return { fingerprint: "slack", label: `incoming webhook of ${[...hosts].join(", ")}` };
    },
    async notify(request) {
      const context = contextOf("notify", true);
      const address = receivers.of(request.channel);
      if (address === undefined) {
        const message = `There is no webhook for "${request.channel}" in the option url, and none without a name`;
        throw callFailure(context, { class: "Invalid", message });
      }
      const failure = webhookFailure(context, await post(context, address, { text: slackText(request) }));
      if (failure !== undefined) throw failure;
    },
  });
}
