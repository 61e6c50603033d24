import type { Effect, FlowDeclaration, Hint, Step, Trigger, WhenStep } from "@xmap/grammar";
import { type Document, group, indented, line, softLine } from "./document.ts";
import { type Entry, formatBlock } from "./format-block.ts";
import { formatExpression } from "./format-expression.ts";
import {
  formatIdentifier,
  formatList,
  formatOnLine,
  formatOutcome,
  formatPath,
  formatType,
  formatValue,
  formatWords,
} from "./format-parts.ts";
import { formatGuard, formatRuleItems } from "./format-rules.ts";
import { formatTemplate } from "./format-template.ts";
import type { SourceCursor } from "./source-cursor.ts";

/** A flow's triggers, what comes before it, its policy and its steps, in their braces. */
export function formatFlow(flow: FlowDeclaration, cursor: SourceCursor): Document {
  const start = [cursor.take("flow"), " ", formatIdentifier(flow.name, cursor), " ", cursor.take("for"), " "];
  const subject = [formatIdentifier(flow.subject, cursor), cursor.take(":"), " ", formatType(flow.entity, cursor)];
  const where =
    flow.where === undefined ? "" : [" ", cursor.take("where"), " ", formatExpression(flow.where, cursor, "header")];
  const triggers = flow.triggers.map(
    (trigger): Entry => ({ end: trigger.span.end, print: () => ({ content: formatTrigger(trigger, cursor) }) }),
  );
  const entries = [
    ...triggers,
    ...afterEntry(flow, cursor),
    ...policyEntry(flow, cursor),
    ...flow.steps.map((step) => stepEntry(step, cursor)),
  ];
  const block = formatBlock(
    cursor,
    entries.toSorted((a, b) => a.end - b.end),
    "",
  );
  return [start, subject, indented(where), " ", block];
}

function afterEntry({ after }: FlowDeclaration, cursor: SourceCursor): readonly Entry[] {
  const last = after.at(-1);
  if (last === undefined) return [];
  const print = (): Document => [cursor.take("after"), " ", group(formatOnLine(after, cursor, formatIdentifier))];
  return [{ end: last.span.end, print: () => ({ content: print() }) }];
}

function policyEntry({ policy, atMostEvery }: FlowDeclaration, cursor: SourceCursor): readonly Entry[] {
  if (policy === undefined) return [];
  const print = (): Document => {
    const start = [cursor.take("with"), " ", formatIdentifier(policy, cursor)];
    if (atMostEvery === undefined) return start;
    return [start, cursor.take(","), " ", formatWords("at most every", cursor), " ", cursor.takeLeaf(atMostEvery.span)];
  };
  return [{ end: (atMostEvery ?? policy).span.end, print: () => ({ content: print() }) }];
}

function formatTrigger({ event, of, at, via, hints }: Trigger, cursor: SourceCursor): Document {
  const parts: Document[] = [cursor.take("on"), " ", cursor.take(event), " "];
  if (of !== undefined) parts.push(cursor.take("of"), " ", formatIdentifier(of, cursor), " ");
  if (at !== undefined) parts.push(cursor.take("at"), " ", formatPath(at, cursor), " ");
  if (via !== undefined) parts.push(cursor.take("via"), " ", formatIdentifier(via, cursor), " ");
  return [parts, cursor.take("by"), " ", group(formatOnLine(hints, cursor, formatHint))];
}

function formatHint({ by, every, at }: Hint, cursor: SourceCursor): Document {
  const word = cursor.take(by);
  if (at !== undefined) return [word, " ", cursor.take("at"), " ", cursor.takeLeaf(at.span)];
  return every === undefined ? word : [word, " ", cursor.take("every"), " ", cursor.takeLeaf(every.span)];
}

function stepEntry(step: Step, cursor: SourceCursor): Entry {
  return { end: step.span.end, print: () => ({ content: formatStep(step, cursor) }) };
}

function formatSteps(steps: readonly Step[], cursor: SourceCursor): Document {
  return formatBlock(
    cursor,
    steps.map((step) => stepEntry(step, cursor)),
    "",
  );
}

export function formatStep(step: Step, cursor: SourceCursor): Document {
  switch (step.kind) {
    case "EffectStep": {
      if (step.name === undefined) return formatEffect(step.effect, cursor);
      const start = [formatIdentifier(step.name, cursor), " ", cursor.take("="), " "];
      return [start, formatEffect(step.effect, cursor)];
    }
    case "ValueStep": {
      const start = [formatIdentifier(step.name, cursor), " ", cursor.take("=")];
      return [start, formatValue(step.value, cursor)];
    }
    case "WriteStep": {
      const start = [cursor.take("write"), " ", formatPath(step.target, cursor), " "];
      return [start, formatRuleItems(step.items, cursor)];
    }
    case "RequireStep":
      return formatGuard({ ...step, direction: undefined }, cursor);
    case "WhenStep":
      return [formatWhen(step, cursor), " ", formatSteps(step.steps, cursor)];
    case "EachStep": {
      const start = [cursor.take("each"), " ", formatIdentifier(step.name, cursor), " ", cursor.take("in"), " "];
      const list = indented(formatExpression(step.list, cursor, "header"));
      return [start, list, " ", formatSteps(step.steps, cursor)];
    }
    case "NotifyStep": {
      const start = [cursor.take("notify"), " ", formatPath(step.channel, cursor), " "];
      return [start, formatTemplate(step.template, cursor)];
    }
    case "OutcomeStep":
      return formatOutcome(step.outcome, cursor);
  }
}

function formatWhen({ capability, condition }: WhenStep, cursor: SourceCursor): Document {
  const parts: Document[] = [cursor.take("when")];
  if (capability !== undefined) {
    parts.push(" ", formatIdentifier(capability.system, cursor), " ", cursor.take("offers"), " ");
    parts.push(formatIdentifier(capability.capability, cursor));
    if (condition !== undefined) parts.push(" ", cursor.take("and"));
  }
  if (condition !== undefined) parts.push(" ", indented(formatExpression(condition, cursor, "header")));
  return parts;
}

export function formatEffect(effect: Effect, cursor: SourceCursor): Document {
  switch (effect.kind) {
    case "ReadEffect": {
      const start = [cursor.take("read"), " ", formatType(effect.entity, cursor)];
      return [
        start,
        formatArguments(cursor, () => formatList(effect.key, cursor, (key) => formatExpression(key, cursor))),
      ];
    }
    case "FindEffect": {
      const start = [cursor.take("find"), " ", formatExpression(effect.record, cursor), " ", cursor.take("via"), " "];
      const binding = formatIdentifier(effect.binding, cursor);
      if (effect.outcome === undefined) return [...start, binding];
      return group(start, binding, indented(line, cursor.take("else"), " ", formatOutcome(effect.outcome, cursor)));
    }
    case "SyncEffect": {
      const start = [cursor.take("sync"), " ", formatExpression(effect.record, cursor), " "];
      return [start, cursor.take("via"), " ", formatIdentifier(effect.binding, cursor)];
    }
    case "CallEffect": {
      const start = [cursor.take("call"), " ", formatPath(effect.target, cursor)];
      const given = () =>
        formatList(effect.arguments, cursor, ({ name, value }) => [
          formatIdentifier(name, cursor),
          cursor.take(":"),
          " ",
          formatExpression(value, cursor),
        ]);
      return [start, formatArguments(cursor, given)];
    }
  }
}

function formatArguments(cursor: SourceCursor, format: () => Document): Document {
  const opening = cursor.take("(");
  const content = format();
  const { comments, token } = cursor.takeClosing(")");
  const behind = comments.length === 0 ? "" : [line, ...comments];
  return group(opening, indented(softLine, content, behind), softLine, token);
}
