import type { BindingDeclaration, Guard, MasterClause, Rule, RuleBody, RuleItem } from "@xmap/grammar";
import { type Document, group, indented, line } from "./document.ts";
import { type Entry, formatBlock, type Printed } from "./format-block.ts";
import { formatExpression } from "./format-expression.ts";
import {
  formatIdentifier,
  formatOnLine,
  formatOutcome,
  formatPath,
  formatSources,
  formatValue,
  formatVia,
} from "./format-parts.ts";
import { type SourceCursor, SourceMismatch } from "./source-cursor.ts";

type Item = BindingDeclaration["items"][number];

/** Rules, and what may stand between them, in their braces. */
export function formatRuleItems(items: readonly Item[], cursor: SourceCursor): Document {
  const entries = items.map((item): Entry => ({ end: item.span.end, print: () => formatItem(item, cursor) }));
  return formatBlock(cursor, entries, "");
}

function formatItem(item: MasterClause | Guard | RuleItem, cursor: SourceCursor): Printed {
  switch (item.kind) {
    case "MasterClause":
      return { content: [cursor.take("master"), " ", formatIdentifier(item.system, cursor)] };
    case "Guard":
      return { content: formatGuard(item, cursor) };
    case "LetItem": {
      const start = [cursor.take("let"), " ", formatIdentifier(item.name, cursor), " ", cursor.take("=")];
      return { content: [start, formatValue(item.value, cursor)] };
    }
    case "IncludeItem": {
      const start = [cursor.take("include"), " ", formatIdentifier(item.rules, cursor)];
      if (item.from === undefined) return { content: start };
      return { content: [start, " ", cursor.take("from"), " ", formatExpression(item.from, cursor)] };
    }
    case "Rule":
      return formatRule(item, cursor);
  }
}

/** `require condition else outcome`, in a binding or a flow. */
export function formatGuard({ direction, condition, outcome }: Omit<Guard, "kind">, cursor: SourceCursor): Document {
  const word = cursor.take("require");
  const arrow = direction === undefined ? "" : [" ", cursor.take(direction)];
  const start = [word, arrow, " ", formatExpression(condition, cursor)];
  return group(start, indented(line, cursor.take("else"), " ", formatOutcome(outcome, cursor)));
}

function formatRule(rule: Rule, cursor: SourceCursor): Printed {
  const { direction, sources, target, body } = rule;
  const isBackwards = direction === "<-";
  const left = isBackwards ? formatPath(target, cursor) : formatSources(sources, cursor);
  const arrow = cursor.take(direction);
  const right = isBackwards ? formatSources(sources, cursor) : formatPath(target, cursor);
  if (body !== undefined) {
    return { content: [group(left), " ", arrow, group(indented(line, right)), formatRuleBody(body, cursor)] };
  }
  const modifiers = formatModifiers(rule, cursor);
  const content = [
    group(left),
    " ",
    arrow,
    group(indented(line, right)),
    modifiers.map((modifier) => ["  ", modifier]),
  ];
  return typeof arrow === "string" ? { content, columns: { left, arrow: direction, right, modifiers } } : { content };
}

function formatRuleBody({ by, items }: RuleBody, cursor: SourceCursor): Document {
  if (by === undefined) return [" ", formatRuleItems(items, cursor)];
  const start = [" ", cursor.take("each"), " ", cursor.take("by"), " "];
  return [start, group(formatOnLine(by, cursor, formatPath)), " ", formatRuleItems(items, cursor)];
}

const MODIFIERS = ["via", "when", "once", "key", "master"] as const;

/** In the order of the language, in whichever they are written. */
function formatModifiers(rule: Rule, cursor: SourceCursor): readonly Document[] {
  const { via, condition, once, key, master } = rule;
  const count = [via, condition, master].filter((one) => one !== undefined).length + (once ? 1 : 0) + (key ? 1 : 0);
  const found = new Map<string, Document>();
  for (let at = 0; at < count; at += 1) {
    const word = cursor.nextWord();
    if (word === "via" && via !== undefined) found.set(word, formatVia(via, cursor));
    else if (word === "when" && condition !== undefined) {
      found.set(word, [cursor.take("when"), " ", formatExpression(condition, cursor)]);
    } else if (word === "once" || word === "key") found.set(word, cursor.take(word));
    else if (word === "master" && master !== undefined) {
      found.set(word, [cursor.take("master"), " ", formatIdentifier(master, cursor)]);
    } else throw new SourceMismatch(cursor.nextToken());
  }
  return MODIFIERS.flatMap((word) => {
    const modifier = found.get(word);
    return modifier === undefined ? [] : [modifier];
  });
}
