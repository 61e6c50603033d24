import fc from "fast-check";
import { expect, it } from "vitest";
import { type LineBatch, lineBatches } from "../../src/streaming/line-batches.ts";

async function* given(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function batchesOf(
  texts: readonly string[],
  limits: { batchBytes?: number; fullChunk?: number; lineBytes?: number } = {},
): Promise<readonly LineBatch[]> {
  const chunks = texts.map((text) => new TextEncoder().encode(text));
  const all: LineBatch[] = [];
  const complete = { batchBytes: 8, fullChunk: 1, lineBytes: 100, ...limits };
  for await (const batch of lineBatches(given(chunks), complete)) all.push(batch);
  return all;
}

const shown = (batches: readonly LineBatch[]) =>
  batches.map(({ firstLine, bytes, tooLong }) => [
    firstLine,
    tooLong === undefined ? new TextDecoder().decode(bytes) : "too long",
  ]);

it.for<readonly [string, readonly string[], readonly (readonly [number, string])[]]>([
  ["nothing gives nothing", [], []],
  ["a last line without an end is a line", ["a"], [[1, "a"]]],
  ["small chunks are put together", ["a\nb\n", "c\nd\n"], [[1, "a\nb\nc\nd\n"]]],
  [
    "a batch ends at a line's end",
    ["aaaa\nbbbb\ncc", "cc\ndddddddd\n"],
    [
      [1, "aaaa\nbbbb\n"],
      [3, "cccc\ndddddddd\n"],
    ],
  ],
  ["a line may span chunks", ["aaaaaaaaaa", "aaaaaaaaaa", "\nb\n"], [[1, "aaaaaaaaaaaaaaaaaaaa\nb\n"]]],
])("%s", async ([, chunks, expected]) => {
  expect(shown(await batchesOf(chunks))).toEqual(expected);
});

it("what comes slowly is given away at once", async () => {
  expect(shown(await batchesOf(["a\n", "b\n"], { fullChunk: 64 }))).toEqual([
    [1, "a\n"],
    [2, "b\n"],
  ]);
});

it.for<readonly [string, readonly string[], readonly (readonly [number, string])[]]>([
  [
    "in the middle",
    ["a\nbbbbbbbbbbbbbbb", "bb\nc\n"],
    [
      [1, "a\n"],
      [2, "too long"],
      [3, "c\n"],
    ],
  ],
  [
    "at the end",
    ["a\nbbbbbbbbbbbbbbb", "bb"],
    [
      [1, "a\n"],
      [2, "too long"],
    ],
  ],
  [
    "over many chunks",
    ["bbbbbbbbbbbbb", "bbbbbb", "bbbbbb", "b\nc"],
    [
      [1, "too long"],
      [2, "c"],
    ],
  ],
])("a line that is too long is left out %s", async ([, chunks, expected]) => {
  expect(shown(await batchesOf(chunks, { batchBytes: 10, lineBytes: 12 }))).toEqual(expected);
});

it("whatever the chunks, the batches are the text, and their lines are counted", async () => {
  const text = fc
    .array(fc.constantFrom("a", "bc", "\n", "é", "\r\n"), { maxLength: 60 })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(text), async (chunks) => {
      const batches = await batchesOf(chunks, { lineBytes: 10_000 });
      expect(batches.map(({ bytes }) => new TextDecoder().decode(bytes)).join("")).toBe(chunks.join(""));
      let line = 1;
      for (const batch of batches) {
        expect(batch.firstLine).toBe(line);
        line += batch.lines;
      }
    }),
  );
});
