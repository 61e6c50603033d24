import { type ConnectorSession, type ConnectorSettings, Failure, type FailureDetails } from "@xmap/contract";
import { onTestFinished, type TestContext, test } from "vitest";
import { type ConnectorSubject, isNotOffered, type NotOffered, type Stage } from "./subject.ts";
import { SuiteClock } from "./suite-clock.ts";
import { openWire } from "./wire.ts";

/** A fresh system with a session; both end with the test. */
export async function startStage<Server>(
  subject: ConnectorSubject<Server>,
  own: ConnectorSettings["options"] = {},
): Promise<Stage<Server>> {
  const clock = subject.clock?.() ?? new SuiteClock();
  const server = await subject.start(clock);
  const wire = isNotOffered(subject.wire) ? undefined : await openWire(subject.wire.address(server));
  const sessions: ConnectorSession[] = [];
  const open: Stage<Server>["open"] = ({ options = {}, timeoutMilliseconds = 30_000 } = {}) => {
    const session = subject.connector.open({
      system: "system",
      options: { ...subject.options(server, wire?.address ?? ""), ...own, ...options },
      clock,
      timeoutMilliseconds,
      projectFolder: subject.projectFolder?.(server) ?? process.cwd(),
    });
    sessions.push(session);
    return session;
  };
  onTestFinished(async () => {
    wire?.mend();
    for (const session of sessions) await session.close().catch(() => undefined);
    await wire?.close();
    await subject.stop(server);
  });
  return { server, session: open(), clock, wire, open };
}

/** Shows in the report what cannot be tried, with its reason. */
export function tryIfOffered<Content>(
  title: string,
  part: Content | NotOffered,
  body: (content: Content) => Promise<void>,
): void {
  if (isNotOffered(part)) {
    const { notOffered } = part;
    test(`${title} (not offered: ${notOffered})`, ({ skip }: TestContext) => skip(notOffered));
  } else test(title, () => body(part));
}

/** The details of the Failure that a call ends in; anything else is an error of the connector. */
export async function failureOf(call: () => unknown): Promise<FailureDetails> {
  let thrown: unknown;
  try {
    thrown = await call();
  } catch (error) {
    if (error instanceof Failure) return error.details;
    throw new Error("A session rejects with a Failure and nothing else", { cause: error });
  }
  throw new Error(`The call was to fail and answered ${JSON.stringify(thrown)}`);
}
