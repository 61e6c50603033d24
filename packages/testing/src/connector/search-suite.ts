import { expect, test } from "vitest";
import { keyText, textOfKey } from "./pages.ts";
import { startStage, tryIfOffered } from "./stage.ts";
import type { ConnectorSubject, SearchSubject } from "./subject.ts";

/** Finding records by fields, which is how a lost create is looked for. */
export function describeSearching<Server>(subject: ConnectorSubject<Server>, search: SearchSubject<Server>): void {
  const { resource, fields, keyFields } = search;
  const find = (stage: Awaited<ReturnType<typeof startStage<Server>>>, match: ReturnType<typeof search.match>) =>
    stage.session.search({ resource, match, fields, limit: 10 });

  test("what fits nothing is an empty list", async () => {
    const stage = await startStage(subject);
    await search.make(stage, "ALPHA1");
    expect(await find(stage, search.match("NOWHERE9"))).toEqual([]);
  });

  test("the record that fits is found with the fields that were asked for, and no other", async () => {
    const stage = await startStage(subject);
    await search.make(stage, "ALPHA1");
    const wanted = await search.make(stage, "BETA2");
    const found = await find(stage, search.match("BETA2"));
    expect(found.map((record) => keyText(record, keyFields))).toEqual([textOfKey(wanted)]);
    for (const field of fields) expect(found[0]?.[field], field).not.toBeUndefined();
  });

  test("a text with the signs of patterns is text", async () => {
    const stage = await startStage(subject);
    await search.make(stage, "ALPHA1");
    for (const text of ["ALPHA_", "%", "ALPHA%", "*"]) expect(await find(stage, search.match(text))).toEqual([]);
  });

  tryIfOffered("two fields must both fit", search.several, async ({ make, match }) => {
    const stage = await startStage(subject);
    const wanted = await make(stage, "ALPHA1", "ONE");
    await make(stage, "ALPHA1", "TWO");
    const found = await find(stage, match("ALPHA1", "ONE"));
    expect(found.map((record) => keyText(record, keyFields))).toEqual([textOfKey(wanted)]);
    expect(await find(stage, match("ALPHA1", "THREE"))).toEqual([]);
  });

  tryIfOffered("no more come than the limit", search.repeats, async () => {
    const stage = await startStage(subject);
    const keys = [await search.make(stage, "SAME"), await search.make(stage, "SAME"), await search.make(stage, "SAME")];
    for (const limit of [1, 2, 3, 4]) {
      const found = await stage.session.search({ resource, match: search.match("SAME"), fields, limit });
      const told = found.map((record) => keyText(record, keyFields));
      expect(new Set(told).size).toBe(Math.min(limit, 3));
      expect(keys.map(textOfKey)).toEqual(expect.arrayContaining(told));
    }
  });
}
