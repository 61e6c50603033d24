import type { Value } from "@xmap/contract";
import { expect, it } from "vitest";
import type { FieldLineage, SourceField, ViaLineage } from "../../src/lineage/lineage.ts";
import { chooseRules } from "../../src/lineage/trace/choose-rules.ts";
import type { AskedQuestion } from "../../src/lineage/trace/recorded-answers.ts";

const PLACE = { file: "a.xmap", line: 1, column: 1 };

interface Alternative {
  readonly rule: string;
  readonly source?: Value;
  readonly literal?: string;
  readonly condition?: string;
  readonly via?: "lookup" | "binding";
  /** What its lookup or binding answered; absent when it was not asked. */
  readonly answer?: Value;
}

function chosen(value: Value | undefined, alternatives: readonly Alternative[]): readonly string[] {
  const fields = alternatives.map(fieldFor);
  const of = (field: FieldLineage) => alternatives[fields.indexOf(field)];
  return chooseRules(fields, {
    value,
    valuesOf: (field) => [{ path: "x", value: of(field)?.source }],
    askedBy: (field) => {
      const answer = of(field)?.answer;
      return answer === undefined ? [] : [question(answer)];
    },
  }).map((field) => field.rule);
}

function question(answer: Value): AskedQuestion {
  return { kind: "lookup", name: "L", rule: undefined, key: [], field: undefined, found: [answer], answer };
}

function fieldFor({ rule, source, literal, condition, via }: Alternative): FieldLineage {
  const from: SourceField = { record: undefined, entity: "E", path: "x", role: "value", list: undefined };
  const base = { rule, list: undefined, name: "L", entity: "E" };
  const lookup: ViaLineage = { ...base, kind: "lookup", columns: ["code"], result: "id" };
  const binding: ViaLineage = { ...base, kind: "binding", field: undefined, linked: false };
  return {
    target: "t",
    rule,
    place: PLACE,
    text: "",
    expression: "",
    included: undefined,
    list: undefined,
    sources: source === undefined && via === undefined ? [] : [from],
    alternatives: [],
    literals: literal === undefined ? [] : [literal],
    via: via === undefined ? [] : [via === "lookup" ? lookup : binding],
    condition,
    conversion: "none",
    key: false,
    once: false,
  };
}

it.for<readonly [string, Value | undefined, readonly Alternative[], readonly string[]]>([
  ["the only rule", "a", [{ rule: "1", source: "a", condition: "c" }], ["1"]],
  [
    "the rule without a condition, which comes last",
    "a",
    [
      { rule: "1", source: "a", condition: "c" },
      { rule: "2", source: "a" },
    ],
    ["2"],
  ],
  [
    "the one whose source has the value",
    "b",
    [
      { rule: "1", source: "a", condition: "c" },
      { rule: "2", source: "b", condition: "d" },
    ],
    ["2"],
  ],
  [
    "the one whose literal is the value",
    "x",
    [
      { rule: "1", literal: "x", condition: "c" },
      { rule: "2", literal: "y", condition: "d" },
    ],
    ["1"],
  ],
  [
    "both when both have the value",
    "a",
    [
      { rule: "1", source: "a", condition: "c" },
      { rule: "2", source: "a", condition: "d" },
    ],
    ["1", "2"],
  ],
  [
    "the one whose lookup was asked",
    7,
    [
      { rule: "1", via: "lookup", answer: 7, condition: "c" },
      { rule: "2", via: "lookup", condition: "d" },
    ],
    ["1"],
  ],
  [
    "the last one whose lookup was asked",
    7,
    [
      { rule: "1", via: "lookup", answer: 6 },
      { rule: "2", via: "lookup", answer: 7, condition: "d" },
    ],
    ["2"],
  ],
  [
    "the one whose binding gave the value",
    8,
    [
      { rule: "1", via: "binding", answer: 8, condition: "c" },
      { rule: "2", via: "binding", answer: 7, condition: "d" },
    ],
    ["1"],
  ],
  [
    "all when nothing speaks for any",
    undefined,
    [
      { rule: "1", via: "lookup", condition: "c" },
      { rule: "2", via: "lookup", condition: "d" },
    ],
    ["1", "2"],
  ],
])("of several rules for one field it names %s", ([, value, alternatives, expected]) => {
  expect(chosen(value, alternatives)).toEqual(expected);
});
