import { expect, test } from "vitest";
import { startStage, tryIfOffered } from "./stage.ts";
import type { ConnectorSubject } from "./subject.ts";

/** What a closed session leaves behind: nothing. */
export function describeClosing<Server>(subject: ConnectorSubject<Server>): void {
  tryIfOffered("a closed session holds no connection", subject.wire, async () => {
    const { session, wire } = await startStage(subject);
    await Promise.all([session.identify(), session.identify()]);
    await session.close();
    await expect.poll(() => wire?.connections()).toBe(0);
  });

  tryIfOffered("a closed session gives its seats back", subject.seats, async (seats) => {
    const { session, server } = await startStage(subject);
    await session.identify();
    expect(seats(server)).toBeGreaterThan(0);
    await session.close();
    expect(seats(server)).toBe(0);
  });

  test("a session can be closed twice, and without having been used", async () => {
    const { session } = await startStage(subject);
    await session.close();
    await session.close();
  });
}
