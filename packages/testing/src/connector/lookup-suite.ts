import { expect, test } from "vitest";
import { startStage, tryIfOffered } from "./stage.ts";
import type { ConnectorSubject, LookupSubject } from "./subject.ts";

/** Many keys looked up at once. */
export function describeLookup<Server>(subject: ConnectorSubject<Server>, lookup: LookupSubject<Server>): void {
  const { resource, column, result, make, keyOf = (text: string) => text } = lookup;
  const ask = { resource, columns: [column], result };

  test("the answers stand in the order of the keys; nothing is found for unknown and null", async () => {
    const stage = await startStage(subject);
    const { session } = stage;
    const one = await make(stage, "KEY1");
    const two = await make(stage, "KEY2");
    const keys = [[keyOf("KEY2")], [keyOf("NOWHERE9")], [keyOf("KEY1")], [null], [keyOf("KEY2")]];
    expect(await session.lookup({ ...ask, keys })).toEqual([[two], [], [one], [], [two]]);
  });

  test("no keys, no answers", async () => {
    const { session } = await startStage(subject);
    expect(await session.lookup({ ...ask, keys: [] })).toEqual([]);
  });

  tryIfOffered("all records with the key come", lookup.repeats, async () => {
    const stage = await startStage(subject);
    const values: unknown[] = [await make(stage, "SAME1"), await make(stage, "SAME1")];
    const [found = []] = await stage.session.lookup({ ...ask, keys: [[keyOf("SAME1")]] });
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining(values));
  });

  tryIfOffered("several columns must all fit", lookup.several, async ({ columns, make: makePair }) => {
    const stage = await startStage(subject);
    const first = await makePair(stage, "LEFT1", "RIGHT1");
    const second = await makePair(stage, "LEFT1", "RIGHT2");
    const keys = [
      ["LEFT1", "RIGHT2"],
      ["LEFT1", "RIGHT1"],
      ["LEFT1", "RIGHT3"],
      ["LEFT1", null],
    ];
    expect(await stage.session.lookup({ resource, columns, result, keys })).toEqual([[second], [first], [], []]);
  });

  tryIfOffered("fifty keys take few calls", lookup.callsForFifty, async (most) => {
    const stage = await startStage(subject);
    const keys: string[][] = [];
    for (let index = 0; index < 50; index += 1) {
      await make(stage, `MANY${index}`);
      keys.push([keyOf(`MANY${index}`)]);
    }
    await stage.session.lookup({ ...ask, keys: [[keyOf("MANY0")]] });
    const before = stage.wire?.calls() ?? 0;
    expect((await stage.session.lookup({ ...ask, keys })).map((found) => found.length)).toEqual(keys.map(() => 1));
    expect((stage.wire?.calls() ?? 0) - before).toBeLessThanOrEqual(most);
  });
}
