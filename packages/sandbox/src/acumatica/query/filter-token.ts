import { badQuery } from "../api-error.ts";

/** Protocol dialects: the contract-based API and old feeds speak OData 3, feeds under `/t/` speak OData 4. */
export type Dialect = "v3" | "v4";

/** What a literal or a field is. */
export type ValueKind = "string" | "number" | "boolean" | "instant" | "guid" | "null";

/** One token of a filter. */
export type FilterToken =
  | { readonly kind: "literal"; readonly type: ValueKind; readonly value: string | number | boolean | null }
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "custom"; readonly type: string; readonly path: string }
  | { readonly kind: "mark"; readonly text: string };

type Rule = { readonly pattern: RegExp; read(match: RegExpExecArray): FilterToken | undefined };

const instant = (text: string, exact: boolean): FilterToken => {
  const isComplete = exact ? /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) : true;
  const milliseconds = Date.parse(/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text.slice(0, 10)}T00:00:00Z`);
  if (!isComplete || Number.isNaN(milliseconds)) {
    throw badQuery(`Unrecognized 'Edm.DateTimeOffset' literal '${text}'.`);
  }
  return { kind: "literal", type: "instant", value: new Date(milliseconds).toISOString() };
};

const shared: readonly Rule[] = [
  { pattern: /\s+/y, read: () => undefined },
  {
    pattern: /'((?:[^']|'')*)'/y,
    read: ([, text = ""]) => ({ kind: "literal", type: "string", value: text.replaceAll("''", "'") }),
  },
  { pattern: /[(),]/y, read: ([text]) => ({ kind: "mark", text }) },
  {
    pattern: /-?\d+(?:\.\d+)?[mdfl]?(?![\w-])/iy,
    read: ([text]) => ({ kind: "literal", type: "number", value: Number.parseFloat(text) }),
  },
  {
    pattern: /(?:true|false)(?![\w/])/y,
    read: ([text]) => ({ kind: "literal", type: "boolean", value: text === "true" }),
  },
  { pattern: /null(?![\w/])/y, read: () => ({ kind: "literal", type: "null", value: null }) },
  { pattern: /[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*/y, read: ([text]) => ({ kind: "name", text }) },
];

const version3: readonly Rule[] = [
  {
    pattern: /cf\.(\w+)\(f='([^']+)'\)/y,
    read: ([, type = "", path = ""]) => ({ kind: "custom", type, path }),
  },
  { pattern: /datetimeoffset'([^']*)'/iy, read: ([, text = ""]) => instant(text, true) },
  { pattern: /date'(\d{4}-\d{2}-\d{2})'/iy, read: ([, text = ""]) => instant(text, false) },
  {
    pattern: /guid'([^']*)'/iy,
    read: ([, text = ""]) => ({ kind: "literal", type: "guid", value: text.toLowerCase() }),
  },
  ...shared,
];

const oldFeedOnly: readonly Rule[] = [
  { pattern: /datetime'([^']*)'/iy, read: ([, text = ""]) => instant(`${text.slice(0, 19)}Z`, false) },
];

const version4: readonly Rule[] = [
  {
    pattern: /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/iy,
    read: ([text]) => ({ kind: "literal", type: "guid", value: text.toLowerCase() }),
  },
  {
    pattern: /\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?/y,
    read: ([text]) => instant(text, false),
  },
  ...shared,
];

/** Splits a filter. Throws ApiError where it is not the dialect's. */
export function filterTokens(text: string, dialect: Dialect, isOldFeed = false): readonly FilterToken[] {
  const rules = dialect === "v4" ? version4 : isOldFeed ? [...oldFeedOnly, ...version3] : version3;
  const tokens: FilterToken[] = [];
  let position = 0;
  while (position < text.length) {
    const found = nextToken(rules, text, position);
    if (found.token !== undefined) {
      tokens.push(found.token);
    }
    position = found.end;
  }
  return tokens;
}

function nextToken(rules: readonly Rule[], text: string, position: number): { token?: FilterToken; end: number } {
  for (const rule of rules) {
    rule.pattern.lastIndex = position;
    const match = rule.pattern.exec(text);
    if (match !== null) {
      const token = rule.read(match);
      return { ...(token === undefined ? {} : { token }), end: position + match[0].length };
    }
  }
  throw badQuery(`Syntax error at position ${position} in '${text}'.`);
}
