import type { Answer, Arm, Literal } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";

/** The arms of each direction; equal arms of a one-way map have no backward ones. */
export interface DirectedArms {
  readonly forward: readonly Arm[];
  readonly backward: readonly Arm[];
}

interface Pair {
  readonly pattern: Literal;
  readonly answer: Literal;
  readonly arm: Arm;
}

/** The arms of a two-way map by direction; reports what keeps them from being a bijection. */
export function directArms(arms: readonly Arm[], context: CheckContext): DirectedArms {
  const pairs: Pair[] = [];
  const others: Arm[] = [];
  for (const arm of arms) {
    if (arm.patterns.length === 0) {
      checkNoDefault(arm.answer, context);
      others.push({ ...arm, direction: "->" });
    } else if (arm.direction !== "<->") {
      const help = "write `<->`, or leave the value to `else`";
      context.report({ code: "not-bijective-map", wording: "oneWay", span: arm.span, values: {}, help });
    } else if (!isLiteral(arm.answer)) {
      const help = "write it under `else ->`";
      context.report({ code: "not-bijective-map", wording: "outcome", span: arm.answer.span, values: {}, help });
    } else pairs.push(...arm.patterns.map((pattern) => ({ pattern, answer: arm.answer as Literal, arm })));
  }
  checkBijection(pairs, context);
  const ahead = arms.flatMap((arm): readonly Arm[] => (arm.patterns.length === 0 ? [] : [{ ...arm, direction: "->" }]));
  const back = pairs.map(
    ({ pattern, answer, arm }): Arm => ({
      kind: "Arm",
      patterns: [answer],
      direction: "->",
      answer: pattern,
      span: arm.span,
    }),
  );
  return { forward: [...ahead, ...others], backward: [...firstOfEach(back), ...others] };
}

/** A default for what is not known would be written back: only an outcome or `keep` may stand there. */
export function checkNoDefault(answer: Answer | undefined, context: CheckContext): void {
  if (answer === undefined || !isLiteral(answer)) return;
  const value = context.textOf(answer.span);
  const help = 'write an outcome: `else -> hold "…"`';
  context.report({ code: "default-written-back", span: answer.span, values: { value }, help });
}

function checkBijection(pairs: readonly Pair[], context: CheckContext): void {
  const seen = new Map<string, Pair>();
  for (const pair of pairs) {
    const answer = context.textOf(pair.answer.span);
    const key = valueText(pair.answer);
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, pair);
      continue;
    }
    const first = context.textOf(before.pattern.span);
    const second = context.textOf(pair.pattern.span);
    const inOneArm = before.arm === pair.arm;
    context.report({
      code: "not-bijective-map",
      span: inOneArm ? pair.pattern.span : pair.answer.span,
      values: { first, second, answer },
      related: [
        {
          file: context.path,
          span: inOneArm ? before.pattern.span : before.answer.span,
          message: `${first} has it here`,
        },
      ],
      help: "write the two directions as a pair of rules, `->` and `<-`, each with a map of its own",
    });
  }
}

/** An answer that two arms have is reported once; the inverse keeps the first. */
function firstOfEach(arms: readonly Arm[]): readonly Arm[] {
  const seen = new Set<string>();
  return arms.filter(({ patterns: [pattern] }) => {
    const key = pattern === undefined ? "" : valueText(pattern);
    return !seen.has(key) && seen.add(key);
  });
}

function valueText(literal: Literal): string {
  return literal.kind === "NullLiteral" ? "null" : JSON.stringify(literal.value);
}

function isLiteral(answer: Answer): answer is Literal {
  return answer.kind !== "Outcome" && answer.kind !== "KeepAnswer" && answer.kind !== "NoneAnswer";
}
