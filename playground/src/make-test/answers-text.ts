import type { Value } from "@xmap/contract";
import type { GivenAnswer } from "../run/given-answer.ts";
import type { AskedQuestion } from "../run/run-protocol.ts";

/** A test cannot say what was answered. */
export class UntellableAnswer extends Error {
  override readonly name = "UntellableAnswer";
}

/** `answers` clauses with what lookups and bindings answered, in the order of asking. Throws UntellableAnswer. */
export function answersText(
  questions: readonly AskedQuestion[],
  given: Readonly<Record<string, GivenAnswer>>,
): readonly string[] {
  const byName = Map.groupBy(questions, ({ name }) => name);
  return [...byName].map(([name, asked]) => {
    const arms = new Map<string, AskedQuestion[]>();
    for (const question of asked) {
      const key = keyText(question);
      arms.set(key, [...(arms.get(key) ?? []), question]);
    }
    const written = [...arms].map(([key, same]) => [key, armAnswer(same, given)] as const);
    const [only] = written;
    if (only !== undefined && written.length === 1 && (asked[0]?.kind === "reference" || only[0] === ""))
      return `answers ${name} -> ${only[1]}`;
    return `answers ${name} { ${written.map(([key, answer]) => `${key} -> ${answer}`).join(", ")} }`;
  });
}

function keyText({ values, name, subject }: AskedQuestion): string {
  const parts = values.map((value) => {
    const isLiteral = ["string", "number", "boolean"].includes(typeof value);
    if (!isLiteral) throw new UntellableAnswer(`A test cannot name what ${name} was asked: ${subject}.`);
    return JSON.stringify(value);
  });
  return parts.join(", ");
}

/** What was answered for one key: a value, or of a reference the fields of its record. */
function armAnswer(questions: readonly AskedQuestion[], given: Readonly<Record<string, GivenAnswer>>): string {
  const answered = questions.map((question) => ({ question, value: foundValue(question, given[question.key]) }));
  const [first] = answered;
  if (first === undefined || first.value === undefined) return "none";
  const isKeyAlone = answered.every(({ question }) => question.field === undefined);
  if (isKeyAlone) return JSON.stringify(first.value);
  const members = answered.map(({ question, value }): readonly [string, Value | undefined] => [
    question.field ?? question.ownKey ?? "id",
    value,
  ]);
  return JSON.stringify(nested(members));
}

function foundValue({ kind, name, subject }: AskedQuestion, answer: GivenAnswer | undefined): Value | undefined {
  const where = `${name} for ${subject}`;
  if (answer === undefined) throw new UntellableAnswer(`Answer ${where} first: a test leaves no question open.`);
  if (answer.kind === "found") return answer.value;
  if (answer.kind === "several") throw new UntellableAnswer(`A test cannot say that ${where} finds several.`);
  if (kind === "reference") throw new UntellableAnswer(`A test cannot say that ${where} finds nothing.`);
  return undefined;
}

/** `[["address.city", "Bonn"]]` as an object. */
function nested(members: readonly (readonly [string, Value | undefined])[]): object {
  const record: Record<string, unknown> = {};
  for (const [path, value] of members) {
    const names = path.split(".");
    const last = names.pop() ?? path;
    let place = record;
    for (const name of names) {
      const below = place[name];
      const next: Record<string, unknown> = typeof below === "object" && below !== null ? { ...below } : {};
      place[name] = next;
      place = next;
    }
    place[last] = value;
  }
  return record;
}
