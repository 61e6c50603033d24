import { type AnswerSource, type MappingRun, questionText, runMapping } from "@xmap/compiler/lineage";
import type { BindingModule } from "@xmap/contract";
import { draftPrinter } from "./draft-text.ts";

/** What became of the lines of a batch. */
export interface MappedLines {
  /** NDJSON, in the order of the lines. */
  readonly output: string;
  /** NDJSON: line number, outcome, reason and the line itself. */
  readonly errors: string;
  readonly counts: LineCounts;
}

export interface LineCounts {
  readonly mapped: number;
  readonly skipped: number;
  readonly bad: number;
  /** Warnings of records that were mapped. */
  readonly warnings: number;
}

/** A line that was not mapped. */
interface BadLine {
  readonly outcome:
    | "not-text"
    | "not-json"
    | "not-a-record"
    | "too-long"
    | "unanswered"
    | "skip"
    | "hold"
    | "reject"
    | "fail";
  readonly reason: string;
}

interface MappedLine {
  readonly text: string;
  readonly warnings: number;
}

/** One line of the errors file. */
export interface ErrorLine extends BadLine {
  /** Counted from 1. */
  readonly line: number;
  /** The line itself, unless it is too long. */
  readonly input?: string;
}

/** Longer lines are not repeated in the errors. */
const LONGEST_INPUT = 100_000;

/** Maps lines one by one; blank lines are passed over. */
export class LineMapper {
  readonly #binding: BindingModule;
  readonly #answers: AnswerSource;
  readonly #print: (draft: object) => string;

  constructor(binding: BindingModule, answers: AnswerSource) {
    this.#binding = binding;
    this.#answers = answers;
    this.#print = draftPrinter(binding.lines.map((list) => list.field));
  }

  /** The lines of a batch; `firstLine` counts from 1. */
  map(bytes: Uint8Array, firstLine: number): MappedLines {
    const lines = decodedLines(bytes);
    let output = "";
    let errors = "";
    const counts = { mapped: 0, skipped: 0, bad: 0, warnings: 0 };
    for (const [index, line] of lines.entries()) {
      if (line !== undefined && line.trim() === "") continue;
      const result = line === undefined ? NOT_TEXT : this.#mapLine(line);
      if ("text" in result) {
        output += `${result.text}\n`;
        counts.mapped += 1;
        counts.warnings += result.warnings;
        continue;
      }
      if (result.outcome === "skip") counts.skipped += 1;
      else counts.bad += 1;
      errors += errorLine(firstLine + index, result, line);
    }
    return { output, errors, counts };
  }

  #mapLine(line: string): MappedLine | BadLine {
    let record: unknown;
    try {
      record = JSON.parse(line);
    } catch (error) {
      return { outcome: "not-json", reason: error instanceof Error ? error.message : String(error) };
    }
    if (typeof record !== "object" || record === null || Array.isArray(record))
      return { outcome: "not-a-record", reason: "A line holds one record, a JSON object." };
    const run = runMapping(this.#binding, this.#binding.name, record, this.#answers);
    if (run.outcome !== undefined) return { outcome: run.outcome, reason: reasonOf(run) };
    const open = run.asked.find((question) => question.found === undefined);
    if (open !== undefined)
      return { outcome: "unanswered", reason: `There is no answer for ${questionText(open.name, open.key)}.` };
    const text = this.#print(run.draft ?? {});
    return { text, warnings: run.problems.length };
  }
}

const NOT_TEXT: BadLine = { outcome: "not-text", reason: "The line is not UTF-8." };

/** A bad line as JSON. */
export function errorLine(line: number, { outcome, reason }: BadLine, input: string | undefined): string {
  const repeated = input === undefined || input.length > LONGEST_INPUT ? {} : { input: input.replace(/\r$/, "") };
  const error: ErrorLine = { line, outcome, reason, ...repeated };
  return `${JSON.stringify(error)}\n`;
}

/** Every problem that weighs as much as the outcome. */
function reasonOf(run: MappingRun): string {
  return run.problems
    .filter((problem) => problem.word === run.outcome)
    .map(({ rule, message }) => `${message} (${rule})`)
    .join("; ");
}

/** The lines as text; undefined where one is not UTF-8. */
function decodedLines(bytes: Uint8Array): readonly (string | undefined)[] {
  const whole = decoded(bytes);
  if (whole !== undefined) return whole.split("\n");
  const lines: (string | undefined)[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end;
    lines.push(decoded(bytes.subarray(start, stop)));
    start = stop + 1;
  }
  return lines;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
