import {
  afterColon,
  afterSpace,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COMMA,
  endOfKey,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
} from "./json-bytes.ts";
import type { JsonLine } from "./json-line.ts";
import { NOT_READ } from "./not-read.ts";
import { readCopied } from "./read-copied.ts";
import { readValue } from "./read-value.ts";
import { afterValue } from "./skip-value.ts";
import { matchingLength, type WordBytes, wordBytes } from "./word-bytes.ts";

/** Which parts of a value are read; the rest of a record is passed over. Without a plan a value is read whole. */
export interface ReadPlan {
  /** It is only written again: where its bytes can be copied it becomes a `CopiedText`. */
  readonly copied?: boolean;
  /** Of a record: names and what is read of each. */
  readonly fields?: readonly (readonly [name: string, plan: ReadPlan | undefined])[];
  /** Makes the record of the values, which come in the order of the fields; undefined where a field is not there. */
  readonly record?: (values: readonly unknown[]) => object;
  /** Of a list: what is read of each item, undefined being the whole of it. */
  readonly items?: { readonly plan: ReadPlan | undefined };
}

/** A key that has been seen. */
interface SeenKey {
  /** The key after its opening quote, up to and with the colon. */
  readonly bytes: WordBytes;
  /** Which of the fields it is; `PASSED_OVER` when it is none. */
  readonly slot: number;
  /** The key that came after it the last time. */
  next: SeenKey | undefined;
}

const PASSED_OVER = -1;

/** Records may have keys without end, such as ids; so many are remembered. */
const MOST_SEEN = 1_000;

/**
 * Reads the planned parts of values out of lines of JSON. Records of one source mostly have the same keys in the same
 * order, so that each key is first compared with the one that came at this place before. Throws `NOT_READ` at what it
 * does not read.
 */
export class RecordReader {
  readonly #slots: ReadonlyMap<string, number>;
  readonly #inner: readonly (RecordReader | undefined)[];
  readonly #isCopied: boolean;
  readonly #record: ((values: readonly unknown[]) => object) | undefined;
  readonly #items: { readonly reader: RecordReader | undefined } | undefined;
  /** Used again for each record; a record is finished before the next of its kind begins. */
  readonly #values: unknown[];
  readonly #seen = new Map<string, SeenKey>();
  #first: SeenKey | undefined;

  constructor({ copied = false, fields = [], record, items }: ReadPlan) {
    this.#isCopied = copied;
    this.#slots = new Map(fields.map(([name], slot) => [name, slot]));
    this.#inner = fields.map(([, plan]) => (plan === undefined ? undefined : new RecordReader(plan)));
    this.#values = fields.map(() => undefined);
    this.#record = record;
    this.#items =
      items === undefined ? undefined : { reader: items.plan === undefined ? undefined : new RecordReader(items.plan) };
  }

  /** The value at `line.at`, and moves behind it. */
  read(line: JsonLine): unknown {
    if (this.#isCopied) return readCopied(line);
    const first = line.bytes[line.at];
    if (first === OPENING_BRACE && this.#record !== undefined) return this.#readRecord(line, this.#record);
    if (first === OPENING_BRACKET && this.#items !== undefined) return readItems(line, this.#items.reader);
    return readValue(line);
  }

  #readRecord(line: JsonLine, record: (values: readonly unknown[]) => object): object {
    const { bytes, view } = line;
    const inner = this.#inner;
    const values = this.#values;
    for (let slot = 0; slot < values.length; slot += 1) values[slot] = undefined;
    let before: SeenKey | undefined;
    let at = line.at + 1;
    if (bytes[at] !== QUOTE) at = afterSpace(bytes, at);
    while (bytes[at] !== CLOSING_BRACE) {
      if (bytes[at] !== QUOTE) throw NOT_READ;
      at += 1;
      let key: SeenKey | undefined = before === undefined ? this.#first : before.next;
      const length = key === undefined ? 0 : matchingLength(view, at, key.bytes);
      if (key === undefined || length === 0) {
        const end = endOfKey(bytes, at);
        key = this.#keyOf(bytes.toString("utf8", at, end), before);
        at = afterColon(bytes, end);
      } else {
        at += length;
        if ((bytes[at] ?? 0) <= 0x20) at = afterSpace(bytes, at);
      }
      before = key;
      if (key.slot === PASSED_OVER) at = afterValue(bytes, at);
      else {
        line.at = at;
        const reader = inner[key.slot];
        values[key.slot] = reader === undefined ? readValue(line) : reader.read(line);
        at = line.at;
      }
      if (bytes[at] !== COMMA) {
        at = afterSpace(bytes, at);
        if (bytes[at] === CLOSING_BRACE) break;
        if (bytes[at] !== COMMA) throw NOT_READ;
      }
      at += 1;
      if (bytes[at] !== QUOTE) at = afterSpace(bytes, at);
      if (bytes[at] !== QUOTE) throw NOT_READ;
    }
    line.at = at + 1;
    return record(values);
  }

  #keyOf(name: string, before: SeenKey | undefined): SeenKey {
    let key = this.#seen.get(name);
    if (key === undefined) {
      const bytes = wordBytes(`${name}":`);
      key = { bytes, slot: this.#slots.get(name) ?? PASSED_OVER, next: undefined };
      if (this.#seen.size < MOST_SEEN) this.#seen.set(name, key);
    }
    if (before === undefined) this.#first = key;
    else before.next = key;
    return key;
  }
}

function readItems(line: JsonLine, reader: RecordReader | undefined): unknown[] {
  const { bytes } = line;
  const items: unknown[] = [];
  let at = afterSpace(bytes, line.at + 1);
  if (bytes[at] === CLOSING_BRACKET) {
    line.at = at + 1;
    return items;
  }
  for (;;) {
    line.at = at;
    items.push(reader === undefined ? readValue(line) : reader.read(line));
    at = line.at;
    if (bytes[at] !== COMMA) {
      at = afterSpace(bytes, at);
      if (bytes[at] === CLOSING_BRACKET) break;
      if (bytes[at] !== COMMA) throw NOT_READ;
    }
    at = afterSpace(bytes, at + 1);
  }
  line.at = at + 1;
  return items;
}
