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
  batches.map(({ bytes, isTooLong }) => (isTooLong ? "too long" : new TextDecoder().decode(bytes)));

it.for<readonly [string, readonly string[], readonly string[]]>([
  ["nothing gives nothing", [], []],
  ["a last line without an end is a line", ["a"], ["a"]],
  ["small chunks are put together", ["a\nb\n", "c\nd\n"], ["a\nb\nc\nd\n"]],
  ["a batch ends at a line's end", ["aaaa\nbbbb\ncc", "cc\ndddddddd\n"], ["aaaa\nbbbb\n", "cccc\ndddddddd\n"]],
  ["a line may span chunks", ["aaaaaaaaaa", "aaaaaaaaaa", "\nb\n"], ["aaaaaaaaaaaaaaaaaaaa\nb\n"]],
])("%s", async ([, chunks, expected]) => {
  expect(shown(await batchesOf(chunks))).toEqual(expected);
});

it("what comes slowly is given away at once", async () => {
  expect(shown(await batchesOf(["a\n", "b\n"], { fullChunk: 64 }))).toEqual(["a\n", "b\n"]);
});

it.for<readonly [string, readonly string[], readonly string[]]>([
  ["in the middle", ["a\nbbbbbbbbbbbbbbb", "bb\nc\n"], ["a\n", "too long", "c\n"]],
  ["at the end", ["a\nbbbbbbbbbbbbbbb", "bb"], ["a\n", "too long"]],
  ["over many chunks", ["bbbbbbbbbbbbb", "bbbbbb", "bbbbbb", "b\nc"], ["too long", "c"]],
])("a line that is too long is left out %s", async ([, chunks, expected]) => {
  expect(shown(await batchesOf(chunks, { batchBytes: 10, lineBytes: 12 }))).toEqual(expected);
});

it("whatever the chunks, the batches are the text, cut at line ends", async () => {
  const text = fc
    .array(fc.constantFrom("a", "bc", "\n", "é", "\r\n"), { maxLength: 60 })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(text), async (chunks) => {
      const batches = await batchesOf(chunks, { lineBytes: 10_000 });
      expect(batches.map(({ bytes }) => new TextDecoder().decode(bytes)).join("")).toBe(chunks.join(""));
      for (const [index, batch] of batches.entries()) {
        expect(batch.isFirst).toBe(index === 0);
        expect(batch.bytes.at(-1) === 0x0a || index === batches.length - 1).toBe(true);
      }
    }),
  );
});
