import { expect, test } from "vitest";
import { keyText, readPage, readPages, textOfKey } from "./pages.ts";
import { startStage } from "./stage.ts";
import { type ConnectorSubject, isNotOffered, type ListSubject } from "./subject.ts";

/** Whole lists, page by page. */
export function describeListing<Server>(subject: ConnectorSubject<Server>, list: ListSubject<Server>): void {
  const { make, keyFields } = list;
  const told = (pages: Awaited<ReturnType<typeof readPages>>) =>
    pages.flatMap(({ records }) => records.map((record) => keyText(record, keyFields)));

  test.each([0, 1, 2, 3, 4, 7])("%i more records: each comes once, whatever the size of a page", async (count) => {
    const stage = await startStage(subject);
    const before = told(await readPages(stage.session, list, 100));
    const added: string[] = [];
    for (let index = 0; index < count; index += 1) added.push(textOfKey(await make(stage, `LIST${index}`)));
    const all = [...before, ...added].toSorted();
    for (const limit of new Set([2, 3, Math.max(2, all.length - 1), Math.max(2, all.length), all.length + 2])) {
      const pages = await readPages(stage.session, list, limit);
      expect(told(pages).toSorted(), `pages of ${limit}`).toEqual(all);
      for (const { records } of pages) expect(records.length).toBeLessThanOrEqual(limit);
    }
  });

  test("the fields that are asked for come", async () => {
    const stage = await startStage(subject);
    const key = textOfKey(await make(stage, "LIST1"));
    const records = (await readPages(stage.session, list, 100)).flatMap((page) => page.records);
    const record = records.find((one) => keyText(one, keyFields) === key);
    for (const field of list.fields) expect(record?.[field], field).not.toBeUndefined();
  });

  test("whatever is there from first to last page comes, also when others come and go in between", async () => {
    const stage = await startStage(subject);
    const keys: string[] = [];
    for (let index = 0; index < 9; index += 1) keys.push(textOfKey(await make(stage, `LIST${index}`)));
    const seen: string[] = [];
    let gone: string | undefined;
    for (let cursor: string | undefined, pages = 0; pages < 100; pages += 1) {
      const page = await readPage(stage.session, list, cursor, 4);
      seen.push(...page.records.map((record) => keyText(record, keyFields)));
      if (page.next === undefined) break;
      cursor = page.next;
      if (pages < 3) await make(stage, `LATER${pages}`);
      const [first] = seen;
      if (pages === 0 && first !== undefined && !isNotOffered(list.remove) && keys.includes(first)) {
        gone = first;
        await list.remove(stage, first.split("/"));
      }
    }
    expect(keys.filter((key) => key !== gone && !seen.includes(key))).toEqual([]);
  });
}
