import type {
  Answer,
  Arm,
  Duration,
  FieldPath,
  Identifier,
  Outcome,
  Template,
  TestArm,
  TypeReference,
  Value,
  Via,
} from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import { ExpressionPrinter, printExpression } from "./print-expression.ts";
import { printName } from "./print-name.ts";

/** Statements in braces, each on lines of its own. */
export function printBlock(statements: readonly string[]): string {
  if (statements.length === 0) return "{}";
  const inside = statements.flatMap((statement) => statement.split("\n").map((line) => `  ${line}\n`));
  return `{\n${inside.join("")}}`;
}

export function printIdentifier({ name }: Identifier): string {
  return printName(name, JSON.stringify);
}

export function printNames(names: readonly Identifier[]): string {
  return names.map(printIdentifier).join(", ");
}

export function printPath({ root, names }: FieldPath): string {
  return [...(root === "" ? [] : [root]), ...names.map(printIdentifier)].join(".");
}

export function printPaths(paths: readonly FieldPath[], between: string): string {
  return paths.map(printPath).join(between);
}

export function printType({ names }: TypeReference): string {
  return names.map(printIdentifier).join(".");
}

export function printExpressions(expressions: readonly Expression[]): string {
  return expressions.map(printExpression).join(", ");
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
] as const;

/** In the largest unit that makes a whole number. */
export function printDuration({ milliseconds }: Duration): string {
  const [unit, length] = UNITS.find(([, one]) => milliseconds % one === 0) ?? ["s", 1_000];
  return `${BigInt(milliseconds / length)}${unit}`;
}

export function printAnswer(answer: Answer): string {
  switch (answer.kind) {
    case "Outcome":
      return printOutcome(answer);
    case "KeepAnswer":
      return "keep";
    case "NoneAnswer":
      return "none";
    default:
      return printExpression(answer);
  }
}

export function printOutcome({ word, template }: Outcome): string {
  return template === undefined ? word : `${word} ${printTemplate(template)}`;
}

export function printArms(arms: readonly Arm[]): string {
  return printBlock(
    arms.map(({ patterns, direction, answer }) => `${printPatterns(patterns)} ${direction} ${printAnswer(answer)}`),
  );
}

export function printTestArms(arms: readonly TestArm[]): string {
  return printBlock(
    arms.map(({ patterns, answer }) => {
      const printed = answer.kind === "NoneAnswer" ? "none" : printExpression(answer);
      return `${printPatterns(patterns)} -> ${printed}`;
    }),
  );
}

function printPatterns(patterns: Arm["patterns"]): string {
  return patterns.length === 0 ? "else" : printExpressions(patterns);
}

export function printVia({ target, otherwise }: Via): string {
  const used = target.kind === "InlineArms" ? printArms(target.arms) : printType(target);
  return otherwise === undefined ? `via ${used}` : `via ${used} else ${printAnswer(otherwise)}`;
}

export function printValue({ expressions, via }: Value): string {
  const sources = printExpressions(expressions);
  return via === undefined ? sources : `${sources} ${printVia(via)}`;
}

/** In quotes that no expression in it needs for itself; its texts have the other ones. */
export function printTemplate({ parts }: Template): string {
  const inSingle = new ExpressionPrinter((text) => quoteInside(text, "'"));
  const plain = parts.map((part) => (part.kind === "TemplateText" ? "" : inSingle.print(part)));
  const outer = plain.some((text) => text.includes('"')) ? "'" : '"';
  const inner = outer === "'" ? new ExpressionPrinter((text) => quoteInside(text, '"')) : inSingle;
  const printed = parts.map((part) => {
    if (part.kind === "TemplateText") return escapeQuotes(part.text, outer).replaceAll("{", "{{");
    const text = inner.print(part);
    // Two braces would be one that is meant as text.
    return text.startsWith("{") ? `{ ${text} }` : `{${text}}`;
  });
  return `${outer}${printed.join("")}${outer}`;
}

/** A text in quotes that stands in a template: neither kind of quotes is in it as it is. */
function quoteInside(text: string, quote: string): string {
  const content = JSON.stringify(text).slice(1, -1).replaceAll('\\"', "\\u0022").replaceAll("'", "\\u0027");
  return `${quote}${content}${quote}`;
}

function escapeQuotes(text: string, quote: string): string {
  const content = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? content : content.replaceAll('\\"', '"').replaceAll("'", "\\u0027");
}
