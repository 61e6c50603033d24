import { valueAt } from "@xmap/contract";
import { expect, test } from "vitest";
import { READ_SAMPLES } from "./samples.ts";
import { failureOf, startStage, tryIfOffered } from "./stage.ts";
import { type ConnectorSubject, isNotOffered, READ_CASES } from "./subject.ts";

const TITLES = {
  unicode: "letters of all scripts, combining marks and emoji arrive as they are",
  decimal: "a decimal number is exact",
  bigNumber: "a whole number past 2^53 is text and loses no digit",
  emptyText: "empty text is null",
  emptyList: "an empty list is an empty list",
  instant: "an instant is UTC text, whatever zone the system writes in",
  archived: "an archived record is read like any other",
} as const;

/** Records in the contract's values. */
export function describeReading<Server>(subject: ConnectorSubject<Server>): void {
  const { resource, missingKey, cases } = subject.read;

  test("a key that no record has is undefined, not a failure", async () => {
    const { session } = await startStage(subject);
    expect(await session.read({ resource, key: missingKey, fields: [], joins: [] })).toBeUndefined();
  });

  for (const name of READ_CASES) {
    tryIfOffered(TITLES[name], cases[name], async ({ field, expected = READ_SAMPLES[name], ...part }) => {
      const stage = await startStage(subject);
      const key = await part.make(stage, READ_SAMPLES[name]);
      const read = { resource: part.resource ?? resource, key, fields: [field], joins: [] };
      const record = await stage.session.read(read);
      expect(valueAt(record, field.split("."))).toEqual(expected);
    });
  }

  test("each of the fields that are asked for comes, alone or together", async () => {
    const offered = READ_CASES.flatMap((name) => {
      const part = cases[name];
      return isNotOffered(part) || part.resource !== undefined ? [] : [{ ...part, sample: READ_SAMPLES[name] }];
    });
    const fields = offered.map(({ field }) => field);
    for (const { make, sample, field } of offered) {
      const stage = await startStage(subject);
      const key = await make(stage, sample);
      for (const asked of [[field], fields]) {
        const record = await stage.session.read({ resource, key, fields: asked, joins: [] });
        for (const path of asked) expect(valueAt(record, path.split(".")), path).not.toBeUndefined();
      }
    }
  });

  const joins = subject.connector.description.resources[resource]?.joins ?? [];
  if (joins.length === 0) return;
  test("each join delivers a list, or is refused as drift where this installation has none", async () => {
    const offered = READ_CASES.map((name) => cases[name]).find((part) => !isNotOffered(part));
    if (offered === undefined || isNotOffered(offered)) throw new Error("The subject makes no record to read");
    const stage = await startStage(subject);
    const key = await offered.make(stage, READ_SAMPLES.unicode);
    for (const join of joins) {
      const read = () => stage.session.read({ resource, key, fields: [], joins: [join] });
      const answer = await read().catch((thrown: unknown) => thrown);
      if (answer instanceof Error) expect(await failureOf(read)).toMatchObject({ class: "SchemaDrift" });
      else expect(answer, join).toMatchObject({ [join]: expect.any(Array) });
    }
  });
}
