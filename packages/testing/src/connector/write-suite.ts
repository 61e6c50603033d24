import { type DataRecord, Failure, type LinePatch } from "@xmap/contract";
import { expect, test } from "vitest";
import { flattenRecord, valuesAt } from "./record-values.ts";
import { failureOf, startStage, tryIfOffered } from "./stage.ts";
import { type ConnectorSubject, type CreateSubject, isNotOffered, type Stage, type UpdateSubject } from "./subject.ts";
import type { WireFault } from "./wire.ts";

/** Creates, changes, lines, and what becomes of them when an answer is lost. */
export function describeWriting<Server>(subject: ConnectorSubject<Server>): void {
  if (!isNotOffered(subject.create)) describeCreate(subject, subject.create);
  if (!isNotOffered(subject.update)) describeUpdate(subject, subject.update);
  describeLines(subject);
  describeUpsert(subject);
}

function describeCreate<Server>(subject: ConnectorSubject<Server>, create: CreateSubject<Server>): void {
  const { resource, expected, commits } = create;
  const request = async (stage: Stage<Server>, text: string) => ({
    resource,
    values: await create.values(stage, text),
    lines: (await create.lines?.(stage, text)) ?? {},
    writeKey: text,
  });
  const found = async (stage: Stage<Server>, text: string): Promise<number> => {
    if (typeof create.found !== "function") return create.found.count(stage, text);
    const fields = Object.keys(flattenRecord(expected(text)));
    const records = await stage.session.search({ resource, match: create.found(text), fields, limit: 5 });
    return records.length;
  };

  test("a record is created with what was given, and answers its key", async () => {
    const stage = await startStage(subject);
    const key = await stage.session.create(await request(stage, "MADE1"));
    const fields = Object.keys(flattenRecord(expected("MADE1")));
    const record = await stage.session.read({ resource, key, fields, joins: [] });
    expect(valuesAt(record, fields)).toEqual(flattenRecord(expected("MADE1")));
  });

  const offered = isNotOffered(subject.wire) ? subject.wire : create;
  const faults: readonly [string, WireFault, number][] = [
    ["whose answer is lost", { kind: "lostAnswer" }, 1],
    ["that never arrives", { kind: "resetBefore" }, 0],
  ];
  for (const [title, fault, there] of faults) {
    tryIfOffered(`a create ${title} has an unknown effect, and a search says what became of it`, offered, async () => {
      const stage = await startStage(subject);
      await stage.session.create(await request(stage, "BEFORE1"));
      const asked = await request(stage, "LOST1");
      stage.wire?.fail(fault, { fits: commits });
      const failure = await failureOf(() => stage.session.create(asked));
      expect(failure).toMatchObject({ effect: "unknown", scope: "record", retry: { when: "now" } });
      expect(await found(stage, "LOST1")).toBe(there);
      if (there === 0) await stage.session.create(asked);
      expect(await found(stage, "LOST1")).toBe(1);
    });
  }
}

function describeUpdate<Server>(subject: ConnectorSubject<Server>, update: UpdateSubject<Server>): void {
  const { resource, make, patch, untouched, commits } = update;
  const written = flattenRecord(patch);
  const fields = [...Object.keys(written), ...untouched];

  test("a change writes what the patch names and nothing else, and is the same the second time", async () => {
    const stage = await startStage(subject);
    const key = await make(stage);
    const before = await stage.session.read({ resource, key, fields, joins: [] });
    const after = { ...valuesAt(before, untouched), ...written };
    for (const writeKey of ["w1", "w2"]) {
      await stage.session.update({ resource, key, values: patch, lines: {}, writeKey });
      const record = await stage.session.read({ resource, key, fields, joins: [] });
      expect(valuesAt(record, fields)).toEqual(after);
    }
  });

  const isOnWire = isNotOffered(subject.wire) ? subject.wire : subject.update;
  tryIfOffered("a change whose answer is lost has an unknown effect and can be repeated", isOnWire, async () => {
    const stage = await startStage(subject);
    const key = await make(stage);
    stage.wire?.fail({ kind: "lostAnswer" }, { fits: commits });
    const request = { resource, key, values: patch, lines: {}, writeKey: "w" };
    expect(await failureOf(() => stage.session.update(request))).toMatchObject({ effect: "unknown", scope: "record" });
    const read = async () =>
      valuesAt(await stage.session.read({ resource, key, fields, joins: [] }), Object.keys(written));
    expect(await read()).toEqual(written);
    await stage.session.update(request);
    expect(await read()).toEqual(written);
  });

  const missingIs = update.missingIs ?? "NotFound";
  test(`a change of a record that is not there is ${missingIs}`, async () => {
    const { session } = await startStage(subject);
    const request = { resource, key: subject.read.missingKey, values: patch, lines: {}, writeKey: "w" };
    if (resource !== subject.read.resource) return;
    expect(await failureOf(() => session.update(request))).toMatchObject({
      class: missingIs,
      effect: "none",
      retry: { when: "never" },
    });
  });
}

function describeLines<Server>(subject: ConnectorSubject<Server>): void {
  tryIfOffered("lines are added, changed and removed by their keys", subject.lines, async (lines) => {
    const { resource, field, lineKey, tells } = lines;
    const stage = await startStage(subject);
    const key = await lines.make(stage, "L1");
    const linesNow = async (): Promise<readonly DataRecord[]> => {
      const record = await stage.session.read({ resource, key, fields: lines.fields, joins: lines.joins ?? [] });
      const list = record?.[field];
      return Array.isArray(list) ? list : [];
    };
    const told = async () => (await linesNow()).map(tells);
    const patch = (some: Partial<LinePatch>) =>
      stage.session.update({
        resource,
        key,
        values: {},
        lines: { [field]: { add: [], change: [], remove: [], ...some } },
        writeKey: "w",
      });
    expect(await told()).toEqual(["L1"]);
    await patch({ add: [{ identity: "2", values: await lines.line(stage, "L2") }] });
    expect((await told()).toSorted()).toEqual(["L1", "L2"]);
    const first = (await linesNow()).find((line) => tells(line) === "L1");
    await patch({ change: [{ key: String(first?.[lineKey]), values: lines.change("L3") }] });
    expect((await told()).toSorted()).toEqual(["L2", "L3"]);
    if (isNotOffered(lines.removes)) return;
    await patch({ remove: [String(first?.[lineKey])] });
    expect(await told()).toEqual(["L2"]);
    const again = await patch({ remove: [String(first?.[lineKey])] }).catch((thrown: unknown) => thrown);
    if (again instanceof Failure) expect(again.details).toMatchObject({ effect: "none", scope: "record" });
    else expect(again).toBeUndefined();
    expect(await told()).toEqual(["L2"]);
  });
}

function describeUpsert<Server>(subject: ConnectorSubject<Server>): void {
  tryIfOffered("an upsert makes one record, however often and whatever is lost", subject.upsert, async (upsert) => {
    const { resource, key, match } = upsert;
    const stage = await startStage(subject);
    const write = (text: string) =>
      stage.session.upsert?.({ resource, key, values: upsert.values(text), lines: {}, writeKey: text });
    expect(await write("UP1")).toBeDefined();
    expect(await write("UP1")).toBeDefined();
    stage.wire?.fail({ kind: "lostAnswer" }, { fits: upsert.commits });
    if (stage.wire !== undefined)
      expect(await failureOf(async () => write("UP2"))).toMatchObject({ effect: "unknown", scope: "record" });
    expect(await write("UP2")).toBeDefined();
    for (const text of ["UP1", "UP2"])
      expect(await stage.session.search({ resource, match: match(text), fields: key, limit: 5 })).toHaveLength(1);
  });
}
