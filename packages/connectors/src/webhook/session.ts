import type { ConnectorSession, ConnectorSettings, DataRecord, NotifyRequest } from "@xmap/contract";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { notifyingSession } from "../shared/notifying-session.ts";
import { readReceivers } from "../shared/receivers.ts";
import { sendText } from "../shared/send-text.ts";
import { optionalText, optionFailure, requiredText } from "../shared/settings.ts";
import { standardWebhookHeaders } from "../shared/standard-webhooks.ts";
import { receiverFailure } from "./errors.ts";

/** A session with receivers of CloudEvents; throws Invalid for an address that is none. */
export function openWebhookSession(settings: ConnectorSettings): ConnectorSession {
  const { system, timeoutMilliseconds, clock, authorities } = settings;
  const url = requiredText(settings, "url");
  const secret = optionalText(settings, "secret");
  const receivers = readReceivers(settings, "url");
  for (const address of receivers.all) {
    if (!/^https?:\/\//.test(address) || !URL.canParse(address))
      throw optionFailure(settings, "url", "is not an address such as https://example.com/hooks/xmap");
  }
  const secrets = [url, ...receivers.all, ...(secret?.split(/\s+/) ?? [])];
  const contextOf = (operation: string, writes: boolean): CallContext => ({ system, operation, writes, secrets });

  return notifyingSession(settings, {
    async identify() {
      const context = contextOf("identify", false);
      // Whatever the receiver says to HEAD, it is there; gateways and lost connections are failures already.
      for (const address of receivers.all)
        await sendText(context, { method: "HEAD", url: address, headers: {}, timeoutMilliseconds, authorities });
      const hosts = new Set(receivers.all.map((address) => new URL(address).host));
      return { fingerprint: "webhook", label: [...hosts].join(", ") };
    },
    async notify(request) {
      const context = contextOf("notify", true);
      const address = receivers.of(request.channel);
      if (address === undefined) {
        const message = `There is no address for "${request.channel}" in the option url, and none without a name`;
        throw callFailure(context, { class: "Invalid", message });
      }
      const body = JSON.stringify(request.event ?? messageEvent(system, request, clock.now()));
      const signature = secret === undefined ? { "webhook-id": request.messageKey } : sign(request, body, secret);
      const headers = { "content-type": "application/cloudevents+json; charset=utf-8", ...signature };
      const answer = await sendText(context, {
        method: "POST",
        url: address,
        headers,
        body,
        timeoutMilliseconds,
        authorities,
      });
      const failure = receiverFailure(context, answer);
      if (failure !== undefined) throw failure;
    },
  });

  function sign({ messageKey }: NotifyRequest, body: string, secretText: string): Readonly<Record<string, string>> {
    return standardWebhookHeaders(secretText, messageKey, clock.now(), body);
  }
}

/** The envelope of a message that is no alert. */
function messageEvent(system: string, { channel, title, text, messageKey }: NotifyRequest, now: number): DataRecord {
  return {
    specversion: "1.0",
    id: messageKey,
    source: `urn:xmap:${encodeURIComponent(system)}`,
    type: "xmap.message",
    time: new Date(now).toISOString(),
    datacontenttype: "application/json",
    data: { channel, title, text },
  };
}
