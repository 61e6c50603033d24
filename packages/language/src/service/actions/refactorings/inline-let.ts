import type { Expression, LetItem, SyntaxNode } from "@xmap/grammar";
import { type LocalUse, localNamesOf } from "../../tree/local-names.ts";
import { nodesAt } from "../../tree/node-path.ts";
import { isIndependent, itemAmong, variablesTakenBy, visitSameContext } from "./expression-place.ts";
import { removing } from "./insertion-places.ts";
import {
  flatSliceOf,
  type Refactoring,
  type RefactoringPlace,
  replacing,
  sliceOf,
  type TextChange,
} from "./refactoring.ts";

/** Puts the value of a `let` where it is used: everywhere from its declaration, at one place from a use. */
export function inlineLet(place: RefactoringPlace): readonly Refactoring[] {
  const { file } = place.file.loaded;
  const locals = localNamesOf(file);
  const at = locals.uses.find(({ span }) => span.start <= place.within.start && place.within.end <= span.end);
  if (at?.name.value?.kind !== "Value") return [];
  const declared = itemAmong(nodesAt(file, at.name.span.start));
  if (declared?.item.kind !== "LetItem") return [];
  const { item: declaration, block } = declared;
  const uses = locals.uses.filter(({ name, isDeclaration }) => name === at.name && !isDeclaration);
  const inlined = (chosen: readonly LocalUse[]): readonly TextChange[] | undefined => {
    const changes = chosen.map((use) => inlineAt(place, declaration, block, use));
    if (changes.length === 0 || changes.some((change) => change === undefined)) return undefined;
    const made = changes.flatMap((change) => change ?? []);
    return chosen.length === uses.length ? [...made, removing(place, declaration)] : made;
  };
  const { name } = at.name;
  const kind = "refactor.inline";
  const everywhere = inlined(uses);
  const all = everywhere === undefined ? [] : [{ title: `Inline let ${name}`, kind, changes: everywhere } as const];
  if (at.isDeclaration || uses.length < 2) return all;
  const here = inlined([at]);
  return here === undefined ? all : [{ title: `Inline $${name} here`, kind, changes: here }, ...all];
}

/** Undefined where the value would mean something else. */
function inlineAt(
  place: RefactoringPlace,
  declaration: LetItem,
  block: SyntaxNode,
  use: LocalUse,
): readonly TextChange[] | undefined {
  const nodes = nodesAt(place.file.loaded.file, use.span.start);
  const at = nodes.findLastIndex((node) => node.kind === "VariableExpression" && node.span.start === use.span.start);
  const variable = nodes[at];
  const holder = nodes[at - 1];
  const found = itemAmong(nodes);
  if (variable === undefined || holder === undefined || found === undefined) return undefined;
  const { expressions, via } = declaration.value;
  const [only, ...others] = expressions;
  let isSameContext = false;
  visitSameContext(found.item, (expression) => {
    isSameContext ||= expression === variable;
  });
  if (via !== undefined)
    return isSameContext && found.block === block ? translatedAt(place, declaration, found.item, variable) : undefined;
  if (only === undefined || others.length > 0) return undefined;
  if (!(isSameContext && found.block === block) && !isIndependent(only)) return undefined;
  const givesNames = nodes.some((node) => node.kind === "BlockExpression" || node.kind === "LambdaExpression");
  if (givesNames && variablesTakenBy(only).length > 0) return undefined;
  const text = flatSliceOf(place, only);
  return [replacing(variable, needsParentheses(only, holder) ? `(${text})` : text)];
}

/** A value with its `via` can only be all of what a rule or another `let` takes. */
function translatedAt(
  place: RefactoringPlace,
  { value }: LetItem,
  item: SyntaxNode,
  variable: SyntaxNode,
): readonly TextChange[] | undefined {
  const { expressions, via } = value;
  const [first] = expressions;
  const last = expressions.at(-1);
  if (via === undefined || first === undefined || last === undefined) return undefined;
  const sources = sliceOf(place, { span: { start: first.span.start, end: last.span.end } });
  const translation = sliceOf(place, via);
  if (item.kind === "LetItem")
    return isOnly(item.value.expressions, variable) && item.value.via === undefined
      ? [replacing(variable, `${sources} ${translation}`)]
      : undefined;
  if (item.kind !== "Rule" || item.direction === "<->" || item.via !== undefined || item.body !== undefined) return;
  if (!isOnly(item.sources, variable)) return undefined;
  if (item.direction === "<-") return [replacing(variable, `${sources} ${translation}`)];
  const { end } = item.target.span;
  return [replacing(variable, sources), { span: { start: end, end }, newText: ` ${translation}` }];
}

function isOnly(expressions: readonly Expression[], node: SyntaxNode): boolean {
  return expressions.length === 1 && expressions[0] === node;
}

const WHOLE: ReadonlySet<string> = new Set([
  "Rule",
  "Guard",
  "Value",
  "IncludeItem",
  "ArrayExpression",
  "ObjectPair",
  "BlockExpression",
]);
const CLOSED: ReadonlySet<string> = new Set([
  "VariableExpression",
  "StringLiteral",
  "BooleanLiteral",
  "NullLiteral",
  "ArrayExpression",
  "ObjectExpression",
  "BlockExpression",
]);

function needsParentheses(value: Expression, holder: SyntaxNode): boolean {
  if (WHOLE.has(holder.kind) || CLOSED.has(value.kind)) return false;
  if (holder.kind === "CallExpression" && holder.arguments.length > 0) return false;
  if (value.kind === "NumberLiteral" && holder.kind !== "PathStep" && value.value >= 0) return false;
  const isName = value.kind === "PathExpression" && value.steps.length === 1 && value.steps[0]?.stages.length === 0;
  if (isName || value.kind === "CallExpression") return false;
  return !(value.kind === "PathExpression" && holder.kind !== "PathStep");
}
