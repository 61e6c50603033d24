/** Whole lines of a stream. */
export interface LineBatch {
  /** Lines with their ends; the last one of a stream may have none. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The stream begins with it. */
  readonly isFirst: boolean;
  /** One line that was too long to keep stands here without content. */
  readonly isTooLong: boolean;
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
  let isFirst = true;
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
      yield { bytes: joined([...kept, rest.subarray(0, end + 1)]), isFirst, isTooLong: false };
      isFirst = false;
      kept = [rest.subarray(end + 1)];
      keptBytes = rest.length - end - 1;
    }
    if (keptBytes <= lineBytes) continue;
    const all = joined(kept);
    const last = all.lastIndexOf(LINE_END) + 1;
    if (last > 0) {
      yield { bytes: all.slice(0, last), isFirst, isTooLong: false };
      isFirst = false;
    }
    kept = [all.slice(last)];
    keptBytes = all.length - last;
    if (keptBytes <= lineBytes) continue;
    yield { bytes: new Uint8Array(0), isFirst, isTooLong: true };
    isFirst = false;
    kept = [];
    keptBytes = 0;
    skipping = true;
  }
  if (keptBytes === 0) return;
  yield { bytes: joined(kept), isFirst, isTooLong: false };
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
