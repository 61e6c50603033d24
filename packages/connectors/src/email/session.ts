import type { ConnectorSession, ConnectorSettings, NotifyRequest } from "@xmap/contract";
import { createTransport } from "nodemailer";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { notifyingSession } from "../shared/notifying-session.ts";
import { readReceivers } from "../shared/receivers.ts";
import { requiredText } from "../shared/settings.ts";
import { mailFailure, refusedReceivers } from "./errors.ts";
import { readServerOptions } from "./server-options.ts";

/** A session with a mail server: one connection a message. Throws Invalid for options that name no server. */
export function openEmailSession(settings: ConnectorSettings): ConnectorSession {
  const { system, clock, timeoutMilliseconds } = settings;
  const { host, port, secure, requireTls, user, password } = readServerOptions(settings);
  const from = requiredText(settings, "from");
  requiredText(settings, "to");
  const receivers = readReceivers(settings, "to");
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: requireTls,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? "" } }),
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    // A server that never greets must meet the greeting's limit first: only that says that no mail was sent.
    socketTimeout: 2 * timeoutMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const contextOf = (operation: string, writes: boolean): CallContext => ({
    system,
    operation,
    writes,
    secrets: password === undefined ? [] : [password],
  });

  return notifyingSession(settings, {
    async identify() {
      try {
        await transport.verify();
      } catch (thrown) {
        throw mailFailure(contextOf("identify", false), thrown);
      }
      return { fingerprint: "email", label: `${host}:${port}` };
    },
    async notify(request) {
      const context = contextOf("notify", true);
      const to = receivers.of(request.channel);
      if (to === undefined) {
        const message = `There is no address for "${request.channel}" in the option to, and none without a name`;
        throw callFailure(context, { class: "Invalid", message });
      }
      const sent = await transport.sendMail(mailOf(request, from, to, clock.now())).catch((thrown: unknown) => {
        throw mailFailure(context, thrown);
      });
      if (sent.rejected.length === 0) return;
      const words = (sent.rejectedErrors ?? []).map((error) => error.response ?? error.message);
      throw refusedReceivers(context, sent.rejected, words);
    },
  });
}

function mailOf({ title, text, messageKey }: NotifyRequest, from: string, to: string, now: number): object {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? "xmap.invalid";
  return {
    from,
    to,
    subject: title === "" ? (text.split("\n", 1)[0] ?? "") : title,
    text,
    date: new Date(now),
    // Mail programs show a message that comes twice under one id once.
    messageId: `<${messageKey.replace(/[^\w.-]/g, "-")}@${domain}>`,
    headers: { "auto-submitted": "auto-generated" },
  };
}
