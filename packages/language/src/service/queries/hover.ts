import type { Span } from "@xmap/diagnostics";
import type { SyntaxNode } from "@xmap/grammar";
import type { CheckedRule } from "../../program.ts";
import type { ValueType } from "../../types/type.ts";
import { typeToText } from "../../types/type-to-text.ts";
import { describeField, describeSymbol } from "../describe/describe-symbol.ts";
import { codeBlock, paragraphs } from "../describe/markdown.ts";
import { typeLabel, typeWords } from "../describe/type-words.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import { checkedRules, twoWayRuleAt } from "../symbols/checked-rules.ts";
import type { ServiceSymbol } from "../symbols/service-symbol.ts";
import { useAt } from "../symbols/uses-of-file.ts";
import { nodesAt } from "../tree/node-path.ts";
import { languageWord } from "../words/language-words.ts";
import { conversionWords } from "./conversion-words.ts";
import { invertibilityWords } from "./invertibility-words.ts";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

const QUIET: ReadonlySet<SyntaxNode["kind"]> = new Set(["Comment", "TemplateText", "StringLiteral"]);

function ruleOfTarget(file: FileAnalysis, span: Span): CheckedRule | undefined {
  return checkedRules(file).find(
    ({ declaration }) => declaration.target.span.start <= span.start && span.end <= declaration.target.span.end,
  );
}

/** What a rule's value goes through on its way into the target. */
function conversionNote(file: FileAnalysis, span: Span): string | undefined {
  const rule = ruleOfTarget(file, span);
  if (rule === undefined) return undefined;
  const words = conversionWords(rule);
  const value = `The value is ${typeToText(rule.value.value)}`;
  return words === undefined ? `${value}.` : `${value}; ${words}.`;
}

/** How surely a binding, or the rule that a field stands in, goes both ways. */
function twoWayNote(file: FileAnalysis, symbol: ServiceSymbol, span: Span): string | undefined {
  const declared = symbol.kind === "declared" ? symbol.declared.symbol : undefined;
  const ofBinding = declared?.kind === "binding" ? declared.reverse?.invertibility : undefined;
  const ofRule = symbol.kind === "field" ? twoWayRuleAt(file, span)?.invertibility : undefined;
  const known = ofBinding ?? ofRule;
  return known === undefined ? undefined : invertibilityWords(known);
}

function hoverOfUse(file: FileAnalysis, project: ProjectAnalysis, offset: number): Hover | undefined {
  const use = useAt(file, project, offset);
  if (use === undefined) return undefined;
  const note = use.role === "write" && use.symbol.kind === "field" ? conversionNote(file, use.span) : undefined;
  const described = describeSymbol(use.symbol, file, project);
  return { span: use.span, markdown: paragraphs(described, note, twoWayNote(file, use.symbol, use.span)) };
}

/** A field of a record that belongs to no entity, such as an object that the expression makes. */
function hoverOfMember(file: FileAnalysis, node: SyntaxNode): Hover | undefined {
  const member = file.notes.memberAt(node.span);
  if (member === undefined || (node.kind !== "NameStep" && node.kind !== "Identifier")) return undefined;
  if (member.owner.kind === "record" && member.owner.fields.has(member.name))
    return { span: node.span, markdown: describeField(member.owner, member.name) };
  return {
    span: node.span,
    markdown: paragraphs(codeBlock(`${member.name}: unknown`), `Its type is ${typeWords(undefined)}.`),
  };
}

function typeAt(file: FileAnalysis, node: SyntaxNode): ValueType | undefined {
  const types: ReadonlyMap<SyntaxNode, ValueType> = file.types;
  return types.get(node);
}

function hoverOfExpression(file: FileAnalysis, around: readonly SyntaxNode[]): Hover | undefined {
  const node = around.findLast((candidate) => typeAt(file, candidate) !== undefined);
  const value = node === undefined ? undefined : typeAt(file, node);
  if (node === undefined || value === undefined) return undefined;
  const isKnown = value.type.kind !== "unknown";
  return {
    span: node.span,
    markdown: paragraphs(codeBlock(typeLabel(value)), isKnown ? undefined : `Its type is ${typeWords(value)}.`),
  };
}

function wordAt(text: string, offset: number): Span {
  let [start, end] = [offset, offset];
  while (start > 0 && /\w/.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && /\w/.test(text.charAt(end))) end += 1;
  return { start, end };
}

function hoverOfWord(text: string, offset: number): Hover | undefined {
  const span = wordAt(text, offset);
  const word = languageWord(text.slice(span.start, span.end));
  return word === undefined ? undefined : { span, markdown: paragraphs(`**${word.word}**`, word.documentation) };
}

/** What stands at an offset: a name's meaning, an expression's type, a word's. */
export function hover(file: FileAnalysis, project: ProjectAnalysis, offset: number): Hover | undefined {
  const ofUse = hoverOfUse(file, project, offset);
  if (ofUse !== undefined) return ofUse;
  const around = nodesAt(file.loaded.file, offset);
  const node = around.at(-1);
  if (node === undefined || node.kind === "Comment") return undefined;
  const isName = node.kind === "Identifier" || node.kind === "NameStep";
  if (isName) return hoverOfMember(file, node) ?? hoverOfExpression(file, around);
  const ofWord = QUIET.has(node.kind) ? undefined : hoverOfWord(file.loaded.file.source.text, offset);
  return ofWord ?? hoverOfExpression(file, around);
}
