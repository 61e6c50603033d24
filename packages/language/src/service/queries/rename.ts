import type { Span, TextEdit } from "@xmap/diagnostics";
import { visitNodes } from "@xmap/grammar";
import type { SymbolKind } from "../../binder/any-symbol.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import { quoteName } from "../quote-name.ts";
import type { ServiceSymbol } from "../symbols/service-symbol.ts";
import { useAt } from "../symbols/uses-of-file.ts";
import { type LocalName, localNamesOf } from "../tree/local-names.ts";
import { type Reference, referencesOf } from "./references.ts";

/** A name that can be changed, or why it cannot. */
export type RenamePlace =
  | { readonly kind: "possible"; readonly span: Span; readonly name: string }
  | { readonly kind: "refused"; readonly reason: string };

/** The changes, or why there are none. */
export type RenameResult =
  | { readonly kind: "renamed"; readonly edits: readonly TextEdit[]; readonly warning: string | undefined }
  | { readonly kind: "refused"; readonly reason: string };

type Renamable = Extract<ServiceSymbol, { kind: "declared" | "local" }>;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Kinds whose names stand in the store beside links and positions. */
const STORED: ReadonlySet<string> = new Set(["entity", "binding", "flow"]);

function refusalFor(symbol: ServiceSymbol): string | undefined {
  switch (symbol.kind) {
    case "declared":
      return symbol.declared.kind === "system"
        ? `The pulled files of \`${symbol.declared.name}\` lie in schemas/${symbol.declared.name}; rename that folder and the system together by hand.`
        : undefined;
    case "local":
      return undefined;
    case "function":
      return "Functions belong to the language.";
    case "field":
    case "resource":
      return "The name comes from the system's own schema.";
    default:
      return "The name comes from the connector's description.";
  }
}

function isRenamable(symbol: ServiceSymbol): symbol is Renamable {
  return symbol.kind === "declared" || symbol.kind === "local";
}

/** What a rename at an offset would change. */
export function prepareRename(file: FileAnalysis, project: ProjectAnalysis, offset: number): RenamePlace {
  const use = useAt(file, project, offset);
  if (use === undefined) return { kind: "refused", reason: "There is no name here that could be changed." };
  const { symbol } = use;
  const refusal = refusalFor(symbol);
  if (refusal !== undefined || !isRenamable(symbol))
    return { kind: "refused", reason: refusal ?? "This cannot be renamed." };
  const { text } = file.loaded.file.source;
  const start = text.charAt(use.span.start) === "$" ? use.span.start + 1 : use.span.start;
  const name = symbol.kind === "declared" ? symbol.declared.name : symbol.local.name;
  return { kind: "possible", span: { start, end: use.span.end }, name };
}

function withArticle(kind: SymbolKind): string {
  return kind === "rules" ? "rules" : `${kind === "entity" ? "an" : "a"} ${kind}`;
}

/** The file that already sees something under the new name, where the old one is used. */
function conflictOfDeclared(
  places: readonly Reference[],
  newName: string,
  project: ProjectAnalysis,
): string | undefined {
  for (const path of new Set(places.map((place) => place.file))) {
    const other = project.files.get(path)?.visible.get(newName)?.declared;
    if (other !== undefined) return `\`${newName}\` is the name of ${withArticle(other.kind)} in ${path} already.`;
  }
  return undefined;
}

function conflictWithStored(symbol: Renamable, newName: string, project: ProjectAnalysis): string | undefined {
  if (symbol.kind !== "declared" || !STORED.has(symbol.declared.kind)) return undefined;
  for (const file of project.files.values()) {
    const other = file.declared.get(newName);
    if (other?.kind === symbol.declared.kind)
      return `\`${newName}\` is the name of ${withArticle(other.kind)} in ${file.path} already, and such names are unique over all files.`;
  }
  return undefined;
}

/** Local names: another of this name is seen, or given, where the old one is. */
function conflictOfLocal(
  { file: path, local }: Extract<ServiceSymbol, { kind: "local" }>,
  places: readonly Reference[],
  newName: string,
  project: ProjectAnalysis,
): string | undefined {
  const file = project.files.get(path);
  if (file === undefined) return undefined;
  const names = localNamesOf(file.loaded.file);
  const what = local.kind === "variable" ? "`let`" : "name of the flow";
  const message = `There is a ${what} \`${newName}\` here already.`;
  for (const { span } of places.filter((place) => place.file === path)) {
    const other = names.visibleAt(span.end, local.kind).get(newName);
    if (other !== undefined) return message;
  }
  const given = names.uses.filter(({ name, isDeclaration }) => isDeclaration && name.kind === local.kind);
  const hidden = given.some(({ name }) => name.name === newName && seesAt(file, name.span, local));
  if (hidden) return message;
  return local.kind === "flowName" && isPlainFieldNear(file, newName)
    ? `\`${newName}\` is read as a field in this flow.`
    : undefined;
}

function seesAt(file: FileAnalysis, span: Span, local: LocalName): boolean {
  return localNamesOf(file.loaded.file).visibleAt(span.start, local.kind).get(local.name) === local;
}

/** A name that the flow does not know yet would begin to mean the renamed one. */
function isPlainFieldNear(file: FileAnalysis, name: string): boolean {
  let found = false;
  for (const declaration of file.loaded.file.declarations) {
    if (declaration.kind !== "FlowDeclaration") continue;
    visitNodes(declaration, (node) => {
      if (node.kind !== "PathExpression") return;
      const [first] = node.steps;
      const member = first === undefined ? undefined : file.notes.memberAt(first.operand.span);
      const isUnknown = member?.owner.kind === "record" && !member.owner.fields.has(name);
      if (first?.operand.kind === "NameStep" && first.operand.name === name && isUnknown) found = true;
    });
  }
  return found;
}

function editsFor(places: readonly Reference[], newName: string, project: ProjectAnalysis): readonly TextEdit[] {
  return places.map(({ file, span }) => {
    const text = project.files.get(file)?.loaded.file.source.text ?? "";
    const mark = text.charAt(span.start) === "$" ? "$" : "";
    return { file, span, newText: mark === "" ? quoteName(newName) : `$${newName}` };
  });
}

/** Gives what stands at an offset another name, wherever it is used; refuses a name that something else has. */
export function rename(file: FileAnalysis, project: ProjectAnalysis, offset: number, newName: string): RenameResult {
  const prepared = prepareRename(file, project, offset);
  if (prepared.kind === "refused") return prepared;
  const symbol = useAt(file, project, offset)?.symbol;
  if (symbol === undefined || !isRenamable(symbol)) return { kind: "refused", reason: "This cannot be renamed." };
  if (!NAME.test(newName))
    return { kind: "refused", reason: `\`${newName}\` is no name: letters, digits and _, a letter first.` };
  if (newName === prepared.name) return { kind: "renamed", edits: [], warning: undefined };
  const places = referencesOf(symbol, project);
  const conflict =
    symbol.kind === "declared"
      ? (conflictOfDeclared(places, newName, project) ?? conflictWithStored(symbol, newName, project))
      : conflictOfLocal(symbol, places, newName, project);
  if (conflict !== undefined) return { kind: "refused", reason: conflict };
  const isStored = symbol.kind === "declared" && STORED.has(symbol.declared.kind);
  const warning = isStored
    ? `Links, positions and waiting records are stored under \`${prepared.name}\`; a deployment with another name loses them unless they are moved.`
    : undefined;
  return { kind: "renamed", edits: editsFor(places, newName, project), warning };
}
