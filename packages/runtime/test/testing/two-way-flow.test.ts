import type { LookupModule, StepModule, Value } from "@xmap/runtime";
import { type DeclaredAnswers, type DeclaredTest, runFlowTest } from "@xmap/runtime/testing";
import { expect, it } from "vitest";
import { customers, PARTNER, PROFILE } from "../fakes/customer-mapping.ts";
import { POLICY } from "../fakes/order-mapping.ts";

const BINDING = customers("erp");
const PLACE = { file: "customers.xmap", line: 1 };
const PARTNER_GIVEN = { id: 7, email: "ann@example.org", name: "Ann", phone: "1", lang: "de_DE", credit: 3 };
const KNOWN: DeclaredAnswers = {
  of: PROFILE,
  arms: [{ key: [31], answer: { id: 31, login: "ann@example.org", name: "Anne", phone: "1", staff: false } }],
};

interface State {
  readonly partner: object;
}

const FIND: StepModule = {
  ...PLACE,
  id: "known",
  step: "find",
  assign: "known",
  binding: BINDING,
  side: "right",
  record: ({ partner }: State) => partner,
  otherwise: () => ({ word: "skip", message: "no account" }),
};
const SYNC: StepModule = {
  ...PLACE,
  id: "profile",
  step: "sync",
  assign: "profile",
  binding: BINDING,
  side: "right",
  record: ({ partner }: State) => partner,
};

function run(steps: readonly StepModule[], answers: readonly DeclaredAnswers[], expected: DeclaredTest["expect"]) {
  const flow = {
    name: "FromErp",
    subject: { name: "partner", entity: PARTNER },
    where: undefined,
    triggers: [],
    policy: POLICY,
    atMostEveryMilliseconds: undefined,
    rules: [],
    steps,
  };
  return runFlowTest(flow, { place: "customers.xmap:9", given: PARTNER_GIVEN, answers, expect: expected });
}

it("a sync the way back is seen by what it sends to the left record", async () => {
  const fields = { login: "ann@example.org", name: "Ann", language: "de", points: 3 };
  expect(await run([SYNC], [], { written: "profile", fields })).toMatchObject({ passed: true });
  expect(await run([SYNC], [], { written: "profile", fields: { name: "Anne" } })).toMatchObject({
    passed: false,
    differences: [{ path: "name", rules: [{ id: "Customers/<-/name" }] }],
  });
});

it("the way back finds and changes the record that has the same key", async () => {
  const changed = { written: "profile", fields: { name: "Ann", phone: null } };
  expect(await run([FIND, SYNC], [KNOWN], changed)).toMatchObject({ passed: true });
  expect(await run([FIND, SYNC], [], { outcome: "skip", message: "no account" })).toMatchObject({ passed: true });
});

it("an answer of a binding stands in for a sync the way back", async () => {
  const answers = [{ of: BINDING, arms: [{ answer: { id: 31, name: "Anne" } }] }];
  const told: StepModule = {
    ...PLACE,
    id: "told",
    step: "outcome",
    outcome: ({ profile }: { profile: { name: string } }) => ({ word: "hold", message: profile.name }),
  };
  expect(await run([SYNC, told], answers, { outcome: "hold", message: "Anne" })).toMatchObject({ passed: true });
});

const COUNTRY_ID: LookupModule = {
  name: "CountryId",
  entity: { name: "Country", system: "erp", resource: "country", key: PARTNER.key, fields: ["id", "code"], joins: [] },
  columns: ["code"],
  result: "id",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `no country ${String(key)}` }),
  many: () => ({ word: "hold", message: "several" }),
};
const COUNTRY_CODE: LookupModule = { ...COUNTRY_ID, columns: ["id"], result: "code" };

it("the way back of a two-way lookup is answered by the answers of the way there", async () => {
  const asked = (id: number): StepModule => ({
    ...PLACE,
    id: "code",
    step: "value",
    assign: "code",
    lookups: [(_state, ask) => ask.lookup(COUNTRY_CODE, id)],
    value: (_state, answers) => answers.lookup(COUNTRY_CODE, "code", id) as Value | undefined,
  });
  const told: StepModule = {
    ...PLACE,
    id: "told",
    step: "outcome",
    outcome: ({ code }: { code: string }) => ({ word: "skip", message: code }),
  };
  const there = [
    {
      of: COUNTRY_ID,
      arms: [
        { key: ["US"], answer: 233 },
        { key: ["GB"], answer: 231 },
      ],
    },
  ];
  expect(await run([asked(231), told], there, { outcome: "skip", message: "GB" })).toMatchObject({ passed: true });
  expect(await run([asked(5), told], there, { outcome: "hold" })).toMatchObject({
    passed: false,
    unanswered: ["CountryId of 5"],
  });
  const withMiss = [{ of: COUNTRY_ID, arms: [...(there[0]?.arms ?? []), {}] }];
  expect(await run([asked(5), told], withMiss, { outcome: "hold", message: "no country 5" })).toMatchObject({
    passed: true,
  });
});
