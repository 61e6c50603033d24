import type { Identifier, TestDeclaration } from "@xmap/grammar";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import { type LocalName, localNamesOf } from "../tree/local-names.ts";

/** A name of a flow where a test of that flow uses it. */
export interface FlowNameInTest {
  readonly identifier: Identifier;
  /** Project path of the flow's file. */
  readonly file: string;
  readonly name: LocalName;
}

/** `sale` of `expect write sale { … }` and of `expect call sale.confirm()`, where the flow that is tested gives that name. */
export function flowNameInTest(
  { expectation, of }: TestDeclaration,
  file: FileAnalysis,
  project: ProjectAnalysis,
): FlowNameInTest | undefined {
  const identifier = recordOf(expectation);
  const flow = file.visible.get(of.name)?.declared;
  if (identifier === undefined || flow?.kind !== "flow") return undefined;
  const tree = project.files.get(flow.file)?.loaded.file;
  const declaration = tree?.declarations.find(({ kind, span }) => kind === "FlowDeclaration" && contains(span, flow));
  if (tree === undefined || declaration === undefined) return undefined;
  const given = localNamesOf(tree).uses.find(
    ({ name, isDeclaration }) =>
      isDeclaration && name.kind === "flowName" && name.name === identifier.name && contains(declaration.span, name),
  );
  return given === undefined ? undefined : { identifier, file: flow.file, name: given.name };
}

function recordOf(expectation: TestDeclaration["expectation"]): Identifier | undefined {
  if (expectation?.expected.kind === "CallEffect") return expectation.expected.target.names[0];
  return expectation?.written?.names[0];
}

function contains(outer: LocalName["span"], { span }: { readonly span: LocalName["span"] }): boolean {
  return outer.start <= span.start && span.end <= outer.end;
}
