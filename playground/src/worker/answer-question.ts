import type { LanguageWorkspace } from "@xmap/language/service";
import { editPicture } from "../mapper/edits/edit-picture.ts";
import { editFlow, flowOf } from "../mapper/flow/edit-flow.ts";
import { pictureOf } from "../mapper/model/picture-of.ts";
import type { KnownSides } from "../mapper/model/workspace-sources.ts";
import type { FileHost } from "../project/file-host.ts";
import type { ProjectFiles } from "../project/project-files.ts";
import { compileBinding } from "./compile-binding.ts";
import type { AnswerTo, Asks, QuestionName } from "./protocol.ts";
import { readSource } from "./read-source.ts";

/** An opened project: its files' host and the language's view of them. */
export interface OpenProject {
  readonly files: ProjectFiles;
  readonly host: FileHost;
  readonly workspace: LanguageWorkspace;
  /** Records that have been shown as trees. */
  readonly sides: KnownSides;
}

type Answerers = {
  readonly [Name in QuestionName]: (project: OpenProject, asks: Asks<Name>) => AnswerTo<Name> | Promise<AnswerTo<Name>>;
};

const ANSWERERS: Answerers = {
  diagnostics: ({ workspace }) => workspace.diagnostics(),
  completion: ({ workspace }, { path, offset }) => workspace.completion(path, offset),
  hover: ({ workspace }, { path, offset }) => workspace.hover(path, offset),
  definition: ({ workspace }, { path, offset }) => workspace.definition(path, offset),
  references: ({ workspace }, { path, offset }) => workspace.references(path, offset),
  highlights: ({ workspace }, { path, offset }) => workspace.highlights(path, offset),
  prepareRename: ({ workspace }, { path, offset }) => workspace.prepareRename(path, offset),
  rename: ({ workspace }, { path, offset, newName }) => workspace.rename(path, offset, newName),
  signatureHelp: ({ workspace }, { path, offset }) => workspace.signatureHelp(path, offset),
  codeActions: ({ workspace }, { path, within }) => workspace.codeActions(path, within),
  inlayHints: ({ workspace }, { path, within }) => workspace.inlayHints(path, within),
  codeLenses: ({ workspace }, { path }) => workspace.codeLenses(path),
  semanticTokens: ({ workspace }, { path }) => workspace.semanticTokens(path),
  foldingRanges: ({ workspace }, { path }) => workspace.foldingRanges(path),
  documentLinks: ({ workspace }, { path }) => workspace.documentLinks(path),
  documentSymbols: ({ workspace }, { path }) => workspace.documentSymbols(path),
  formatting: ({ workspace }, { path }) => workspace.formatting(path),
  workspaceSymbols: ({ workspace }, { query }) => workspace.workspaceSymbols(query),
  picture: (project, { path, name, knownSides }) => pictureOf({ path, name }, project, knownSides) ?? null,
  editPicture: (project, { path, name, intent }) => editPicture({ path, name }, intent, project),
  flow: (project, choice) => flowOf(choice, project) ?? null,
  editFlow: (project, { path, name, intent }) => editFlow({ path, name }, intent, project),
  compile: ({ host }, choice) => compileBinding(choice, host),
  makeTest: async ({ host, files }, wish) => {
    const { makeTest } = await import("../make-test/make-test.ts");
    return makeTest(wish, files, host);
  },
  schemaProblems: ({ host }) => host.schemaProblems(),
  readSource: (_project, source) => readSource(source),
};

/** Asks the language one question of the protocol. */
export async function answerQuestion<Name extends QuestionName>(
  project: OpenProject,
  name: Name,
  asks: Asks<Name>,
): Promise<AnswerTo<Name>> {
  const answer: Answerers[Name] = ANSWERERS[name];
  return answer(project, asks);
}
