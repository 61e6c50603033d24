/** Whole lines of a stream. */
export interface LineBatch {
  /** Counted from 1. */
  readonly firstLine: number;
  readonly lines: number;
  /** Lines with their ends; the last one of a stream may have none. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The line's number, where a line was too long to keep and stands here without content. */
  readonly tooLong: number | undefined;
}

const LINE_END = 0x0a;

export interface BatchLimits {
  /** A batch is given away once it has so many bytes, or when less than `fullChunk` comes at once. */
  readonly batchBytes: number;
  /** As much as a stream gives at once when more waits behind it. */
  readonly fullChunk: number;
  /** A longer line is left out. */
  readonly lineBytes: number;
}

/** Cuts a stream of bytes at line ends, in batches of about `batchBytes`; holds one batch or one line at most. */
export async function* lineBatches(
  chunks: AsyncIterable<Uint8Array>,
  { batchBytes, fullChunk, lineBytes }: BatchLimits,
): AsyncGenerator<LineBatch> {
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let firstLine = 1;
  /** Inside of a line that is left out. */
  let skipping = false;
  for await (const chunk of chunks) {
    let rest = chunk;
    if (skipping) {
      const end = rest.indexOf(LINE_END);
      if (end < 0) continue;
      rest = rest.subarray(end + 1);
      skipping = false;
    }
    const end = rest.lastIndexOf(LINE_END);
    if (end < 0) {
      kept.push(rest);
      keptBytes += rest.length;
    } else if (keptBytes + end + 1 < batchBytes && chunk.length >= fullChunk) {
      kept.push(rest);
      keptBytes += rest.length;
    } else {
      const batch = wholeLines(joined([...kept, rest.subarray(0, end + 1)]), firstLine);
      firstLine += batch.lines;
      yield batch;
      kept = [rest.subarray(end + 1)];
      keptBytes = rest.length - end - 1;
    }
    if (keptBytes <= lineBytes) continue;
    const all = joined(kept);
    const last = all.lastIndexOf(LINE_END) + 1;
    if (last > 0) {
      const batch = wholeLines(all.slice(0, last), firstLine);
      firstLine += batch.lines;
      yield batch;
    }
    kept = [all.slice(last)];
    keptBytes = all.length - last;
    if (keptBytes <= lineBytes) continue;
    yield { firstLine, lines: 1, bytes: new Uint8Array(0), tooLong: firstLine };
    firstLine += 1;
    kept = [];
    keptBytes = 0;
    skipping = true;
  }
  if (keptBytes === 0) return;
  yield wholeLines(joined(kept), firstLine);
}

/** The taker of a batch may give its bytes away, so that everything about them is known before. */
function wholeLines(bytes: Uint8Array<ArrayBuffer>, firstLine: number): LineBatch {
  const ended = countLines(bytes);
  const lines = bytes.at(-1) === LINE_END ? ended : ended + 1;
  return { firstLine, lines, bytes, tooLong: undefined };
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) count += 1;
  return count;
}

/** A copy of its own, so that it can be given to a thread. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
