import { readFileSync } from "node:fs";
import { type AnswerSource, answersFromTable, NO_ANSWERS } from "@xmap/compiler/lineage";
import { didYouMean } from "@xmap/diagnostics";
import type { CheckedProgram } from "@xmap/language";
import { CommandError } from "../project/command-error.ts";

/** Answers of a file, and its content for threads that read it again. */
export interface ReadAnswers {
  readonly source: AnswerSource;
  readonly table: unknown;
}

/** Reads an answers file and checks that every name in it is declared; without a file nothing is answered. */
export function readAnswers(file: string | undefined, program: CheckedProgram): ReadAnswers {
  if (file === undefined) return { source: NO_ANSWERS, table: {} };
  const table = readJsonFile(file);
  const result = answersFromTable(table);
  if (result.kind === "refused") throw new CommandError(`${file}: ${result.message}`);
  const known = program.files.flatMap((each) =>
    [...each.lookups, ...each.bindings, ...each.entities].map((symbol) => symbol.name),
  );
  for (const { name, description } of program.files.flatMap((each) => each.systems))
    known.push(...Object.keys(description.invocations ?? {}).map((invocation) => `${name}.${invocation}`));
  const unknown = result.names.find((name) => !known.includes(name));
  if (unknown === undefined) return { source: result.answers, table };
  const mend = didYouMean(unknown, known) ?? `there are ${known.toSorted().join(", ")}.`;
  throw new CommandError(`${file}: there is no lookup, binding or entity \`${unknown}\`; ${mend}`);
}

/** A file's JSON; a sentence for the user when there is none. */
export function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
