import type {
  BindingDeclaration,
  Declaration,
  EntityDeclaration,
  LookupDeclaration,
  LookupItem,
  MapDeclaration,
  PolicyItem,
  Refinement,
  RulesDeclaration,
  SystemDeclaration,
  SystemOption,
  TestAnswers,
  TestDeclaration,
} from "@xmap/grammar";
import { type Document, group, indented, line } from "./document.ts";
import { type Entry, formatBlock } from "./format-block.ts";
import { formatExpression, formatNumber } from "./format-expression.ts";
import { formatEffect, formatFlow, formatStep } from "./format-flow.ts";
import {
  formatAnswer,
  formatArms,
  formatIdentifier,
  formatList,
  formatOnLine,
  formatOutcome,
  formatPath,
  formatTestAnswer,
  formatTestArms,
  formatType,
} from "./format-parts.ts";
import { formatRuleItems } from "./format-rules.ts";
import type { SourceCursor } from "./source-cursor.ts";

export function formatDeclaration(declaration: Declaration, cursor: SourceCursor): Document {
  switch (declaration.kind) {
    case "SystemDeclaration":
      return formatSystem(declaration, cursor);
    case "EntityDeclaration":
      return formatEntity(declaration, cursor);
    case "MapDeclaration":
      return formatMap(declaration, cursor);
    case "LookupDeclaration":
      return formatLookup(declaration, cursor);
    case "RulesDeclaration":
      return formatRules(declaration, cursor, "rules");
    case "BindingDeclaration":
      return formatRules(declaration, cursor, "binding");
    case "PolicyDeclaration": {
      const start = [cursor.take("policy"), " ", formatIdentifier(declaration.name, cursor), " "];
      return [start, formatBlock(cursor, entriesOf(declaration.items, cursor, formatPolicyItem), "")];
    }
    case "FlowDeclaration":
      return formatFlow(declaration, cursor);
    case "TestDeclaration":
      return formatTest(declaration, cursor);
  }
}

function entriesOf<Item extends { readonly span: { readonly end: number } }>(
  items: readonly Item[],
  cursor: SourceCursor,
  format: (item: Item, cursor: SourceCursor) => Document,
): readonly Entry[] {
  return items.map((item) => ({ end: item.span.end, print: () => ({ content: format(item, cursor) }) }));
}

function inOrder(...entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((left, right) => left.end - right.end);
}

function formatSystem({ name, connector, options }: SystemDeclaration, cursor: SourceCursor): Document {
  const start = [cursor.take("system"), " ", formatIdentifier(name, cursor), " ", cursor.take("="), " "];
  const kind = [formatIdentifier(connector, cursor), " "];
  return [start, kind, formatBlock(cursor, entriesOf(options, cursor, formatOption), ",")];
}

function formatOption({ name, value }: SystemOption, cursor: SourceCursor): Document {
  const start = [formatIdentifier(name, cursor), cursor.take(":"), " "];
  if (value.kind !== "OptionReference") return [start, formatExpression(value, cursor)];
  return [start, cursor.take(value.source), cursor.take("("), formatExpression(value.name, cursor), cursor.take(")")];
}

function formatEntity(entity: EntityDeclaration, cursor: SourceCursor): Document {
  const { name, system, resource, joins, key, refinements } = entity;
  const start = [cursor.take("entity"), " ", formatIdentifier(name, cursor), " ", cursor.take("="), " "];
  const source = [formatIdentifier(system, cursor), cursor.take("."), formatPath(resource, cursor)];
  const parts: Document[] = [start, source];
  if (joins.length > 0) {
    parts.push([" ", cursor.take("with"), " ", group(indented(formatOnLine(joins, cursor, formatIdentifier)))]);
  }
  if (!cursor.isNext("{")) return parts;
  const last = key.at(-1);
  const keyEntries: Entry[] =
    last === undefined ? [] : [{ end: last.span.end, print: () => ({ content: formatKey(key, cursor) }) }];
  const entries = inOrder(...keyEntries, ...entriesOf(refinements, cursor, formatRefinement));
  return [parts, " ", formatBlock(cursor, entries, ",")];
}

function formatKey(key: EntityDeclaration["key"], cursor: SourceCursor): Document {
  const word = cursor.take("key");
  const paths = key.map((path, index) =>
    index === 0 ? formatPath(path, cursor) : [" ", cursor.take("+"), line, formatPath(path, cursor)],
  );
  return [word, " ", group(indented(paths))];
}

function formatRefinement({ path, type }: Refinement, cursor: SourceCursor): Document {
  const parts: Document[] = [formatPath(path, cursor), cursor.take(":"), " ", formatIdentifier(type.name, cursor)];
  if (type.argument !== undefined) {
    parts.push(cursor.take("("), formatNumber(type.argument, cursor), cursor.take(")"));
  }
  if (type.unit !== undefined) parts.push(" ", cursor.take("in"), " ", formatPath(type.unit, cursor));
  return parts;
}

function formatMap({ name, from, direction, to, arms }: MapDeclaration, cursor: SourceCursor): Document {
  const start = [cursor.take("map"), " ", formatIdentifier(name, cursor), cursor.take(":"), " "];
  const source = formatType(from, cursor);
  const target = to === undefined ? "" : [" ", cursor.take(direction), line, formatType(to, cursor)];
  return [start, group(indented(indented(source, target))), " ", formatArms(arms, cursor)];
}

function formatLookup({ name, from, direction, to, items }: LookupDeclaration, cursor: SourceCursor): Document {
  const start = [cursor.take("lookup"), " ", formatIdentifier(name, cursor), cursor.take(":"), " "];
  const source = formatList(from, cursor, formatType);
  const target = [" ", cursor.take(direction), line, formatType(to, cursor)];
  const block = formatBlock(cursor, entriesOf(items, cursor, formatLookupItem), ",");
  return [start, group(indented(indented(source, target))), " ", block];
}

function formatLookupItem(item: LookupItem, cursor: SourceCursor): Document {
  switch (item.kind) {
    case "CacheItem":
      return [cursor.take("cache"), " ", cursor.takeLeaf(item.duration.span)];
    case "IndexItem":
      return [cursor.take("index"), " ", cursor.take("every"), " ", cursor.takeLeaf(item.every.span)];
    case "MissItem":
      return [cursor.take(item.on), " ", cursor.take("->"), " ", formatAnswer(item.answer, cursor)];
  }
}

function formatRules(
  declaration: RulesDeclaration | BindingDeclaration,
  cursor: SourceCursor,
  word: "rules" | "binding",
): Document {
  const { name, from, direction, to, items } = declaration;
  const parts: Document[] = [cursor.take(word), " ", formatIdentifier(name, cursor)];
  if (declaration.kind === "BindingDeclaration" && declaration.was !== undefined) {
    parts.push(" ", cursor.take("was"), " ", formatIdentifier(declaration.was, cursor));
  }
  parts.push(cursor.take(":"), " ");
  const source = formatType(from, cursor);
  const target = [" ", cursor.take(direction), line, formatType(to, cursor)];
  return [parts, group(indented(indented(source, target))), " ", formatRuleItems(items, cursor)];
}

function formatPolicyItem(item: PolicyItem, cursor: SourceCursor): Document {
  switch (item.kind) {
    case "RetryItem": {
      const start = [cursor.take("retry"), " ", cursor.take("from"), " ", cursor.takeLeaf(item.from.span), " "];
      const end = [cursor.take("to"), " ", cursor.takeLeaf(item.to.span), " "];
      return [start, end, cursor.take("for"), " ", cursor.takeLeaf(item.for.span)];
    }
    case "TimeoutItem":
      return [cursor.take("timeout"), " ", cursor.takeLeaf(item.duration.span)];
    case "RateItem": {
      const start = [cursor.take("rate"), " ", formatNumber(item.count, cursor), " ", cursor.take("per"), " "];
      return [
        start,
        cursor.takeLeaf(item.per.span),
        " ",
        cursor.take("on"),
        " ",
        formatIdentifier(item.system, cursor),
      ];
    }
    case "ParallelItem": {
      const start = [cursor.take("parallel"), " ", formatNumber(item.count, cursor), " "];
      return [start, cursor.take("on"), " ", formatIdentifier(item.system, cursor)];
    }
    case "AlertItem": {
      const start = [cursor.take("alert"), " "];
      const words = formatOnLine(item.words, cursor, (word) => cursor.take(word));
      return [start, group(words), " ", cursor.take("to"), " ", formatPath(item.channel, cursor)];
    }
  }
}

function formatTest({ title, of, given, answers, expectation }: TestDeclaration, cursor: SourceCursor): Document {
  const start = [cursor.take("test"), " ", formatExpression(title, cursor), " ", cursor.take("of"), " "];
  const subject = formatIdentifier(of, cursor);
  const input: Entry[] =
    given === undefined
      ? []
      : [
          {
            end: given.span.end,
            print: () => ({ content: [cursor.take("given"), " ", formatExpression(given, cursor)] }),
          },
        ];
  const wanted = expectation === undefined ? [] : entriesOf([expectation], cursor, formatExpectation);
  const entries = inOrder(...input, ...entriesOf(answers, cursor, formatTestAnswers), ...wanted);
  return [start, subject, " ", formatBlock(cursor, entries, "")];
}

type Expectation = Exclude<TestDeclaration["expectation"], undefined>;

function formatExpectation({ written, never, expected }: Expectation, cursor: SourceCursor): Document {
  const start = [cursor.take("expect"), " ", never ? [cursor.take("no"), " "] : ""];
  const record = written === undefined ? [] : [cursor.take("write"), " ", formatPath(written, cursor), " "];
  return [start, record, formatExpected(expected, cursor)];
}

function formatExpected(expected: Expectation["expected"], cursor: SourceCursor): Document {
  switch (expected.kind) {
    case "Outcome":
      return formatOutcome(expected, cursor);
    case "CallEffect":
      return formatEffect(expected, cursor);
    case "NotifyStep":
      return formatStep(expected, cursor);
    default:
      return formatExpression(expected, cursor);
  }
}

function formatTestAnswers({ of, invocation, arms }: TestAnswers, cursor: SourceCursor): Document {
  const asked = () => (invocation === undefined ? [] : [cursor.take("."), formatIdentifier(invocation, cursor)]);
  const start = [cursor.take("answers"), " ", formatIdentifier(of, cursor), asked(), " "];
  const [only] = arms;
  if (!cursor.isNext("->") || only === undefined) return [start, formatTestArms(arms, cursor)];
  return [start, cursor.take("->"), " ", formatTestAnswer(only.answer, cursor)];
}
