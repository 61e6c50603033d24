import type {
  Declaration,
  EntityDeclaration,
  Expectation,
  LookupItem,
  PolicyItem,
  SystemOption,
  TestAnswers,
  TestDeclaration,
  XmapFile,
} from "../tree/declarations.ts";
import { printExpression } from "./print-expression.ts";
import { printEffect, printFlow, printStep } from "./print-flow.ts";
import {
  printAnswer,
  printArms,
  printBlock,
  printDuration,
  printIdentifier,
  printNames,
  printOutcome,
  printPath,
  printPaths,
  printTestArms,
  printType,
} from "./print-parts.ts";
import { printRuleItems } from "./print-rules.ts";

/**
 * The text of a tree without errors, which is read again as the same tree. Comments are no part of the tree, those of
 * declarations excepted; the formatter keeps all of them.
 */
export function printFile({ version, imports, declarations }: XmapFile): string {
  const lines = [
    version === undefined ? [] : `xmap ${printExpression(version)}`,
    imports.map(({ names, from }) => `import { ${printNames(names)} } from ${printExpression(from)}`),
    declarations.map(printDeclaration),
  ];
  return lines
    .flat()
    .map((line) => `${line}\n`)
    .join("");
}

function printDeclaration(declaration: Declaration): string {
  const { documentation } = declaration;
  const printed = printDeclared(declaration);
  if (documentation === undefined) return printed;
  const lines = documentation.split("\n").map((line) => ` * ${line}\n`);
  return `/**\n${lines.join("")} */\n${printed}`;
}

function printDeclared(declaration: Declaration): string {
  switch (declaration.kind) {
    case "SystemDeclaration": {
      const start = `system ${printIdentifier(declaration.name)} = ${printIdentifier(declaration.connector)}`;
      return `${start} ${printBlock(declaration.options.map(printOption))}`;
    }
    case "EntityDeclaration":
      return printEntity(declaration);
    case "MapDeclaration": {
      const { name, from, direction, to, arms } = declaration;
      const target = to === undefined ? "" : ` ${direction} ${printType(to)}`;
      return `map ${printIdentifier(name)}: ${printType(from)}${target} ${printArms(arms)}`;
    }
    case "LookupDeclaration": {
      const { name, from, direction, to, items } = declaration;
      const columns = from.map(printType).join(", ");
      const start = `lookup ${printIdentifier(name)}: ${columns} ${direction} ${printType(to)}`;
      return `${start} ${printBlock(items.map(printLookupItem))}`;
    }
    case "RulesDeclaration":
    case "BindingDeclaration": {
      const { name, from, direction, to, items } = declaration;
      const word = declaration.kind === "RulesDeclaration" ? "rules" : "binding";
      const was =
        declaration.kind === "RulesDeclaration" || declaration.was === undefined
          ? ""
          : ` was ${printIdentifier(declaration.was)}`;
      const sides = `${printType(from)} ${direction} ${printType(to)}`;
      return `${word} ${printIdentifier(name)}${was}: ${sides} ${printRuleItems(items)}`;
    }
    case "PolicyDeclaration":
      return `policy ${printIdentifier(declaration.name)} ${printBlock(declaration.items.map(printPolicyItem))}`;
    case "FlowDeclaration":
      return `flow ${printFlow(declaration)}`;
    case "TestDeclaration":
      return printTest(declaration);
  }
}

function printOption({ name, value }: SystemOption): string {
  const printed =
    value.kind === "OptionReference" ? `${value.source}(${printExpression(value.name)})` : printExpression(value);
  return `${printIdentifier(name)}: ${printed}`;
}

function printEntity({ name, system, resource, joins, key, refinements }: EntityDeclaration): string {
  const start = `entity ${printIdentifier(name)} = ${printIdentifier(system)}.${printPath(resource)}`;
  const joined = joins.length === 0 ? "" : ` with ${printNames(joins)}`;
  if (key.length === 0 && refinements.length === 0) return `${start}${joined}`;
  const types = refinements.map(({ path, type }) => {
    const argument = type.argument === undefined ? "" : `(${printExpression(type.argument)})`;
    const unit = type.unit === undefined ? "" : ` in ${printPath(type.unit)}`;
    return `${printPath(path)}: ${printIdentifier(type.name)}${argument}${unit}`;
  });
  const keys = key.length === 0 ? [] : [`key ${printPaths(key, " + ")}`];
  return `${start}${joined} ${printBlock([...keys, ...types])}`;
}

function printLookupItem(item: LookupItem): string {
  switch (item.kind) {
    case "CacheItem":
      return `cache ${printDuration(item.duration)}`;
    case "IndexItem":
      return `index every ${printDuration(item.every)}`;
    case "MissItem":
      return `${item.on} -> ${printAnswer(item.answer)}`;
  }
}

function printPolicyItem(item: PolicyItem): string {
  switch (item.kind) {
    case "RetryItem":
      return `retry from ${printDuration(item.from)} to ${printDuration(item.to)} for ${printDuration(item.for)}`;
    case "TimeoutItem":
      return `timeout ${printDuration(item.duration)}`;
    case "RateItem":
      return `rate ${printExpression(item.count)} per ${printDuration(item.per)} on ${printIdentifier(item.system)}`;
    case "ParallelItem":
      return `parallel ${printExpression(item.count)} on ${printIdentifier(item.system)}`;
    case "AlertItem":
      return `alert ${item.words.join(", ")} to ${printPath(item.channel)}`;
  }
}

function printTest({ title, of, given, answers, expectation }: TestDeclaration): string {
  const statements = [
    given === undefined ? [] : `given ${printExpression(given)}`,
    answers.map(printTestAnswers),
    expectation === undefined ? [] : printExpectation(expectation),
  ];
  return `test ${printExpression(title)} of ${printIdentifier(of)} ${printBlock(statements.flat())}`;
}

function printTestAnswers({ of, invocation, arms }: TestAnswers): string {
  const asked = invocation === undefined ? "" : `.${printIdentifier(invocation)}`;
  return `answers ${printIdentifier(of)}${asked} ${printTestArms(arms)}`;
}

function printExpectation({ written, never, expected }: Expectation): string {
  const record = written === undefined ? "" : `write ${printPath(written)} `;
  return `expect ${never ? "no " : ""}${record}${printExpected(expected)}`;
}

function printExpected(expected: Expectation["expected"]): string {
  switch (expected.kind) {
    case "Outcome":
      return printOutcome(expected);
    case "CallEffect":
      return printEffect(expected);
    case "NotifyStep":
      return printStep(expected);
    default:
      return printExpression(expected);
  }
}
