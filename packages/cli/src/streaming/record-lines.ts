import { type JsonLine, NOT_READ, type ReadPlan, RecordReader } from "@xmap/runtime/text";

const OPENING_BRACE = 0x7b;

/** A line that holds no record. */
export interface NoRecord {
  readonly outcome: "not-json" | "not-a-record";
  readonly reason: string;
}

/** Reads records out of lines, in parts where a plan says which ones are needed. */
export class RecordLines {
  readonly #reader: RecordReader | undefined;

  constructor(plan: ReadPlan | undefined) {
    this.#reader = plan === undefined ? undefined : new RecordReader(plan);
  }

  /** The record of the line that ends with the line feed at `end`; undefined when the line is blank. */
  read(line: JsonLine, start: number, end: number): { readonly record: object } | NoRecord | undefined {
    const record = line.bytes[start] === OPENING_BRACE ? this.#inParts(line, start, end) : undefined;
    return record === undefined ? wholeRecord(line.bytes.toString("utf8", start, end)) : { record };
  }

  /** Undefined when the line is to be read otherwise. */
  #inParts(line: JsonLine, start: number, end: number): object | undefined {
    if (this.#reader === undefined) return undefined;
    line.begin(start, end);
    try {
      const record = this.#reader.read(line);
      return line.isAtEnd() ? (record as object) : undefined;
    } catch (error) {
      // A text that is nested too deep for functions that call themselves is not too deep for `JSON.parse`.
      if (error === NOT_READ || error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

function wholeRecord(text: string): { readonly record: object } | NoRecord | undefined {
  if (text.trim() === "") return undefined;
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    return { outcome: "not-json", reason: error instanceof Error ? error.message : String(error) };
  }
  if (typeof record !== "object" || record === null || Array.isArray(record))
    return { outcome: "not-a-record", reason: "A line holds one record, a JSON object." };
  return { record };
}
