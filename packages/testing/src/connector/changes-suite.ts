import { expect, test } from "vitest";
import { type Poll, poll, textOfKey } from "./pages.ts";
import { startStage, tryIfOffered } from "./stage.ts";
import type { ChangesSubject, ConnectorSubject, Key } from "./subject.ts";

const HOUR = 3_600_000;

/** Changes since a cursor: some may come twice, none may be missed. */
export function describeChanges<Server>(subject: ConnectorSubject<Server>, changes: ChangesSubject<Server>): void {
  const { resource, make, change, lateCommit, crowd = 500 } = changes;

  async function start(count: number) {
    const stage = await startStage(subject);
    const keys: Key[] = [];
    for (let index = 0; index < count; index += 1) keys.push(await make(stage, `CHANGE${index}`));
    return { stage, keys, texts: keys.map(textOfKey) };
  }
  const missing = (wanted: readonly string[], found: readonly string[]) => wanted.filter((key) => !found.includes(key));

  test("the first poll finds everything, and one of nothing new ends", async () => {
    const { stage, texts } = await start(5);
    const first = await poll(stage.session, resource, undefined, 2);
    expect(missing(texts, first.keys)).toEqual([]);
    await stage.clock.move(2 * HOUR);
    const second = await poll(stage.session, resource, first.cursor, 2);
    expect(second.cursor).not.toBe("");
  });

  test("a changed and a new record are found by the next poll, with another stamp than before", async () => {
    const { stage, keys, texts } = await start(4);
    const first = await poll(stage.session, resource, undefined, 100);
    await stage.clock.move(HOUR);
    const [changed = []] = keys;
    await change(stage, changed, "ANOTHER");
    const added = textOfKey(await make(stage, "ADDED"));
    const second = await poll(stage.session, resource, first.cursor, 100);
    expect(missing([textOfKey(changed), added], second.keys)).toEqual([]);
    const stampIn = (found: typeof first) => found.changed.findLast(({ key }) => textOfKey(key) === texts[0])?.stamp;
    expect(stampIn(second)).not.toBe(stampIn(first));
  });

  test.each([1, 2, 3, 5, 6, 100])("six records of one second are all found in pages of %i", async (limit) => {
    const { stage } = await start(0);
    const before = await poll(stage.session, resource, undefined, 100);
    await stage.clock.move(HOUR);
    const keys: string[] = [];
    for (let index = 0; index < 6; index += 1) keys.push(textOfKey(await make(stage, `TIE${index}`)));
    const after = await poll(stage.session, resource, before.cursor, limit);
    expect(missing(keys, after.keys)).toEqual([]);
  });

  test(`${crowd} records of one second are all found, at first and after a change of each`, async () => {
    const { stage, keys, texts } = await start(crowd);
    const first = await poll(stage.session, resource, undefined, 100);
    expect(missing(texts, first.keys)).toEqual([]);
    await stage.clock.move(HOUR);
    for (const key of keys) await change(stage, key, "AGAIN");
    const second = await poll(stage.session, resource, first.cursor, 100);
    expect(missing(texts, second.keys)).toEqual([]);
  });

  test("a change while pages are read is told by this poll or the next", async () => {
    const { stage, keys } = await start(6);
    const before = await stage.session.readChanged({ resource, cursor: undefined, limit: 2 });
    await stage.clock.move(5_000);
    const touched = [keys[0] ?? [], keys[5] ?? []];
    for (const key of touched) await change(stage, key, "MEANWHILE");
    const rest = await poll(stage.session, resource, before.cursor, 2);
    await stage.clock.move(60_000);
    const next = await poll(stage.session, resource, rest.cursor, 100);
    expect(missing(touched.map(textOfKey), [...rest.keys, ...next.keys])).toEqual([]);
  });

  test("two changes within one second: the first is not settled, or the second has another stamp", async () => {
    const { stage, keys } = await start(1);
    const [key = []] = keys;
    await stage.clock.move(HOUR);
    await change(stage, key, "FIRST");
    const first = await poll(stage.session, resource, undefined, 100);
    await change(stage, key, "SECOND");
    await stage.clock.move(60_000);
    const stateIn = ({ changed }: Poll) => changed.findLast((record) => textOfKey(record.key) === textOfKey(key));
    const one = stateIn(first);
    const second = async () => stateIn(await poll(stage.session, resource, first.cursor, 100));
    const two = await second();
    expect(two).toBeDefined();
    expect(one?.settled === false || one?.stamp !== two?.stamp).toBe(true);
    // Where time passes by itself, it takes some.
    await expect.poll(async () => (await second())?.settled).toBe(true);
  });

  tryIfOffered(
    "a transaction that becomes visible after its stamp is found",
    lateCommit,
    async ({ milliseconds }): Promise<void> => {
      const { stage } = await start(3);
      await stage.clock.move(HOUR);
      await make(stage, "IN TIME");
      const first = await poll(stage.session, resource, undefined, 100);
      await stage.clock.move(-milliseconds);
      const late = textOfKey(await make(stage, "LATE"));
      await stage.clock.move(milliseconds);
      const second = await poll(stage.session, resource, first.cursor, 100);
      expect(missing([late], second.keys)).toEqual([]);
    },
  );
}
