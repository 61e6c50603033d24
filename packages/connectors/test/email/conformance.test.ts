import { describeNotifyConformance, type RunningReceiver } from "@xmap/testing/connector";
import type { SMTPServerOptions } from "smtp-server";
import { startMailServer } from "../../../../test/harness/mail-server.ts";
import { emailConnector } from "../../src/email/connector.ts";

const PASSWORD = "the-password-of-the-mailer";

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

const SIGNED_IN: SMTPServerOptions = {
  authOptional: false,
  allowInsecureAuth: true,
  onAuth: ({ username }, _session, callback) => callback(null, { user: username }),
};

const optionsOf = (port: number) => ({
  url: `smtp://mailer:${PASSWORD}@127.0.0.1:${port}`,
  from: "xmap@acme.example",
  to: "ops@acme.example",
});

const receiving = (options: SMTPServerOptions) => async (): Promise<RunningReceiver> => {
  const server = await startMailServer({ ...SIGNED_IN, ...options });
  return {
    options: optionsOf(server.port),
    messages: () => server.mails.map(({ source }) => source),
    identity: (index) => /^Message-ID: (.+)$/im.exec(server.mails[index]?.source ?? "")?.[1],
    stop: async () => {
      server.hangUp();
      await server[Symbol.asyncDispose]();
    },
  };
};

describeNotifyConformance({
  name: "email",
  connector: emailConnector,
  start: receiving({}),
  refusals: {
    "a wrong password": {
      start: receiving({ onAuth: (_auth, _session, callback) => callback(refusal(535, `not ${PASSWORD}`)) }),
      expected: { class: "Unauthorized", effect: "none", scope: "system" },
    },
    "an unknown receiver": {
      start: receiving({ onRcptTo: (_to, _session, callback) => callback(refusal(550, "no such user")) }),
      expected: { class: "Invalid", effect: "none", scope: "record", retry: "never" },
    },
    "a full mailbox": {
      start: receiving({ onRcptTo: (_to, _session, callback) => callback(refusal(452, "mailbox full")) }),
      expected: { effect: "none", scope: "record" },
    },
  },
  nobody: optionsOf(9),
  secrets: [PASSWORD],
  repeats: true,
  asksWhenIdentified: true,
});
