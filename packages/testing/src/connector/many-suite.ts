import { valueAt } from "@xmap/contract";
import { expect, type TestContext, test } from "vitest";
import { keyText, textOfKey } from "./pages.ts";
import { startStage } from "./stage.ts";
import { type ConnectorSubject, isNotOffered } from "./subject.ts";

const NONE = "the connector takes one record a request";

/** Many records in one request, where a connector offers it. */
export function describeMany<Server>(subject: ConnectorSubject<Server>): void {
  const { search, create } = subject;

  test("many records are read in the order of their keys, undefined for those that are not there", async (context) => {
    const { unicode } = subject.read.cases;
    const stage = await startStage(subject);
    const readMany = stage.session.many?.read?.bind(stage.session.many);
    if (readMany === undefined || isNotOffered(unicode)) return skip(context);
    const { resource, missingKey } = subject.read;
    const first = await unicode.make(stage, "FIRST1");
    const second = await unicode.make(stage, "SECOND2");
    const keys = [second, missingKey, first, second];
    const records = await readMany({ resource, keys, fields: [unicode.field], joins: [] });
    expect(records.map((record) => valueAt(record, unicode.field.split(".")))).toEqual([
      "SECOND2",
      undefined,
      "FIRST1",
      "SECOND2",
    ]);
  });

  test("many matches are searched at once and answered in their order", async (context) => {
    const stage = await startStage(subject);
    const searchMany = stage.session.many?.search?.bind(stage.session.many);
    if (searchMany === undefined || isNotOffered(search)) return skip(context);
    const { resource, fields, keyFields, match } = search;
    const first = await search.make(stage, "FIRST1");
    const second = await search.make(stage, "SECOND2");
    const matches = [match("SECOND2"), match("NOWHERE9"), match("FIRST1")];
    const found = await searchMany({ resource, matches, fields: [...fields, ...Object.keys(match("X"))], limit: 3 });
    expect(found.map((records) => records.map((record) => keyText(record, keyFields)))).toEqual([
      [textOfKey(second)],
      [],
      [textOfKey(first)],
    ]);
  });

  test("many records are created in one request: their keys come in order", async (context) => {
    const stage = await startStage(subject);
    const createMany = stage.session.many?.create?.bind(stage.session.many);
    if (createMany === undefined || isNotOffered(create)) return skip(context);
    const texts = ["FIRST1", "SECOND2", "THIRD3"];
    const creates = [];
    for (const text of texts) {
      const lines = (await create.lines?.(stage, text)) ?? {};
      creates.push({ values: await create.values(stage, text), lines, writeKey: text });
    }
    const before = stage.wire?.calls(create.commits) ?? 0;
    const keys = await createMany({ resource: create.resource, creates });
    if (stage.wire !== undefined) expect(stage.wire.calls(create.commits) - before).toBe(1);
    expect(new Set(keys.map(textOfKey)).size).toBe(texts.length);
    for (const [index, text] of texts.entries()) {
      const fields = Object.keys(create.expected(text));
      const key = keys[index] ?? [];
      const record = await stage.session.read({ resource: create.resource, key, fields, joins: [] });
      expect(record).toMatchObject(create.expected(text));
    }
  });
}

function skip({ skip: show }: TestContext): void {
  show(NONE);
}
