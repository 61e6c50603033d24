import type { Answer, Arm, Outcome } from "@xmap/grammar";
import type { MutantList } from "./mutant.ts";

const OTHER_WORD: Readonly<Record<Outcome["word"], Outcome["word"]>> = {
  skip: "hold",
  warn: "hold",
  hold: "reject",
  reject: "hold",
  fail: "hold",
};

/** Each arm answers what another one does. */
export function mutateArms(arms: readonly Arm[], mutants: MutantList): void {
  const texts = arms.flatMap(({ answer }) => (answer.kind === "Outcome" ? [] : [mutants.textOf(answer.span)]));
  for (const { answer } of arms) {
    if (answer.kind === "Outcome") {
      mutateOutcome(answer, mutants);
      continue;
    }
    const own = mutants.textOf(answer.span);
    const other = texts.find((text) => text !== own);
    if (other === undefined) mutateAnswer(answer, mutants);
    else mutants.change(answer.span, other);
  }
}

/** What is answered becomes something else of the same kind. */
export function mutateAnswer(answer: Answer, mutants: MutantList): void {
  switch (answer.kind) {
    case "Outcome":
      mutateOutcome(answer, mutants);
      return;
    case "StringLiteral":
      mutants.change(answer.span, JSON.stringify(`${answer.value}~`));
      return;
    case "NumberLiteral":
      mutants.change(answer.span, String(answer.value + 1));
      return;
    case "BooleanLiteral":
      mutants.change(answer.span, String(!answer.value));
      return;
    case "NullLiteral":
      mutants.change(answer.span, "keep");
      return;
    case "KeepAnswer":
      mutants.change(answer.span, "null");
      return;
    case "NoneAnswer":
      return;
  }
}

/** The outcome becomes one that somebody else has to deal with. */
export function mutateOutcome({ word, span }: Outcome, mutants: MutantList): void {
  mutants.change({ start: span.start, end: span.start + word.length }, OTHER_WORD[word]);
}
