import type { NotifyRequest } from "@xmap/contract";
import type { SMTPServerOptions } from "smtp-server";
import { describe, expect, test } from "vitest";
import { startMailServer } from "../../../../test/harness/mail-server.ts";
import { emailConnector } from "../../src/email/connector.ts";
import { readServerOptions } from "../../src/email/server-options.ts";
import { failureOf, fixedClock, settingsFor } from "../support.ts";

const NOW = Date.UTC(2026, 2, 4, 12);
const MESSAGE: NotifyRequest = {
  channel: "",
  title: "erp is down",
  text: "erp does not answer since 12:00.\nSee xmap status – über alles",
  messageKey: "key/1",
};

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function open(port: number, more: Record<string, string | number | boolean> = {}, timeoutMilliseconds = 5_000) {
  const options = { host: "127.0.0.1", port, from: "xmap <xmap@acme.example>", to: "ops@acme.example", ...more };
  return emailConnector.open(settingsFor(options, { clock: fixedClock(() => NOW), timeoutMilliseconds }));
}

const send = (session: ReturnType<typeof open>, message = MESSAGE): Promise<void> =>
  session.notify?.(message) ?? Promise.resolve();

describe("a mail", () => {
  test("has the title as its subject and an id that repeats keep", async () => {
    await using server = await startMailServer();
    await send(open(server.port));
    const [mail] = server.mails;
    expect(mail).toMatchObject({ from: "xmap@acme.example", to: ["ops@acme.example"] });
    expect(mail?.source).toContain("Subject: erp is down");
    expect(mail?.source).toContain("Message-ID: <key-1@acme.example>");
    expect(mail?.source).toContain("Date: Wed, 04 Mar 2026 12:00:00 +0000");
    expect(mail?.source.toLowerCase()).toContain("auto-submitted: auto-generated");
    expect(mail?.source).toContain("erp does not answer since 12:00.");
  });

  test("goes to all of the receiver's addresses, and under an unknown name to the usual ones", async () => {
    await using server = await startMailServer();
    const session = open(server.port, { to: "ops@acme.example; sales: ann@acme.example, bob@acme.example" });
    await send(session, { ...MESSAGE, channel: "sales" });
    await send(session, { ...MESSAGE, channel: "stock" });
    expect(server.mails.map(({ to }) => to)).toEqual([["ann@acme.example", "bob@acme.example"], ["ops@acme.example"]]);
  });

  test("a title cannot add headers of its own", async () => {
    await using server = await startMailServer();
    await send(open(server.port), { ...MESSAGE, title: "hello\r\nBcc: eve@evil.example" });
    expect(server.mails[0]?.to).toEqual(["ops@acme.example"]);
    expect(server.mails[0]?.source).not.toMatch(/^Bcc:/m);
  });

  test("is signed in for with the user and password of the address", async () => {
    const users: string[] = [];
    await using server = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, callback) {
        users.push(`${username}:${password}`);
        callback(null, { user: username });
      },
    });
    const url = `smtp://mailer%40acme.example:p%3Aw@127.0.0.1:${server.port}`;
    const options = { url, from: "xmap@acme.example", to: "ops@acme.example" };
    await send(emailConnector.open(settingsFor(options)));
    expect(users).toEqual(["mailer@acme.example:p:w"]);
    expect(server.mails).toHaveLength(1);
  });
});

describe("a mail server that refuses", () => {
  test.each<[string, SMTPServerOptions, string]>([
    [
      "all receivers for good",
      { onRcptTo: (_address, _session, callback) => callback(refusal(550, "no such user")) },
      "Invalid none record never",
    ],
    [
      "a receiver for now",
      { onRcptTo: (_address, _session, callback) => callback(refusal(450, "greylisted")) },
      "Transient none record now",
    ],
    [
      "the sender",
      { onMailFrom: (_address, _session, callback) => callback(refusal(553, "not from here")) },
      "Invalid none record never",
    ],
    [
      "whoever has not signed in",
      { onMailFrom: (_address, _session, callback) => callback(refusal(530, "sign in first")) },
      "Unauthorized none system whenHealed",
    ],
    [
      "large mails",
      {
        onData: (stream, _session, callback) => {
          stream.resume().on("end", () => callback(refusal(552, "too large")));
        },
      },
      "TooLarge none record never",
    ],
    [
      "while it has no room",
      {
        onData: (stream, _session, callback) => {
          stream.resume().on("end", () => callback(refusal(452, "disk is full")));
        },
      },
      "Transient none record now",
    ],
    [
      "everyone at the door",
      { onConnect: (_session, callback) => callback(refusal(421, "come back later")) },
      "Maintenance none system whenHealed",
    ],
  ])("%s", async (_what, options, expected) => {
    await using server = await startMailServer(options);
    const { class: kind, effect, scope, retry } = await failureOf(send(open(server.port)));
    expect(`${kind} ${effect} ${scope} ${retry.when}`).toBe(expected);
  });

  test("some receivers says whom, and that the others have the mail", async () => {
    await using server = await startMailServer({
      onRcptTo: ({ address }, _session, callback) =>
        callback(address.startsWith("bob") ? refusal(550, "no such user") : null),
    });
    const failure = await failureOf(send(open(server.port, { to: "ann@acme.example, bob@acme.example" })));
    expect(server.mails.map(({ to }) => to)).toEqual([["ann@acme.example"]]);
    expect(failure).toMatchObject({ class: "Invalid", effect: "done", fields: [{ path: "to" }] });
    expect(failure.message).toMatch(/refused bob@acme\.example.*no such user.*other receivers have the mail/);
  });

  test("the password says so without telling it, also when it is only asked who it is", async () => {
    await using server = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, callback) => callback(refusal(535, `wrong password ${password}`)),
    });
    const session = open(server.port, { user: "xmap", password: "top-secret" });
    for (const attempt of [send(session), session.identify()]) {
      const failure = await failureOf(attempt);
      expect(failure).toMatchObject({ class: "Unauthorized", scope: "system" });
      expect(JSON.stringify(failure)).not.toContain("top-secret");
    }
  });
});

test("a mail server is identified without a mail", async () => {
  await using server = await startMailServer();
  const identity = await open(server.port).identify();
  expect(identity).toEqual({ fingerprint: "email", label: `127.0.0.1:${server.port}` });
  expect(server.mails).toEqual([]);
});

test("a server that is not there, or says nothing, is unreachable for all", async () => {
  expect(await failureOf(send(open(9)))).toMatchObject({ class: "Maintenance", scope: "system", effect: "none" });
  await using silent = await startMailServer({ onConnect: () => {} });
  const failure = await failureOf(send(open(silent.port, {}, 100)));
  expect(failure).toMatchObject({ class: "Maintenance", scope: "system", effect: "none" });
});

test("a server that breaks off after the text may have sent the mail", async () => {
  await using server = await startMailServer({ onData: (stream) => stream.resume().on("end", () => server.hangUp()) });
  expect(await failureOf(send(open(server.port)))).toMatchObject({ class: "Transient", effect: "unknown" });
});

test("a server that says nothing more after the text may have sent the mail", async () => {
  await using server = await startMailServer({ onData: (stream) => void stream.resume() });
  expect(await failureOf(send(open(server.port, {}, 1_000)))).toMatchObject({ class: "Timeout", effect: "unknown" });
  server.hangUp();
});

test.each<[Record<string, string | number | boolean>, boolean]>([
  [{ url: "smtp://u:p@mail.example.com" }, true],
  [{ host: "mail.example.com", user: "u", password: "p" }, true],
  [{ host: "mail.example.com", user: "u", password: "p", requireTls: false }, false],
  [{ host: "mail.example.com" }, false],
  [{ url: "smtp://u:p@localhost" }, false],
])("the server of %j is used over TLS only: %s", (options, expected) => {
  expect(readServerOptions(settingsFor(options)).requireTls).toBe(expected);
});

test("where TLS is a must, a server without it gets no password", async () => {
  await using server = await startMailServer({ allowInsecureAuth: true, authOptional: false });
  const session = open(server.port, { user: "xmap", password: "top-secret", requireTls: true });
  expect(await failureOf(send(session))).toMatchObject({ class: "Maintenance" });
  expect(server.mails).toEqual([]);
});

test.each<[Record<string, string | number | boolean>, RegExp]>([
  [{ from: "a@b.c", to: "d@e.f" }, /Option url is missing/],
  [{ url: "https://mail.example.com", from: "a@b.c", to: "d@e.f" }, /is not an address such as smtps/],
  [{ url: "smtps://u:%zz@mail.example.com", from: "a@b.c", to: "d@e.f" }, /stray %/],
  [{ host: "mail.example.com", port: 0, from: "a@b.c", to: "d@e.f" }, /Option port is not a port/],
  [{ host: "mail.example.com", to: "d@e.f" }, /Option from is missing/],
  [{ host: "mail.example.com", from: "a@b.c" }, /Option to is missing/],
  [{ host: "mail.example.com", from: "a@b.c", to: "d@e.f", requireTls: "yes" }, /must be true or false/],
])("the options %j are refused with words that help", (options, words) => {
  expect(() => emailConnector.open(settingsFor(options))).toThrow(words);
});
