import type { DataRecord, Value } from "@xmap/contract";
import type { FileFormat, FileRow } from "../files/file-format.ts";
import { parseExactJson } from "../shared/exact-json.ts";
import { isJsonObject } from "../shared/json-shape.ts";

/** One JSON object a line (ndjson.org); empty lines are passed over. */
export const NDJSON_FORMAT: FileFormat = {
  extension: ".ndjson",
  async open(chunks) {
    return { columns: undefined, head: "", lineEnd: "\n", rows: rowsOf(chunks) };
  },
  render: (record) => JSON.stringify(record),
};

async function* rowsOf(chunks: AsyncIterable<string>): AsyncGenerator<FileRow> {
  let rest = "";
  let line = 0;
  for await (const chunk of chunks) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      line += 1;
      const record = recordIn(text, line);
      if (record !== undefined) yield { record, text: `${text}\n` };
    }
  }
  const last = lastRecord(rest, line + 1);
  if (last !== undefined) yield { record: last, text: rest };
}

/** Another program may be writing the last line at this moment: it is there when it is whole. */
function lastRecord(text: string, line: number): DataRecord | undefined {
  try {
    return recordIn(text, line);
  } catch {
    return undefined;
  }
}

function recordIn(text: string, line: number): DataRecord | undefined {
  const written = line === 1 ? text.replace(/^\uFEFF/, "") : text;
  if (written.trim() === "") return undefined;
  let value: unknown;
  try {
    value = parseExactJson(written);
  } catch {
    throw new SyntaxError(`line ${line} is not valid JSON`);
  }
  if (!isJsonObject(value)) throw new SyntaxError(`line ${line} is no JSON object`);
  return withoutEmptyText(value as DataRecord) as DataRecord;
}

function withoutEmptyText(value: Value | undefined): Value {
  if (value === "" || value === undefined || value === null) return null;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(withoutEmptyText);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutEmptyText(member)]));
}
