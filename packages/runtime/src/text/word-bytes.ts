/** Bytes that are compared and copied four at a time. */
export interface WordBytes {
  readonly length: number;
  /** Little-endian; the last one has zeros behind the bytes. */
  readonly words: Int32Array;
  /** How many words are full, and the bits of the last one that belong to the bytes. */
  readonly fullWords: number;
  readonly lastMask: number;
}

export const WORD = 4;

export function wordBytes(text: string): WordBytes {
  const bytes = new TextEncoder().encode(text);
  const { length } = bytes;
  const padded = new Uint8Array(Math.ceil(length / WORD) * WORD);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const words = Int32Array.from({ length: padded.length / WORD }, (_, index) => view.getInt32(index * WORD, true));
  const rest = length % WORD;
  return { length, words, fullWords: Math.floor(length / WORD), lastMask: rest === 0 ? 0 : (1 << (rest * 8)) - 1 };
}

/** The length of the bytes if they stand at `at`, else 0. */
export function matchingLength(view: DataView, at: number, { length, words, fullWords, lastMask }: WordBytes): number {
  if (at + words.length * WORD > view.byteLength) return 0;
  for (let index = 0; index < fullWords; index += 1)
    if (view.getInt32(at + index * WORD, true) !== words[index]) return 0;
  if (lastMask !== 0 && (view.getInt32(at + fullWords * WORD, true) & lastMask) !== words[fullWords]) return 0;
  return length;
}
