import { isUtf8 } from "node:buffer";
import { type AnswerSource, type MappingRun, questionText, runMapping } from "@xmap/compiler/text-output";
import type { BindingModule } from "@xmap/contract";
import { DraftWriter, JsonLine } from "@xmap/runtime/text";
import { type NoRecord, RecordLines } from "./record-lines.ts";
import type { TextPlans } from "./text-plans.ts";

/** What became of the lines of a batch. */
export interface MappedLines {
  /** NDJSON in UTF-8, in the order of the lines. */
  readonly output: Uint8Array<ArrayBuffer>;
  /** Lines that were not mapped. */
  readonly errors: readonly LineError[];
  /** How many there were, blank ones too. */
  readonly lines: number;
  readonly counts: LineCounts;
}

export interface LineCounts {
  readonly mapped: number;
  readonly skipped: number;
  readonly bad: number;
  /** Warnings of records that were mapped. */
  readonly warnings: number;
}

/** What is wrong with a line. */
interface BadLine {
  readonly outcome: NoRecord["outcome"] | "not-text" | "too-long" | "unanswered" | "skip" | "hold" | "reject" | "fail";
  readonly reason: string;
}

/** A line that was not mapped. */
export interface LineError extends BadLine {
  /** Counted from 0, in its batch. */
  readonly index: number;
  /** The line itself, unless it is too long or no text. */
  readonly input: string | undefined;
}

/** Longer lines are not repeated in the errors. */
const LONGEST_INPUT = 100_000;

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from("\u{feff}");

/** Maps lines one by one; blank lines are passed over. */
export class LineMapper {
  readonly #binding: BindingModule;
  readonly #answers: AnswerSource;
  readonly #records: RecordLines;
  readonly #writer: DraftWriter;

  constructor(binding: BindingModule, answers: AnswerSource, { readPlan, writePlan = {} }: TextPlans) {
    this.#binding = binding;
    this.#answers = answers;
    this.#records = new RecordLines(readPlan);
    this.#writer = new DraftWriter(writePlan);
  }

  /** The lines of a batch; a mark of the byte order is passed over where the stream begins. */
  map(batch: Uint8Array<ArrayBuffer>, isFirst: boolean): MappedLines {
    const bytes = endedLines(batch);
    const line = new JsonLine(bytes);
    const isText = isUtf8(bytes);
    const counts = { mapped: 0, skipped: 0, bad: 0, warnings: 0 };
    const errors: LineError[] = [];
    let lines = 0;
    for (let start = isFirst ? afterMark(bytes) : 0; start < bytes.length; lines += 1) {
      const end = bytes.indexOf(LINE_FEED, start);
      const isLineText = isText || isUtf8(bytes.subarray(start, end));
      const result = isLineText ? this.#mapLine(line, start, end) : NOT_TEXT;
      if (result !== undefined && "warnings" in result) {
        counts.mapped += 1;
        counts.warnings += result.warnings;
      } else if (result !== undefined) {
        if (result.outcome === "skip") counts.skipped += 1;
        else counts.bad += 1;
        errors.push({ ...result, index: lines, input: isLineText ? inputOf(bytes, start, end) : undefined });
      }
      start = end + 1;
    }
    return { output: this.#writer.take(), errors, lines, counts };
  }

  /** Writes the record's draft; undefined when the line is blank. */
  #mapLine(line: JsonLine, start: number, end: number): { readonly warnings: number } | BadLine | undefined {
    const read = this.#records.read(line, start, end);
    if (read === undefined || "outcome" in read) return read;
    const run = runMapping(this.#binding, this.#binding.name, read.record, this.#answers);
    if (run.outcome !== undefined) return { outcome: run.outcome, reason: reasonOf(run) };
    const open = run.asked.find((question) => question.found === undefined);
    if (open !== undefined)
      return { outcome: "unanswered", reason: `There is no answer for ${questionText(open.name, open.key)}.` };
    this.#writer.write(run.draft ?? {}, line.view);
    return { warnings: run.problems.length };
  }
}

const NOT_TEXT: BadLine = { outcome: "not-text", reason: "The line is not UTF-8." };

function inputOf(bytes: Buffer, start: number, end: number): string | undefined {
  const input = bytes.toString("utf8", start, end);
  return input.length > LONGEST_INPUT ? undefined : input.replace(/\r$/, "");
}

/** Every problem that weighs as much as the outcome. */
function reasonOf(run: MappingRun): string {
  return run.problems
    .filter((problem) => problem.word === run.outcome)
    .map(({ rule, message }) => `${message} (${rule})`)
    .join("; ");
}

/** The bytes with a line feed behind the last line. */
function endedLines(bytes: Uint8Array<ArrayBuffer>): Buffer {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return lines.length === 0 || lines.at(-1) === LINE_FEED ? lines : Buffer.concat([lines, Buffer.from([LINE_FEED])]);
}

function afterMark(bytes: Buffer): number {
  return bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}
