import type { Expression, SyntaxNode } from "@xmap/grammar";
import { isSameTree } from "../../../format/means-the-same.ts";
import { localNamesOf } from "../../tree/local-names.ts";
import {
  type BlockItem,
  childrenInSameContext,
  type ItemPlace,
  isPlain,
  itemAmong,
  variablesTakenBy,
  visitSameContext,
} from "./expression-place.ts";
import { insertingAbove } from "./insertion-places.ts";
import { isFunctionName, nameForValue, wordFor } from "./names.ts";
import {
  flatSliceOf,
  innermost,
  type Refactoring,
  type RefactoringPlace,
  replacing,
  sliceOf,
  type TextChange,
} from "./refactoring.ts";

/** Names an expression that is selected, or the one of the rule at the cursor, in a `let` above its rule. */
export function extractLet(place: RefactoringPlace): readonly Refactoring[] {
  const found = itemAmong(place.nodes);
  const expression = found === undefined ? undefined : chosenExpression(place, found.item);
  if (found === undefined || expression === undefined || !seesOnlyLets(place, expression)) return [];
  const name = nameForValue(wordFor(expression), place);
  const naming = (uses: readonly Use[]): readonly TextChange[] => {
    const first = uses[0]?.item ?? found.item;
    const statement = `let ${name} = ${flatSliceOf(place, expression)}`;
    return [insertingAbove(place, first, statement), ...uses.map((use) => replacing(use.expression, `$${name}`))];
  };
  const kind = "refactor.extract";
  const uses = usesIn(found, expression);
  const here: Refactoring = {
    title: `Extract let ${name}`,
    kind,
    changes: naming(uses.filter((use) => use.expression === expression)),
  };
  if (uses.length < 2) return [here];
  return [here, { title: `Extract let ${name} for all ${uses.length} uses`, kind, changes: naming(uses) }];
}

/** Names what a rule's `via` gives in a `let` above it. */
export function extractTranslatedLet(place: RefactoringPlace): readonly Refactoring[] {
  const found = itemAmong(place.nodes);
  const via = innermost(place.nodes, "Via");
  if (found?.item.kind !== "Rule" || via === undefined || found.item.via !== via) return [];
  const { sources, direction, target } = found.item;
  const [first] = sources;
  const last = sources.at(-1);
  if (direction === "<->" || first === undefined || last === undefined) return [];
  const name = nameForValue(target.names.at(-1)?.name, place);
  const slice = sliceOf(place, { span: { start: first.span.start, end: last.span.end } });
  const changes = [
    insertingAbove(place, found.item, `let ${name} = ${slice} ${sliceOf(place, via)}`),
    { span: { start: first.span.start, end: last.span.end }, newText: `$${name}` },
    replacing(via, ""),
  ];
  return [{ title: `Extract let ${name} with its via`, kind: "refactor.extract", changes }];
}

interface Use {
  readonly item: BlockItem;
  readonly expression: Expression;
}

/** What is selected; without a selection the whole of a rule's only source. */
export function chosenExpression(place: RefactoringPlace, statement: SyntaxNode): Expression | undefined {
  const { within } = place;
  const isCursor = within.start === within.end;
  let chosen: Expression | undefined;
  visitSameContext(statement, (expression, holder) => {
    const { start, end } = expression.span;
    const isMeant = isCursor
      ? holder === statement && start <= within.start && within.end <= end && !isPlain(expression)
      : start === within.start && end === within.end;
    if (isMeant) chosen ??= expression;
    return chosen === undefined;
  });
  // A `let` or a named step is a name already.
  const isNamed = statement.kind === "LetItem" || statement.kind === "ValueStep";
  const isWhole = chosen !== undefined && childrenInSameContext(statement).some((child) => child === chosen);
  return isNamed && isWhole ? undefined : chosen;
}

/** Whether its variables are those of `let`s, which are seen above its rule as well. */
function seesOnlyLets({ file }: RefactoringPlace, expression: Expression): boolean {
  const uses = new Map(localNamesOf(file.loaded.file).uses.map(({ span, name }) => [span.start, name]));
  return variablesTakenBy(expression).every((variable) => {
    const name = uses.get(variable.span.start);
    return name === undefined ? isFunctionName(variable.name) : name.value?.kind === "Value";
  });
}

/** The same expression in items of the block that read the same record. */
function usesIn({ block, item }: ItemPlace, expression: Expression): readonly Use[] {
  const uses: Use[] = [];
  for (const other of block.items) {
    const readsTheSame = other === item || directionOf(other) === directionOf(item);
    if (!readsTheSame || other.kind === "MasterClause") continue;
    visitSameContext(other, (found) => {
      if (!isSameTree(found, expression)) return true;
      uses.push({ item: other, expression: found });
      return false;
    });
  }
  return uses;
}

function directionOf(item: BlockItem): string | undefined {
  return item.kind === "Rule" || item.kind === "Guard" ? item.direction : undefined;
}
