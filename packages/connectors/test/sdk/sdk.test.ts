import { describe, expect, test } from "vitest";
import { failureByTable, HTTP_ERROR_ROWS } from "../../src/sdk/error-table.ts";
import { limitedSession } from "../../src/sdk/limited-session.ts";
import { changesByStamp, type StampedRecord } from "../../src/sdk/stamp-changes.ts";
import { failureOf, settingsFor } from "../support.ts";

describe("the table of errors", () => {
  const answer = (status: number, body: unknown, writes = true) => ({
    status,
    contentType: "application/json",
    body,
    serverTime: undefined,
    context: { system: "crm", operation: "create", writes, secrets: ["hush"] },
  });
  const rows = [
    { status: 409, name: /^done$/, class: "AlreadyDone" },
    { words: /closed period/, class: "BusinessRule", more: { scope: "entity" } },
    ...HTTP_ERROR_ROWS,
  ] as const;
  const read = (body: unknown) => body as { readonly words?: string; readonly name?: string };

  test.each<[number, unknown, string]>([
    [409, { name: "done" }, "AlreadyDone done record"],
    [409, { name: "other" }, "Conflict none record"],
    [400, { words: "a closed period" }, "BusinessRule none entity"],
    [401, {}, "Unauthorized none system"],
    [418, {}, "Invalid none record"],
    [500, {}, "Transient unknown record"],
  ])("%i with %j is %s", (status, body, expected) => {
    const details = failureByTable(answer(status, body), rows, read)?.details;
    expect(`${details?.class} ${details?.effect} ${details?.scope}`).toBe(expected);
  });

  test("a success is no failure, a read has no effect, and words hold no secret", () => {
    expect(failureByTable(answer(201, {}), rows, read)).toBeUndefined();
    expect(failureByTable(answer(500, {}, false), rows, read)?.details.effect).toBe("none");
    expect(failureByTable(answer(422, { words: "not hush" }), rows, read)?.details.message).toBe("not ***");
  });
});

test("a limited session refuses what it was not given, with the system's name", async () => {
  const session = limitedSession(settingsFor({}), {
    identify: async () => ({ fingerprint: "f", label: "l" }),
    read: async () => ({ id: 1 }),
    search: async () => [],
    close: async () => {},
  });
  expect(await session.read({ resource: "a", key: ["1"], fields: [], joins: [] })).toEqual({ id: 1 });
  const create = session.create({ resource: "a", values: {}, lines: {}, writeKey: "w" });
  expect(await failureOf(create)).toMatchObject({
    class: "SchemaDrift",
    message: expect.stringContaining("of system offers no create"),
  });
  const fields = failureOf(Promise.resolve().then(() => session.operationFields("a", "post")));
  expect(await fields).toMatchObject({ class: "SchemaDrift", effect: "none" });
});

describe("changes by stamp", () => {
  const at = (seconds: number) => `2026-03-04T12:00:${String(seconds).padStart(2, "0")}Z`;
  const rows = [1, 1, 1, 2, 2, 9].map(
    (seconds, index): StampedRecord => ({ key: [String(index)], stamp: at(seconds), record: { id: index } }),
  );

  async function poll(from: string | undefined, limit: number, all = rows) {
    const keys: string[] = [];
    let cursor = from;
    for (let pages = 0; pages < 50; pages += 1) {
      const list = {
        overlapSeconds: 5,
        async read(place: { from: string | undefined; after: { stamp: string; key: readonly string[] } | undefined }) {
          const { from: begin = "", after } = place;
          const isBehind = ({ stamp, key }: StampedRecord): boolean =>
            after === undefined ||
            stamp > after.stamp ||
            (stamp === after.stamp && Number(key[0]) > Number(after.key[0]));
          const records = all.filter((row) => row.stamp >= begin && isBehind(row)).slice(0, limit);
          return { records, serverTime: Date.parse(at(10)) };
        },
      };
      const page = await changesByStamp(list, { resource: "r", cursor, limit });
      keys.push(...page.changed.map(({ key, settled }) => `${key[0]}${settled ? "" : "?"}`));
      cursor = page.cursor;
      if (!page.more) return { keys, cursor };
    }
    throw new Error("the poll did not end");
  }

  test.each([1, 2, 3, 5, 6, 7])(
    "in pages of %i each record comes once, those of the last seconds unsettled",
    async (limit) => {
      expect((await poll(undefined, limit)).keys).toEqual(["0", "1", "2", "3", "4", "5?"]);
    },
  );

  test("the next poll reaches back, and an empty system is asked from its beginning again", async () => {
    const { cursor } = await poll(undefined, 2);
    expect((await poll(cursor, 2)).keys).toEqual(["5?"]);
    const empty = await poll(undefined, 2, []);
    expect((await poll(empty.cursor, 2)).keys).toHaveLength(6);
  });
});
