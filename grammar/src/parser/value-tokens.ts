import { createToken } from "chevrotain";
import { NameToken } from "./token-categories.ts";
import { LETTERS } from "./words.ts";

export const BacktickName = createToken({
  name: "`name`",
  pattern: /`[^`\r\n]*`/,
  line_breaks: false,
  categories: [NameToken],
});
export const UnclosedBacktickName = createToken({
  name: "unclosed name",
  pattern: /`[^`\r\n]*/,
  line_breaks: false,
  categories: [NameToken],
});
export const Variable = createToken({ name: "Variable", pattern: new RegExp(`\\$[${LETTERS}0-9$]*`) });
export const Duration = createToken({ name: "Duration", pattern: /\d+[smhd](?![A-Za-z0-9_])/ });
export const NumberToken = createToken({
  name: "Number",
  pattern: /(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![A-Za-z0-9_])/,
});
/** `5min`, `007`: meant as a number or a duration, and neither. */
export const MalformedNumber = createToken({ name: "malformed number", pattern: /\d+(?:\.\d+)?\w*/ });
const STRING = /"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\\\r\n]|\\[^\r\n])*'/;
const OPEN_STRING = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/;
export const StringToken = createToken({ name: "Text", pattern: STRING, line_breaks: false });
export const LongString = createToken({
  name: "LongText",
  pattern: OPEN_STRING,
  line_breaks: true,
  categories: [StringToken],
});
export const UnclosedString = createToken({
  name: "unclosed string",
  pattern: /["'][^\r\n]*/,
  line_breaks: false,
  categories: [StringToken],
});

/** All tokens that are a value or a name by themselves, words and regular expressions aside. */
export const VALUE_TOKENS = [
  BacktickName,
  UnclosedBacktickName,
  Variable,
  Duration,
  NumberToken,
  MalformedNumber,
  StringToken,
  LongString,
  UnclosedString,
] as const;
