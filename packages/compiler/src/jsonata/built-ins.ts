/** JSONata's built-in functions and the types that they take; `-` marks what the context can stand for. */
export const BUILT_INS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    abs: "<n-:n>",
    append: "<xx:a>",
    assert: "<bs?:x>",
    average: "<a<n>:n>",
    base64decode: "<s-:s>",
    base64encode: "<s-:s>",
    boolean: "<x-:b>",
    ceil: "<n-:n>",
    clone: "<(oa)-:o>",
    contains: "<s-(sf):b>",
    count: "<a:n>",
    decodeUrl: "<s-:s>",
    decodeUrlComponent: "<s-:s>",
    distinct: "<x:x>",
    each: "<o-f:a>",
    encodeUrl: "<s-:s>",
    encodeUrlComponent: "<s-:s>",
    error: "<s?:x>",
    eval: "<sx?:x>",
    exists: "<x:b>",
    filter: "<af>",
    floor: "<n-:n>",
    formatBase: "<n-n?:s>",
    formatInteger: "<n-s:s>",
    formatNumber: "<n-so?:s>",
    fromMillis: "<n-s?s?:s>",
    join: "<a<s>s?:s>",
    keys: "<x-:a<s>>",
    length: "<s-:n>",
    lookup: "<x-s:x>",
    lowercase: "<s-:s>",
    map: "<af>",
    match: "<s-f<s:o>n?:a<o>>",
    max: "<a<n>:n>",
    merge: "<a<o>:o>",
    millis: "<:n>",
    min: "<a<n>:n>",
    not: "<x-:b>",
    now: "<s?s?:s>",
    number: "<(nsb)-:n>",
    pad: "<s-ns?:s>",
    parseInteger: "<s-s:n>",
    power: "<n-n:n>",
    random: "<:n>",
    reduce: "<afj?:j>",
    replace: "<s-(sf)(sf)n?:s>",
    reverse: "<a:a>",
    round: "<n-n?:n>",
    shuffle: "<a:a>",
    sift: "<o-f?:o>",
    single: "<af?>",
    sort: "<af?:a>",
    split: "<s-(sf)n?:a<s>>",
    spread: "<x-:a<o>>",
    sqrt: "<n-:n>",
    string: "<x-b?:s>",
    substring: "<s-nn?:s>",
    substringAfter: "<s-s:s>",
    substringBefore: "<s-s:s>",
    sum: "<a<n>:n>",
    toMillis: "<s-s?:n>",
    trim: "<s-:s>",
    type: "<x:s>",
    uppercase: "<s-:s>",
    zip: "<a+>",
  }),
);

/** Functions whose results can be sequences. */
export const GIVES_SEQUENCES: ReadonlySet<string> = new Set([
  "append",
  "distinct",
  "each",
  "eval",
  "filter",
  "keys",
  "lookup",
  "map",
  "match",
  "reduce",
  "reverse",
  "shuffle",
  "single",
  "sort",
  "spread",
]);

/** Whether no argument can be left to the context when so many are given. */
export function takesNoContext(name: string, given: number): boolean {
  const signature = BUILT_INS.get(name) ?? "";
  if (name === "eval") return false;
  if (!signature.includes("-")) return true;
  const required = signature
    .slice(1, signature.lastIndexOf(":") < 0 ? -1 : signature.lastIndexOf(":"))
    .replace(/<[^>]*>/g, "")
    .replace(/\([a-z]*\)/g, "x")
    .replace(/[a-z]\?/g, "")
    .replaceAll("-", "");
  return given >= required.length;
}
