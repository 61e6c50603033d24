import fc from "fast-check";
import { expect, it } from "vitest";
import { lineBatches } from "../../src/streaming/line-batches.ts";
import { loadMapper } from "../../src/streaming/load-mapper.ts";
import type { LineMapper, MappedLines } from "../../src/streaming/map-lines.ts";
import { expectedOf, smallMapping } from "./small-mapping.ts";

const READINGS = ["in parts", "whole"] as const;

function mapped(mapper: LineMapper, input: string | Uint8Array, isFirst = true): MappedLines & { text: string } {
  const result = mapper.map(new Uint8Array(Buffer.from(input)), isFirst);
  return { ...result, text: new TextDecoder().decode(result.output) };
}

it.for(READINGS)("bad lines are told with their place and the good ones are mapped, read %s", async (reading) => {
  const mapper = await loadMapper(smallMapping(reading));
  const input = Buffer.concat([
    Buffer.from('{"id":5}\n\n  \t\r\nnot json\r\n'),
    Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
    Buffer.from('[1]\n{"id":null,"text":"é"}\n{"id":0}\r\n{"id":1,}\n{"id":1} x\n{"id":1}\n  {"id":7}  \n{"id":6}'),
  ]);
  const { text, errors, lines, counts } = mapped(mapper, input);
  expect(text).toBe([5, 1, 7, 6].map((id) => expectedOf({ id })).join(""));
  expect(lines).toBe(13);
  expect(counts).toEqual({ mapped: 4, skipped: 1, bad: 6, warnings: 1 });
  expect(errors.map(({ index, outcome, input: line }) => [index, outcome, line])).toEqual([
    [3, "not-json", "not json"],
    [4, "not-text", undefined],
    [5, "not-a-record", "[1]"],
    [6, "reject", '{"id":null,"text":"é"}'],
    [7, "skip", '{"id":0}'],
    [8, "not-json", '{"id":1,}'],
    [9, "not-json", '{"id":1} x'],
  ]);
  expect(errors[0]?.reason).toMatch(/not valid JSON/);
});

it.for(READINGS)(
  "a mark of the byte order is passed over at the start of the stream alone, read %s",
  async (reading) => {
    const mapper = await loadMapper(smallMapping(reading));
    expect(mapped(mapper, '\u{feff}{"id":2}\n').text).toBe(expectedOf({ id: 2 }));
    expect(mapped(mapper, '\u{feff}{"id":2}\n', false).errors).toMatchObject([{ index: 0, outcome: "not-json" }]);
  },
);

it.for(READINGS)("long lines and lines that are nested deep are mapped, read %s", async (reading) => {
  const mapper = await loadMapper(smallMapping(reading));
  const text = "é\\".repeat(300_000);
  expect(mapped(mapper, `${JSON.stringify({ id: 3, text })}\n`).text).toBe(expectedOf({ id: 3, text }));
  const deep = `{"id":4,"more":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  expect(mapped(mapper, deep).text).toBe(expectedOf({ id: 4 }));
  expect(mapped(mapper, deep.replace("]", "}")).errors).toMatchObject([{ outcome: "not-json" }]);
});

it("a bad line is not repeated when it is long", async () => {
  const mapper = await loadMapper(smallMapping("in parts"));
  expect(mapped(mapper, `${"x".repeat(100_001)}\n`).errors).toMatchObject([{ outcome: "not-json", input: undefined }]);
});

const word = fc.string({ unit: "binary", maxLength: 12 });
const record = fc.record(
  {
    more: fc.jsonValue(),
    id: fc.integer({ min: 2 }),
    text: word,
    items: fc.array(
      fc.record(
        { id: fc.integer(), name: fc.oneof(word, fc.double({ noNaN: true })), __proto__: fc.nat() },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: ["id"] },
);

it("wherever the stream is cut, in the middle of a character too, each line is mapped in its order", async () => {
  const mapper = await loadMapper(smallMapping("in parts"));
  const property = fc.asyncProperty(
    fc.array(record, { maxLength: 20 }),
    fc.constantFrom("\n", "\r\n", "\n\n"),
    fc.integer({ min: 1, max: 40 }),
    async (records, end, size) => {
      const bytes = Buffer.from(records.map((each) => JSON.stringify(each)).join(end));
      async function* chunks(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      }
      let text = "";
      for await (const batch of lineBatches(chunks(), { batchBytes: 64, fullChunk: 1, lineBytes: 1_000_000 }))
        text += mapped(mapper, batch.bytes, batch.isFirst).text;
      expect(text).toBe(records.map((each) => expectedOf(each as never)).join(""));
    },
  );
  await fc.assert(property, { numRuns: 200 });
});
