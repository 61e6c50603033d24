import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { textMember } from "../shared/json-shape.ts";
import { notifyingSession } from "../shared/notifying-session.ts";
import { readReceivers } from "../shared/receivers.ts";
import { sendText } from "../shared/send-text.ts";
import { optionalText, requiredAddress } from "../shared/settings.ts";
import { apiFailure } from "./errors.ts";
import { slackText } from "./message-text.ts";

const SLACK_API = "https://slack.com/api";

/** A session with Slack's API as a bot. */
export function openBotSession(settings: ConnectorSettings, token: string): ConnectorSession {
  const { system, timeoutMilliseconds, authorities } = settings;
  const api = optionalText(settings, "api") === undefined ? SLACK_API : requiredAddress(settings, "api");
  const receivers = readReceivers(settings, "channel");

  const call = async (method: string, context: CallContext, json: object): Promise<unknown> => {
    const answer = await sendText(context, {
      method: "POST",
      url: `${api}/${method}`,
      headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${token}` },
      body: JSON.stringify(json),
      timeoutMilliseconds,
      authorities,
    });
    const failure = apiFailure(context, answer);
    if (failure !== undefined) throw failure;
    return JSON.parse(answer.body);
  };
  const contextOf = (operation: string, writes: boolean): CallContext => ({
    system,
    operation,
    writes,
    secrets: [token],
  });

  return notifyingSession(settings, {
    async identify() {
      const answer = await call("auth.test", contextOf("identify", false), {});
      return {
        fingerprint: "slack",
        label: `${textMember(answer, "user") ?? "bot"} in ${textMember(answer, "team") ?? "Slack"}`,
      };
    },
    async notify(request) {
      const context = contextOf("notify", true);
      const channel = receivers.of(request.channel) ?? (request.channel === "" ? undefined : `#${request.channel}`);
      if (channel === undefined) {
        const message =
          "Nothing says where to post: give the option channel, or name a receiver as in notify team.sales";
        throw callFailure(context, { class: "Invalid", message });
      }
      await call("chat.postMessage", context, { channel, text: slackText(request), unfurl_links: false });
    },
  });
}
