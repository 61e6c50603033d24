import { type Expression, type SyntaxNode, visitNodes } from "@xmap/grammar";
import { functionTable } from "../../../functions/function-table.ts";
import type { RefactoringPlace } from "./refactoring.ts";

const FUNCTIONS = functionTable();

/** The first of `name`, `name2`, `name3` that is not taken. */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}${count}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** Names of `let`s, variables, parameters and steps that are given anywhere in a tree. */
function localNamesIn(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  visitNodes(root, (node) => {
    if (node.kind === "LetItem" || node.kind === "ValueStep" || node.kind === "EachStep") names.add(node.name.name);
    else if (node.kind === "EffectStep" && node.name !== undefined) names.add(node.name.name);
    else if (node.kind === "FlowDeclaration") names.add(node.subject.name);
    else if (node.kind === "AssignmentExpression" || node.kind === "VariableExpression") names.add(node.name);
    else if (node.kind === "IndexStage" || node.kind === "FocusStage") names.add(node.variable);
    else if (node.kind === "LambdaExpression") for (const name of node.parameters) names.add(name);
  });
  return names;
}

/** Whether a variable is a function of the language. */
export function isFunctionName(name: string): boolean {
  return FUNCTIONS.has(name);
}

/** A name for a value that no function has, and nothing in the declaration around a place. */
export function nameForValue(word: string | undefined, place: RefactoringPlace): string {
  const taken = localNamesIn(place.nodes[1] ?? place.file.loaded.file);
  return freeName(word ?? "value", (name) => taken.has(name) || FUNCTIONS.has(name));
}

/** What a value is best called: as its last field, and what is done with it. */
export function wordFor(expression: Expression): string | undefined {
  if (expression.kind === "PathExpression") {
    const last = expression.steps.findLast(({ operand }) => operand.kind === "NameStep")?.operand;
    return last?.kind === "NameStep" ? plainWord(last.name) : undefined;
  }
  if (expression.kind === "CallExpression" && expression.callee.kind === "VariableExpression") {
    const [first] = expression.arguments;
    const of = first === undefined ? undefined : wordFor(first);
    return of === undefined ? undefined : `${of}_${expression.callee.name}`;
  }
  if (expression.kind === "BlockExpression" && expression.expressions.length === 1) {
    const [only] = expression.expressions;
    return only === undefined ? undefined : wordFor(only);
  }
  return undefined;
}

function plainWord(name: string): string | undefined {
  return /^[A-Za-z_]\w*$/.test(name) ? name : undefined;
}

/** A name for a declaration that nothing in sight of a file has: `partner_id` becomes `PartnerId`. */
export function nameForDeclaration(word: string, { file, project }: RefactoringPlace): string {
  const pascal = word.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const name = /^[A-Z]/.test(pascal) ? pascal : `Value${pascal}`;
  const others = [...project.files.values()].filter(({ loaded }) =>
    loaded.imports.some(({ path }) => path === file.path),
  );
  const isTaken = (candidate: string): boolean =>
    file.visible.has(candidate) || others.some(({ visible }) => visible.has(candidate));
  return freeName(name, isTaken);
}
