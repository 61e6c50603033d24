import type { MapSymbol } from "@xmap/language";
import type { Specification } from "./specification.ts";

type Arm = MapSymbol["arms"][number];

/** What an arm or a miss answers, in words. */
export function answerText(answer: Arm["answer"], file: string, { textOf }: Specification): string {
  switch (answer.kind) {
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return JSON.stringify(answer.value);
    case "NullLiteral":
      return "nothing (null)";
    case "KeepAnswer":
      return "the field is kept as it is";
    case "NoneAnswer":
      return "no value";
    case "Outcome":
      return textOf(file, answer.span);
  }
}

/** The values that an arm is for. */
export function patternText({ patterns }: Arm): string {
  if (patterns.length === 0) return "every other value";
  return patterns.map((pattern) => ("value" in pattern ? JSON.stringify(pattern.value) : "null")).join(", ");
}
