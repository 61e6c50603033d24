import type { Mutant } from "@xmap/compiler";
import { jsonLine } from "../../operations/json-lines.ts";
import { shownPath } from "../show-runs.ts";
import type { MutationResult } from "./run-mutants.ts";

/** The changes that no test notices, and how many are noticed. */
export function showMutation(result: MutationResult, folder: string): string {
  const survivors = result.survivors.map(
    ({ file, line, column, what }) => `survived  ${shownPath(folder, file)}:${line}:${column}  ${what}`,
  );
  return [...survivors, scoreText(result)].join("\n");
}

/** A line of JSON a survivor, and one with the score. */
export function mutationAsJson(result: MutationResult, folder: string): string {
  const survivor = ({ file, line, column, what }: Mutant) =>
    jsonLine("mutant", { file: shownPath(folder, file), line, column, what });
  const { killed, survivors, invalid } = result;
  const score = { percent: scoreOf(result), killed, survived: survivors.length, invalid };
  return [...survivors.map(survivor), jsonLine("mutation-score", score)].join("");
}

/** How many of a hundred mutants that compile are noticed, rounded down. */
export function scoreOf({ killed, survivors }: MutationResult): number {
  const all = killed + survivors.length;
  return all === 0 ? 100 : Math.floor((100 * killed) / all);
}

function scoreText(result: MutationResult): string {
  const { killed, survivors, invalid } = result;
  const unsaid = invalid === 0 ? "" : `; ${invalid} more do not compile`;
  return `mutation score ${scoreOf(result)} % (${killed} of ${killed + survivors.length})${unsaid}`;
}
