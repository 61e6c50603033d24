import type { DataRecord, LinePatch, Value } from "@xmap/contract";

export type StoredSale = DataRecord & { readonly lines: readonly DataRecord[] };

const LINE_MARK = Buffer.from('"product":');

/** The newest sales by reference, as text until somebody looks at one: writing must cost next to nothing. */
export class KeptSales {
  readonly #bodies = new Map<string, Buffer>();
  #keeps = 1_000;

  reset(keeps: number): void {
    this.#bodies.clear();
    this.#keeps = keeps;
  }

  /** Keeps a sale; answers its key and the ids of its lines as JSON. */
  put(reference: string, body: Buffer): string {
    this.#bodies.delete(reference);
    this.#bodies.set(reference, body);
    if (this.#bodies.size > this.#keeps) {
      const [oldest] = this.#bodies.keys();
      if (oldest !== undefined) this.#bodies.delete(oldest);
    }
    let ids = "";
    let line = 0;
    for (let at = body.indexOf(LINE_MARK); at >= 0; at = body.indexOf(LINE_MARK, at + LINE_MARK.length)) {
      line += 1;
      ids += line === 1 ? `{"id":${line}}` : `,{"id":${line}}`;
    }
    return `{"reference":"${reference}","lines":[${ids}]}`;
  }

  get(reference: string): StoredSale | undefined {
    const body = this.#bodies.get(reference);
    return body === undefined ? undefined : withLineIds(JSON.parse(body.toString()) as DataRecord);
  }

  /** Changes fields and lines of a sale; answers it as JSON, undefined when there is none. */
  patch(reference: string, body: Buffer): string | undefined {
    const before = this.get(reference);
    if (before === undefined) return undefined;
    const { values, lines } = JSON.parse(body.toString()) as {
      readonly values: DataRecord;
      readonly lines: { readonly lines?: LinePatch };
    };
    const after = merge(before, values) as StoredSale;
    const patched = { ...after, lines: lines.lines === undefined ? after.lines : patchLines(after.lines, lines.lines) };
    this.put(reference, Buffer.from(JSON.stringify(patched)));
    return JSON.stringify(patched);
  }

  all(): readonly StoredSale[] {
    return [...this.#bodies.keys()].flatMap((reference) => this.get(reference) ?? []);
  }
}

function withLineIds(sale: DataRecord): StoredSale {
  const lines = Array.isArray(sale.lines) ? (sale.lines as readonly DataRecord[]) : [];
  return { ...sale, lines: lines.map((line, index) => ({ id: index + 1, ...line })) };
}

function patchLines(lines: readonly DataRecord[], { add, change, remove }: LinePatch): readonly DataRecord[] {
  const removed = new Set(remove);
  const kept = lines
    .filter((line) => !removed.has(String(line.id)))
    .map((line) => ({ ...line, ...change.find(({ key }) => key === String(line.id))?.values }));
  const highest = Math.max(0, ...lines.map((line) => Number(line.id)));
  return [...kept, ...add.map(({ values }, index) => ({ ...values, id: highest + index + 1 }))];
}

function merge(before: DataRecord, patch: DataRecord): DataRecord {
  const merged: Record<string, Value | undefined> = { ...before };
  for (const [field, value] of Object.entries(patch)) {
    const below = merged[field];
    merged[field] = isRecord(value) && isRecord(below) ? merge(below, value) : value;
  }
  return merged;
}

function isRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
