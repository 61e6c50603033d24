import { CopiedText } from "./copied-text.ts";
import { CLOSING_BRACE, CLOSING_BRACKET, COMMA, LINE_FEED, OPENING_BRACE, OPENING_BRACKET } from "./json-bytes.ts";
import { JsonOutput } from "./json-output.ts";
import { type WordBytes, wordBytes } from "./word-bytes.ts";

/** What is known about the value at a place of a draft. Without `fields` the names of its fields are not known. */
export interface WritePlan {
  /** A list of lines, of which only the values are written; the rest of the plan is that of the values. */
  readonly isLines?: boolean;
  /** All names that a record may have, in their order. */
  readonly fields?: readonly (readonly [name: string, plan: WritePlan | undefined])[];
  /** Puts the values of a record into a list, in the order of the fields. */
  readonly values?: (record: never, values: unknown[]) => void;
}

interface Field {
  readonly name: string;
  /** A comma, the name and a colon. */
  readonly bytes: WordBytes;
  readonly node: WriteNode | undefined;
}

interface WriteNode {
  readonly isLines: boolean;
  readonly fields: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
  /** Undefined: the record is asked for its names. */
  readonly values: ((record: object, values: unknown[]) => void) | undefined;
  /** Used again for each record. */
  readonly kept: unknown[];
}

const NOTHING: DataView = new DataView(new ArrayBuffer(0));
const TRUE = wordBytes("true");
const FALSE = wordBytes("false");
const NULL = wordBytes("null");

/** Writes drafts as lines of JSON: what `JSON.stringify` makes of them, with lists of lines as lists of their values. */
export class DraftWriter {
  readonly #output = new JsonOutput();
  readonly #root: WriteNode;
  #source: DataView = NOTHING;

  constructor(plan: WritePlan) {
    this.#root = nodeOf(plan);
  }

  /** A draft and a line feed. What was copied for it stands in `source`. */
  write(draft: object, source: DataView = NOTHING): void {
    this.#source = source;
    this.#record(draft, this.#root);
    this.#output.byte(LINE_FEED);
  }

  /** What has been written since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#output.take();
  }

  #record(record: object, node: WriteNode | undefined): void {
    const start = this.#output.length;
    if (node?.values === undefined) this.#unknownFields(record, node);
    else {
      const { fields, kept } = node;
      node.values(record, kept);
      for (let index = 0; index < fields.length; index += 1) {
        const field = fields[index];
        if (field !== undefined) this.#field(field.bytes, kept[index], field.node);
      }
    }
    // Each field brings a comma; the first one stands where the brace belongs.
    if (this.#output.length === start) this.#output.byte(OPENING_BRACE);
    else this.#output.replace(start, OPENING_BRACE);
    this.#output.byte(CLOSING_BRACE);
  }

  #unknownFields(record: object, node: WriteNode | undefined): void {
    for (const [name, value] of Object.entries(record)) {
      const known = node?.byName.get(name);
      this.#field(known?.bytes ?? nameBytes(name), value, known?.node);
    }
  }

  #field(name: WordBytes, value: unknown, node: WriteNode | undefined): void {
    const output = this.#output;
    if (typeof value === "string") {
      output.copy(name);
      output.text(value);
    } else if (typeof value === "number") {
      output.copy(name);
      output.number(value);
    } else if (value instanceof CopiedText) {
      output.copy(name);
      output.copied(this.#source, value);
    } else if (value !== undefined && typeof value !== "symbol" && typeof value !== "function") {
      // JSON leaves out what is undefined or a symbol, as the mark of what is kept is.
      output.copy(name);
      this.#value(value, node);
    }
  }

  #value(value: unknown, node: WriteNode | undefined): void {
    const output = this.#output;
    if (typeof value === "string") output.text(value);
    else if (typeof value === "number") output.number(value);
    else if (typeof value === "boolean") output.copy(value ? TRUE : FALSE);
    else if (typeof value !== "object" || value === null) output.copy(NULL);
    else if (value instanceof CopiedText) output.copied(this.#source, value);
    else if (!Array.isArray(value)) this.#record(value, node);
    else if (node?.isLines) this.#lines(value, node);
    else this.#list(value, node);
  }

  #list(list: readonly unknown[], node: WriteNode | undefined): void {
    const output = this.#output;
    const start = output.length;
    for (let index = 0; index < list.length; index += 1) {
      output.byte(COMMA);
      this.#value(list[index], node);
    }
    this.#endList(start);
  }

  /** A list of lines holds only what has an identity. */
  #lines(lines: readonly unknown[], node: WriteNode): void {
    const start = this.#output.length;
    for (let index = 0; index < lines.length; index += 1) {
      const line = lines[index];
      if (typeof line !== "object" || line === null || !("identity" in line) || !("values" in line)) continue;
      this.#output.byte(COMMA);
      this.#value(line.values, node);
    }
    this.#endList(start);
  }

  /** Each item brings a comma; the first one stands where the bracket belongs. */
  #endList(start: number): void {
    if (this.#output.length === start) this.#output.byte(OPENING_BRACKET);
    else this.#output.replace(start, OPENING_BRACKET);
    this.#output.byte(CLOSING_BRACKET);
  }
}

function nodeOf({ isLines = false, fields = [], values }: WritePlan): WriteNode {
  const made = fields.map(
    ([name, plan]): Field => ({
      name,
      bytes: nameBytes(name),
      node: plan === undefined ? undefined : nodeOf(plan),
    }),
  );
  return {
    isLines,
    fields: made,
    byName: new Map(made.map((field) => [field.name, field])),
    values: values as WriteNode["values"],
    kept: made.map(() => undefined),
  };
}

function nameBytes(name: string): WordBytes {
  return wordBytes(`,${JSON.stringify(name)}:`);
}
