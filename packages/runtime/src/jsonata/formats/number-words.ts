const UNITS =
  "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen".split(
    " ",
  );
const ORDINALS =
  "Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth".split(
    " ",
  );
const TENS = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety Hundred".split(" ");
const MAGNITUDES = "Thousand Million Billion Trillion".split(" ");

/** An integer of zero or more in English words, such as `Twenty-One` or `Twenty-First`. */
export function numberToWords(value: number, isOrdinal: boolean): string {
  return words(value, isOrdinal, "");
}

/** `joint` comes before a part that follows another one: " and " before the last, ", " before others. */
function words(value: number, isOrdinal: boolean, joint: "" | "joined"): string {
  const isJoined = joint === "joined";
  if (value <= 19) return (isJoined ? " and " : "") + ((isOrdinal ? ORDINALS : UNITS)[value] ?? "");
  if (value < 100) {
    const rest = value % 10;
    const tens = TENS[Math.floor(value / 10) - 2] ?? "";
    const start = isJoined ? " and " : "";
    if (rest > 0) return `${start}${tens}-${words(rest, isOrdinal, "")}`;
    return start + (isOrdinal ? `${tens.slice(0, -1)}ieth` : tens);
  }
  const start = isJoined ? ", " : "";
  if (value < 1000) return start + withRest(`${UNITS[Math.floor(value / 100)]} Hundred`, value % 100, isOrdinal);
  const magnitude = Math.min(Math.floor(Math.log10(value) / 3), MAGNITUDES.length);
  const factor = 10 ** (magnitude * 3);
  const count = Math.floor(value / factor);
  const head = `${words(count, false, "")} ${MAGNITUDES[magnitude - 1]}`;
  return start + withRest(head, value - count * factor, isOrdinal);
}

function withRest(head: string, rest: number, isOrdinal: boolean): string {
  if (rest > 0) return head + words(rest, isOrdinal, "joined");
  return isOrdinal ? `${head}th` : head;
}

/** The value of each word, in lower case. */
export const WORD_VALUES: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, index): [string, number] => [word.toLowerCase(), index]),
  ...ORDINALS.map((word, index): [string, number] => [word.toLowerCase(), index]),
  ...TENS.flatMap((word, index): [string, number][] => {
    const name = word.toLowerCase();
    return [
      [name, (index + 2) * 10],
      [`${name.slice(0, -1)}ieth`, (index + 2) * 10],
    ];
  }),
  ["hundredth", 100],
  ...MAGNITUDES.flatMap((word, index): [string, number][] => {
    const name = word.toLowerCase();
    const value = 10 ** ((index + 1) * 3);
    return [
      [name, value],
      [`${name}th`, value],
    ];
  }),
]);

/** The number that English words in lower case stand for. */
export function wordsToNumber(text: string): number {
  const segments = [0];
  for (const word of text.split(/,\s|\sand\s|[\s\\-]/)) {
    const value = WORD_VALUES.get(word) ?? Number.NaN;
    const last = segments.pop() ?? 0;
    if (!(value < 100)) segments.push(last * value);
    else if (last >= 1000) segments.push(last, value);
    else segments.push(last + value);
  }
  return segments.reduce((total, segment) => total + segment, 0);
}
