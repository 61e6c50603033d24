import type { Clock, Connector, ConnectorSession, ConnectorSettings, NotifyRequest } from "@xmap/contract";
import { describe, expect, onTestFinished, test } from "vitest";
import { failureOf, tryIfOffered } from "./stage.ts";
import type { ExpectedFailure, NotOffered } from "./subject.ts";
import { SuiteClock } from "./suite-clock.ts";

/** A receiver of messages that runs. */
export interface RunningReceiver {
  /** Options of the `system` declaration. */
  readonly options: ConnectorSettings["options"];
  /** The messages that have arrived, as text. */
  messages(): readonly string[];
  /** What of a message says that it is the same one again: an id, a header. */
  identity(index: number): string | undefined;
  stop(): PromiseLike<void>;
}

/** What the suite needs to know of a connector that takes messages only. */
export interface NotifySubject {
  readonly name: string;
  readonly connector: Connector;
  /** Starts a receiver that takes everything. */
  start(clock: Clock): Promise<RunningReceiver>;
  /** Receivers that refuse, by what they do, and what that means. */
  readonly refusals: Readonly<
    Record<string, { start(): Promise<RunningReceiver>; readonly expected: Partial<ExpectedFailure> }>
  >;
  /** Options of a receiver at an address where nobody listens. */
  readonly nobody: ConnectorSettings["options"];
  /** Values of options that no message may hold. */
  readonly secrets: readonly string[];
  /** Whether two sendings of one message can be told to be one. */
  readonly repeats: true | NotOffered;
  /** Whether `identify` asks the receiver. */
  readonly asksWhenIdentified: true | NotOffered;
}

const MESSAGE: NotifyRequest = {
  channel: "",
  title: "erp is down",
  text: "since 12:00, Łódź 東京 \u{1F469}\u200D\u{1F527}",
  messageKey: "key-1",
};
const TIMEOUT = 5_000;

/** What every connector to receivers of messages must do. */
export function describeNotifyConformance(subject: NotifySubject): void {
  const open = (options: ConnectorSettings["options"], timeoutMilliseconds = TIMEOUT): ConnectorSession => {
    const settings = { system: "system", options, clock: new SuiteClock(), timeoutMilliseconds };
    const session = subject.connector.open({ ...settings, projectFolder: process.cwd() });
    onTestFinished(() => session.close());
    return session;
  };
  const start = async (receiver: Promise<RunningReceiver>): Promise<RunningReceiver> => {
    const running = await receiver;
    onTestFinished(() => running.stop());
    return running;
  };
  const send = async (session: ConnectorSession, message = MESSAGE): Promise<void> => session.notify?.(message);

  describe(`the connector ${subject.name}`, () => {
    test("says that it notifies, and holds no records", async () => {
      const { description } = subject.connector;
      expect(description.notifies).toBe(true);
      expect(description.resources).toEqual({});
      expect(JSON.parse(JSON.stringify(description))).toEqual(description);
      const session = open((await start(subject.start(new SuiteClock()))).options);
      expect(session.notify).toBeDefined();
      const read = { resource: "anything", key: ["1"], fields: [], joins: [] };
      expect(await failureOf(() => session.read(read))).toMatchObject({ class: "SchemaDrift", effect: "none" });
    });

    test("delivers a message once, with its title and every letter of its text", async () => {
      const receiver = await start(subject.start(new SuiteClock()));
      await send(open(receiver.options));
      expect(receiver.messages()).toHaveLength(1);
      expect(receiver.messages()[0]).toContain("erp is down");
    });

    tryIfOffered("a repeat is told by its key, another message has another", subject.repeats, async () => {
      const receiver = await start(subject.start(new SuiteClock()));
      const session = open(receiver.options);
      for (const messageKey of ["key-1", "key-1", "key-2"]) await send(session, { ...MESSAGE, messageKey });
      const [first, second, third] = [0, 1, 2].map((index) => receiver.identity(index));
      expect(first).toBeDefined();
      expect(second).toBe(first);
      expect(third).not.toBe(first);
    });

    for (const [title, { start: startRefusing, expected }] of Object.entries(subject.refusals)) {
      test(`${title}: ${Object.values(expected).join(", ")}, and no secret is told`, async () => {
        const receiver = await start(startRefusing());
        const details = await failureOf(() => send(open(receiver.options, 300)));
        const { retry, ...others } = expected;
        expect(details).toMatchObject(others);
        if (retry !== undefined)
          expect(details.retry).toEqual(
            typeof retry === "number" ? { when: "after", milliseconds: retry } : { when: retry },
          );
        for (const secret of subject.secrets) expect(JSON.stringify(details)).not.toContain(secret);
      });
    }

    test("a receiver that is not there is Maintenance with no effect", async () => {
      const details = await failureOf(() => send(open(subject.nobody)));
      expect(details).toMatchObject({ class: "Maintenance", effect: "none" });
      for (const secret of subject.secrets) expect(JSON.stringify(details)).not.toContain(secret);
    });

    tryIfOffered("is identified without a message and without a secret", subject.asksWhenIdentified, async () => {
      const receiver = await start(subject.start(new SuiteClock()));
      const identity = await open(receiver.options).identify();
      expect(receiver.messages()).toEqual([]);
      for (const secret of subject.secrets) expect(JSON.stringify(identity)).not.toContain(secret);
      expect(await failureOf(() => open(subject.nobody).identify())).toMatchObject({ class: "Maintenance" });
    });

    test("an option that is missing is named", async () => {
      const failure = await failureOf(async () => {
        await open({}).identify();
      });
      expect(failure).toMatchObject({ class: "Invalid", scope: "system" });
    });
  });
}
