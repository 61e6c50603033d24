import type { ArrowCode, BinaryCode, Code, Statement } from "../ir/code.ts";
import { type Document, group, indent, join, LINE, placed, SOFT_LINE, TRAILING_COMMA } from "./document.ts";
import type { NameSource } from "./name-source.ts";
import { onePassCall } from "./one-pass-call.ts";
import { printEmbedded } from "./print-embedded.ts";
import { annotation, printType } from "./print-type.ts";
import { isIdentifier, printLiteral, propertyName, quoted, templateText } from "./text-literals.ts";

const LOWEST = 0;
const PRECEDENCE: Readonly<Record<string, number>> = {
  "??": 3,
  "||": 3,
  "&&": 4,
  "==": 8,
  "!=": 8,
  "===": 8,
  "!==": 8,
  "<": 9,
  "<=": 9,
  ">": 9,
  ">=": 9,
  cast: 9,
  "+": 11,
  "-": 11,
  "*": 12,
  "/": 12,
  "%": 12,
};
const CONDITIONAL = 2;
const UNARY = 14;
const POSTFIX = 17;

/** An expression as text with possible line breaks. */
export function printCode(code: Code, names: NameSource, minimum = LOWEST): Document {
  if (code.kind === "cast" && !names.typed) return placed(code.place, printCode(code.value, names, minimum));
  const printed = printBare(code, names);
  return placed(code.place, precedenceOf(code) < minimum ? ["(", printed, ")"] : printed);
}

function precedenceOf(code: Code): number {
  switch (code.kind) {
    case "binary":
      return PRECEDENCE[code.operator] ?? LOWEST;
    case "cast":
      return PRECEDENCE.cast ?? LOWEST;
    case "conditional":
      return CONDITIONAL;
    case "arrow":
    case "embedded":
      return 1;
    case "unary":
      return code.operator === "..." ? 1 : UNARY;
    case "literal":
      return typeof code.value === "number" && (code.value < 0 || Object.is(code.value, -0)) ? UNARY : POSTFIX;
    default:
      return POSTFIX;
  }
}

function printBare(code: Code, names: NameSource): Document {
  switch (code.kind) {
    case "local":
      return code.local.name;
    case "helper":
      return names.helper(code.name);
    case "export":
      return names.value(code.exported);
    case "literal":
      return printLiteral(code.value);
    case "property":
      return [printObjectOf(code.object, names), printAccess(code.name, code.optional)];
    case "call": {
      const onePass = onePassCall(code);
      if (onePass !== undefined) return printBare(onePass, names);
      if (chainedCalls(code) > 1) return printChain(code, names);
      return [printObjectOf(code.callee, names), printArguments(code.arguments, names)];
    }
    case "unary":
      return [code.operator, printCode(code.operand, names, code.operator === "..." ? 1 : UNARY + 1)];
    case "binary":
      return printBinary(code, names);
    case "conditional":
      return group([
        printCode(code.condition, names, CONDITIONAL + 1),
        indent([LINE, "? ", printBranch(code.chosen, names), LINE, ": ", printBranch(code.otherwise, names)]),
      ]);
    case "arrow":
      return printArrow(code, names);
    case "embedded":
      return printEmbedded(code, names);
    case "list":
      return printList(code.items, names);
    case "object":
      if (code.members.length === 0) return "{}";
      return group(
        [
          "{",
          indent([
            LINE,
            join(
              [",", LINE],
              code.members.map(
                (member): Document =>
                  "spread" in member
                    ? ["...", printCode(member.spread, names, 1)]
                    : printMember(member.name, member.value, names),
              ),
            ),
            TRAILING_COMMA,
          ]),
          LINE,
          "}",
        ],
        code.expanded,
      );
    case "text":
      return [
        "`",
        ...code.parts.map(
          (part): Document => (typeof part === "string" ? templateText(part) : ["${", printCode(part, names), "}"]),
        ),
        "`",
      ];
    case "cast":
      return [printCode(code.value, names, 9), " as ", printType(code.type, names)];
  }
}

function printBranch(code: Code, names: NameSource): Document {
  return printCode(code, names, code.kind === "cast" ? POSTFIX : CONDITIONAL);
}

function printMember(name: string, value: Code, names: NameSource): Document {
  if (value.kind === "local" && value.local.name === name) return name;
  const printed = printCode(value, names, 1);
  if (value.kind === "conditional" && value.condition.kind === "binary")
    return group([propertyName(name), ":", indent([LINE, printed])]);
  return [propertyName(name), ": ", printed];
}

function printObjectOf(code: Code, names: NameSource): Document {
  // `1.name` would be read as a number.
  return code.kind === "literal" && typeof code.value === "number"
    ? ["(", printCode(code, names), ")"]
    : printCode(code, names, POSTFIX);
}

function chainedCalls(code: Code): number {
  if (code.kind !== "call" || code.callee.kind !== "property") return 0;
  return 1 + chainedCalls(code.callee.object);
}

/** `list.filter(…).map(…)`: when it does not fit, every call stands on its own line. */
function printChain(code: Code, names: NameSource): Document {
  const links: Document[] = [];
  let start = code;
  while (start.kind === "call" && start.callee.kind === "property") {
    links.unshift([printAccess(start.callee.name, start.callee.optional), printArguments(start.arguments, names)]);
    start = start.callee.object;
  }
  return group([printObjectOf(start, names), indent(links.map((link): Document => [SOFT_LINE, link]))]);
}

function printAccess(name: string, optional: boolean): string {
  if (isIdentifier(name)) return `${optional ? "?." : "."}${name}`;
  return `${optional ? "?." : ""}[${quoted(name)}]`;
}

function printBinary(code: BinaryCode, names: NameSource): Document {
  if (LOGICAL.includes(code.operator)) return printLogical(code, names, true);
  const left = printOperand(code.left, code, false, names);
  return group([left, ` ${code.operator}`, indent([LINE, printOperand(code.right, code, true, names)])]);
}

/** A chain of one logical operator; later lines are indented unless they are already. */
function printLogical(code: BinaryCode, names: NameSource, indented: boolean): Document {
  const operands = logicalOperands(code, code.operator).map((operand) => printOperand(operand, code, true, names));
  const [first = "", ...others] = operands;
  const rest = others.map((operand): Document => [` ${code.operator}`, LINE, operand]);
  return group([first, indented ? indent(rest) : rest]);
}

function printOperand(operand: Code, outer: BinaryCode, right: boolean, names: NameSource): Document {
  const mixed = operand.kind === "binary" && mixes(operand.operator, outer.operator);
  const same = operand.kind === "binary" && operand.operator === outer.operator && LOGICAL.includes(outer.operator);
  const precedence = precedenceOf(outer);
  return printCode(operand, names, mixed ? POSTFIX : right && !same ? precedence + 1 : precedence);
}

const LOGICAL: readonly string[] = ["&&", "||", "??"];

/** The operands of a chain of one logical operator, which groups either way. */
function logicalOperands(code: Code, operator: string): readonly Code[] {
  if (code.kind !== "binary" || code.operator !== operator) return [code];
  return [...logicalOperands(code.left, operator), ...logicalOperands(code.right, operator)];
}

/** `??` beside `&&` or `||` is no TypeScript, and `&&` beside `||` reads better in parentheses. */
function mixes(inner: string, outer: string): boolean {
  return inner !== outer && LOGICAL.includes(inner) && LOGICAL.includes(outer);
}

function printArguments(args: readonly Code[], names: NameSource): Document {
  if (args.length === 0) return "()";
  const printed = args.map((argument) => printCode(argument, names, 1));
  const last = args.at(-1);
  const alone = args.length === 1 && (last?.kind === "object" || last?.kind === "list");
  const hugs = last?.kind === "arrow" || alone;
  if (hugs) return ["(", join(", ", printed), ")"];
  const broken = last?.kind === "embedded";
  return group(["(", indent([SOFT_LINE, join([",", LINE], printed), TRAILING_COMMA]), SOFT_LINE, ")"], broken);
}

function printList(items: readonly Code[], names: NameSource): Document {
  if (items.length === 0) return "[]";
  const printed = items.map((item) => printCode(item, names, 1));
  const records = items.length > 1 && items.every((item) => item.kind === "object" && item.members.length > 1);
  return group(["[", indent([SOFT_LINE, join([",", LINE], printed), TRAILING_COMMA]), SOFT_LINE, "]"], records);
}

/** An arrow's value that begins with a brace would be read as its body. */
function beginsWithBrace(code: Code): boolean {
  switch (code.kind) {
    case "object":
      return true;
    case "property":
      return beginsWithBrace(code.object);
    case "call":
      return beginsWithBrace(code.callee);
    case "cast":
      return beginsWithBrace(code.value);
    default:
      return false;
  }
}

function printArrow(code: ArrowCode, names: NameSource): Document {
  const parameters = printParameters(code, names);
  const head: Document = [parameters, annotation(code.result, names), " =>"];
  if (code.statements.length > 0 || code.value === undefined)
    return [head, " ", printBody(code.statements, code.value, names)];
  const value = printCode(code.value, names, 1);
  if (beginsWithBrace(code.value)) return [head, " (", value, ")"];
  if (code.value.kind === "binary" && LOGICAL.includes(code.value.operator))
    return group([head, indent([LINE, printLogical(code.value, names, false)])]);
  if (code.value.kind === "list" || code.value.kind === "arrow") return [head, " ", value];
  return group([head, indent([LINE, value])]);
}

export function printParameters(code: ArrowCode, names: NameSource): Document {
  return [
    "(",
    join(
      ", ",
      code.parameters.map((parameter): Document => [parameter.local.name, annotation(parameter.type, names)]),
    ),
    ")",
  ];
}

/** `{ statements; return value; }` */
export function printBody(statements: readonly Statement[], value: Code | undefined, names: NameSource): Document {
  const lines = statements.map((statement) => printStatement(statement, names));
  if (value !== undefined) lines.push(["return ", printCode(value, names), ";"]);
  if (lines.length === 0) return "{}";
  return group(["{", indent([LINE, join(LINE, lines)]), LINE, "}"], true);
}

function printStatement(statement: Statement, names: NameSource): Document {
  return placed(statement.place, printBareStatement(statement, names));
}

function printBareStatement(statement: Statement, names: NameSource): Document {
  switch (statement.kind) {
    case "constant":
      return ["const ", statement.local.name, " = ", printCode(statement.value, names), ";"];
    case "expression":
      return [printCode(statement.value, names), ";"];
    case "if":
      return [
        group(["if (", indent([SOFT_LINE, printCode(statement.condition, names)]), SOFT_LINE, ")"]),
        " ",
        printBody(statement.body, undefined, names),
        ...(statement.otherwise === undefined ? [] : [" else ", printElse(statement.otherwise, names)]),
      ];
    case "forOf":
      return [
        "for (const ",
        statement.local.name,
        " of ",
        printCode(statement.list, names),
        ") ",
        printBody(statement.body, undefined, names),
      ];
  }
}

function printElse(statements: readonly Statement[], names: NameSource): Document {
  const [only, ...others] = statements;
  return only?.kind === "if" && others.length === 0
    ? printStatement(only, names)
    : printBody(statements, undefined, names);
}
