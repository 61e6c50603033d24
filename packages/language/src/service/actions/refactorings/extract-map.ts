import { type Expression, type SyntaxNode, visitNodes } from "@xmap/grammar";
import { quoteName } from "../../quote-name.ts";
import { recordOrigins } from "../../symbols/record-origins.ts";
import { itemAmong } from "./expression-place.ts";
import { insertingAbove } from "./insertion-places.ts";
import { nameForDeclaration } from "./names.ts";
import { innermost, type Refactoring, type RefactoringPlace, replacing, sliceOf } from "./refactoring.ts";

/** Gives arms that are written at `via` a name of their own. */
export function extractMap(place: RefactoringPlace): readonly Refactoring[] {
  const via = innermost(place.nodes, "Via");
  if (via?.target.kind !== "InlineArms" || seesTheRecord(via.target)) return [];
  const holder = place.nodes[place.nodes.indexOf(via) - 1];
  const declaration = place.nodes[1];
  if (holder === undefined || declaration === undefined) return [];
  const input = inputOf(place, holder);
  if (input === undefined) return [];
  const output = outputOf(place, holder);
  const isTwoWay = via.target.arms.some((arm) => arm.direction === "<->");
  if (isTwoWay && output.type === undefined) return [];
  const name = nameForDeclaration(output.word ?? input.word, place);
  const header = `map ${name}: ${input.type}${isTwoWay ? ` <-> ${output.type}` : ""}`;
  const changes = [
    insertingAbove(place, declaration, `${header} ${sliceOf(place, via.target)}\n`),
    replacing(via.target, name),
  ];
  return [{ title: `Extract map ${name}`, kind: "refactor.extract", changes }];
}

/** Arms that see more than the value: a map of its own does not. */
export function seesTheRecord(arms: SyntaxNode): boolean {
  let sees = false;
  visitNodes(arms, (node) => {
    sees ||= node.kind === "VariableExpression" && node.name !== "";
    return !sees;
  });
  return sees;
}

interface MapEnd {
  /** `Order.billing.country` */
  readonly type: string | undefined;
  readonly word: string | undefined;
}

function inputOf(place: RefactoringPlace, holder: SyntaxNode): { type: string; word: string } | undefined {
  const sources = sourcesOf(holder);
  const [only, ...others] = sources;
  if (only?.kind !== "PathExpression" || others.length > 0) return undefined;
  const last = only.steps.at(-1);
  if (last?.operand.kind !== "NameStep" || last.stages.length > 0) return undefined;
  const type = typeAt(place, last.operand);
  return type === undefined ? undefined : { type, word: last.operand.name };
}

function sourcesOf(holder: SyntaxNode): readonly Expression[] {
  if (holder.kind === "Rule") return holder.sources;
  return holder.kind === "Value" ? holder.expressions : [];
}

function outputOf(place: RefactoringPlace, holder: SyntaxNode): MapEnd {
  if (holder.kind === "Rule") {
    const last = holder.target.names.at(-1);
    return { type: last === undefined ? undefined : typeAt(place, last), word: last?.name };
  }
  const item = itemAmong(place.nodes)?.item ?? innermost(place.nodes, "ValueStep");
  return { type: undefined, word: item?.kind === "LetItem" || item?.kind === "ValueStep" ? item.name.name : undefined };
}

/** A field as a path into the entity that it belongs to. */
function typeAt(
  { file, project }: RefactoringPlace,
  field: Extract<SyntaxNode, { readonly name: string }>,
): string | undefined {
  const owner = file.notes.memberAt(field.span)?.owner;
  const origin = owner?.kind === "record" ? recordOrigins(project).get(owner) : undefined;
  if (origin === undefined || !file.visible.has(origin.entity.name)) return undefined;
  return [origin.entity.name, ...[...origin.path, field.name].map(quoteName)].join(".");
}
