import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { readAnswers } from "../lineage/read-answers.ts";
import { readConfiguration } from "../project/configuration-file.ts";
import { baseProject } from "./base-project.ts";
import { compareStates } from "./compare-states.ts";
import type { Difference } from "./difference.ts";
import { projectState } from "./project-state.ts";
import { sampleRecords } from "./sample-records.ts";
import { showDifference } from "./show-difference.ts";

export interface DiffOptions {
  readonly project: string;
  readonly records?: string;
  readonly answers?: string;
  readonly format: "text" | "markdown" | "json";
  readonly json: boolean;
}

/** What the command says to a script; other errors of usage are 2 as well, for then nothing is known to be fine. */
const SAME: ExitCode = EXIT_CODES.fine;
const CHANGED: ExitCode = EXIT_CODES.findings;
const FAILING: ExitCode = EXIT_CODES.usage;

/** Compares the project with what it was, by what both make of sample records. */
export async function diffProject(base: string, options: DiffOptions): Promise<ExitCode> {
  const project = readConfiguration(options.project);
  const samples = sampleRecords(project, options.records);
  const earlier = baseProject(base, project.folder);
  try {
    const after = await projectState(project.folder, "The project");
    try {
      const before = await projectState(earlier.folder, base);
      try {
        const answers = readAnswers(options.answers, after.project.program);
        const difference = await compareStates(before, after, samples, answers);
        const format = options.json ? "json" : options.format;
        process.stdout.write(
          format === "json" ? `${JSON.stringify(difference)}\n` : showDifference(difference, format),
        );
        process.stderr.write(notesOf(difference));
        return exitCodeOf(difference);
      } finally {
        before.remove();
      }
    } finally {
      after.remove();
    }
  } finally {
    earlier.remove();
  }
}

function exitCodeOf({ bindings, flows }: Difference): ExitCode {
  const all = [...bindings, ...flows];
  if (all.some(({ counts }) => counts.failing > 0)) return FAILING;
  return all.some(({ groups }) => groups.length > 0) ? CHANGED : SAME;
}

function notesOf({ unused, untried, unanswered }: Difference): string {
  const notes = [
    ...(untried.length === 0 ? [] : [`No sample record is for ${untried.join(", ")}.`]),
    ...(unused.length === 0 ? [] : [`No binding or flow takes ${unused.join(", ")}.`]),
    ...(unanswered === 0
      ? []
      : [
          `${unanswered} questions to lookups and bindings had no answer; their keys were compared instead. --answers FILE gives answers.`,
        ]),
  ];
  return notes.map((note) => `${note}\n`).join("");
}
