import type { Span } from "@xmap/diagnostics";
import type { FileAnalysis, ProjectAnalysis } from "../../project/analysis.ts";
import type { ProjectState } from "../../project/project-state.ts";
import { nodesAt } from "../../tree/node-path.ts";
import type { CodeAction } from "../code-action.ts";
import { conditionsToMap } from "./conditions-to-map.ts";
import { extractLet, extractTranslatedLet } from "./extract-let.ts";
import { extractMap } from "./extract-map.ts";
import { extractStep } from "./extract-step.ts";
import { inlineLet } from "./inline-let.ts";
import { inlineMap } from "./inline-map.ts";
import { extractLookup, inlineLookup } from "./lookup-answer.ts";
import type { RefactoringMaker } from "./refactoring.ts";
import { settle } from "./settle.ts";
import { makeLookupTwoWay, makeMapTwoWay, makeRuleTwoWay } from "./two-way.ts";

const MAKERS: readonly RefactoringMaker[] = [
  extractLet,
  extractTranslatedLet,
  extractStep,
  extractMap,
  extractLookup,
  conditionsToMap,
  inlineLet,
  inlineMap,
  inlineLookup,
  makeRuleTwoWay,
  makeMapTwoWay,
  makeLookupTwoWay,
];

/**
 * What can be written otherwise at a cursor or selection. A result has the formatter's form, the comments of the text
 * and no finding that was not there before; what would not is not offered.
 */
export function refactorings(
  file: FileAnalysis,
  project: ProjectAnalysis,
  selected: Span,
  state: ProjectState,
): readonly CodeAction[] {
  const { text } = file.loaded.file.source;
  const within = withoutBlanks(text, selected);
  const nodes = nodesAt(file.loaded.file, within.start).filter(({ span }) => within.end <= span.end);
  const place = { file, project, text, within, nodes };
  return MAKERS.flatMap((make) =>
    make(place).flatMap(({ title, kind, changes }): CodeAction[] => {
      const edits = settle(changes, place, state);
      return edits === undefined || edits.length === 0 ? [] : [{ title, kind, edits, code: undefined }];
    }),
  );
}

function withoutBlanks(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const from = start + slice.length - slice.trimStart().length;
  return slice.trim() === "" ? { start, end: start } : { start: from, end: from + slice.trim().length };
}
