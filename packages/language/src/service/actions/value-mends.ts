import type { SyntaxNode } from "@xmap/grammar";
import { quoteName } from "../quote-name.ts";
import { nodesAt } from "../tree/node-path.ts";
import { type Finding, insertion, type Mend } from "./code-action.ts";
import { appendToBlock } from "./text-places.ts";

function nodesAround(finding: Finding): readonly SyntaxNode[] {
  return nodesAt(finding.file.loaded.file, finding.diagnostic.span.start);
}

/** Writes a value when the record is made, and never again. */
export function onceMends(finding: Finding): readonly Mend[] {
  const nodes = nodesAround(finding);
  const rule = nodes.findLast((node) => node.kind === "Rule");
  if (rule === undefined || nodes.some(({ kind }) => kind === "WriteStep")) return [];
  return [insertion(finding, "Write it once, when the record is made", rule.span.end, "  once")];
}

/** Names the zone in which the written system counts its days. */
export function zoneMends(finding: Finding): readonly Mend[] {
  const option = /^add `(\w+: "[^"]+")`/.exec(finding.diagnostic.help ?? "")?.[1];
  const [related] = finding.diagnostic.related;
  const file = related === undefined ? undefined : finding.project.files.get(related.file);
  const system = file?.checked.systems.find(({ declaration }) => declaration.name.span.start === related?.span.start);
  const name = option?.split(":")[0] ?? "";
  if (option === undefined || file === undefined || system === undefined) return [];
  if (!Object.hasOwn(system.description.options.properties ?? {}, name)) return [];
  const { offset, newText } = appendToBlock(file.loaded.file.source.text, system.declaration.span.end, [option], true);
  const edits = [{ file: file.path, span: { start: offset, end: offset }, newText }];
  return [{ title: `Add ${option} to ${system.name}`, edits }];
}

/** Writes the flag that keeps the system from replacing a field. */
export function flagMends(finding: Finding): readonly Mend[] {
  const flag = /^add the rule `true -> ([^`]+)`$/.exec(finding.diagnostic.help ?? "")?.[1];
  const rule = nodesAround(finding).findLast((node) => node.kind === "Rule");
  if (flag === undefined || rule === undefined) return [];
  const { text } = finding.file.loaded.file.source;
  const start = Math.max(text.lastIndexOf("\n", rule.span.start - 1), text.lastIndexOf("\r", rule.span.start - 1)) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  const written = `true -> ${flag.split(".").map(quoteName).join(".")}`;
  return [insertion(finding, `Add the rule ${written}`, start, `${indentation}${written}\n`)];
}
