import type { ErrorDetails } from "./jsonata-error.ts";

type Message = string | ((details: ErrorDetails) => string);

const shown = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? "nothing";
  } catch {
    return String(value);
  }
};

const MESSAGES: Readonly<Record<string, Message>> = {
  D1001: ({ value }) => `The number ${value} is out of range.`,
  D1002: ({ value }) => `Only a number can be negated, not ${shown(value)}.`,
  T1003: ({ value }) => `The key of a field must be text, not ${shown(value)}.`,
  D1004: "The regular expression matches an empty text.",
  T1005: ({ token }) => `This is not a function; $${token} is.`,
  T1006: "What is called here is not a function.",
  T1007: ({ token }) => `This is not a function; $${token} is.`,
  T1008: "Only a function can be applied in part.",
  D1009: ({ value }) => `Several key expressions give the key ${shown(value)}.`,
  T1010: "The matching function does not answer with a match.",
  D1013: ({ value }) => `The name ${shown(value)} is reserved.`,
  T0410: ({ index, token }) => `Argument ${index} of ${token ?? "the function"} does not fit its signature.`,
  T0411: ({ index, token }) => `The context cannot stand for argument ${index} of ${token ?? "the function"}.`,
  T0412: ({ index, token, type }) =>
    `Argument ${index} of ${token ?? "the function"} must be an array of ${type ?? "one type"}.`,
  T2001: ({ token }) => `To the left of ${token} stands no number.`,
  T2002: ({ token }) => `To the right of ${token} stands no number.`,
  T2003: "A range begins with an integer.",
  T2004: "A range ends with an integer.",
  T2006: "To the right of ~> stands no function.",
  T2007: ({ value, value2 }) => `Sorting cannot compare ${shown(value)} with ${shown(value2)}.`,
  T2008: "Sorting needs numbers or texts.",
  T2009: ({ token, value, value2 }) => `${token} cannot compare ${shown(value)} with ${shown(value2)}.`,
  T2010: ({ token }) => `${token} compares numbers or texts only.`,
  T2011: ({ value }) => `The update of a transform must be an object, not ${shown(value)}.`,
  T2012: ({ value }) => `The deletion of a transform must be a text or a list of texts, not ${shown(value)}.`,
  T2013: "A transform needs $clone, which is not a function here.",
  D2014: ({ value }) => `A range has at most ten million items; this one has ${value}.`,
  D3001: "Infinity and NaN have no text.",
  D3010: "The text to replace is empty.",
  D3011: "The number of replacements is negative.",
  D3012: "A match can be replaced by a text only.",
  D3020: "The number of parts is negative.",
  D3030: ({ value }) => `${shown(value)} is no number.`,
  D3040: "The number of matches is negative.",
  D3050: "The function for $reduce must take two arguments.",
  D3060: ({ value }) => `${value} has no square root.`,
  D3061: ({ value, value2 }) => `${value} to the power of ${value2} is no number.`,
  D3070: "Without a function $sort takes texts only or numbers only.",
  D3080: "The picture has more than two parts.",
  D3081: "A part of the picture has more than one decimal separator.",
  D3082: "A part of the picture has more than one percent sign.",
  D3083: "A part of the picture has more than one per-mille sign.",
  D3084: "A part of the picture has a percent and a per-mille sign.",
  D3085: "A part of the picture has no digit.",
  D3086: "A part of the picture has a foreign character between its digits.",
  D3087: "In the picture a grouping separator stands beside the decimal separator.",
  D3088: "In the picture a grouping separator ends the integer part.",
  D3089: "In the picture two grouping separators stand side by side.",
  D3090: "In the integer part of the picture an optional digit follows a required one.",
  D3091: "In the fractional part of the picture a required digit follows an optional one.",
  D3092: "The picture has an exponent and a percent or per-mille sign.",
  D3093: "The exponent of the picture consists of digits only.",
  D3100: ({ value }) => `The base must lie between 2 and 36, not ${value}.`,
  D3110: ({ value }) => `${shown(value)} is no ISO 8601 instant.`,
  D3130: ({ value }) => `Numbering like ${shown(value)} is not known.`,
  D3131: "The digits of the picture belong to different scripts.",
  D3132: ({ value }) => `The picture has no component ${shown(value)}.`,
  D3133: ({ value }) => `Only months and days have names, not ${shown(value)}.`,
  D3134: "The time zone in the picture has more than four digits.",
  D3135: "A bracket in the picture is never closed.",
  D3136: "The picture lacks a part that the instant needs.",
  D3138: "More than one item fits, but $single expects one.",
  D3139: "No item fits, but $single expects one.",
  D3140: ({ value, token }) => `Malformed URL passed to $${token}(): ${shown(value)}`,
  U1001: ({ value }) => `The expression needs more than it may: ${value}. Look for recursion or a loop without an end.`,
};

/** The message of a code, filled in. */
export function messageOf(code: string, details: ErrorDetails): string {
  const message = MESSAGES[code];
  if (message === undefined) return `Error ${code}.`;
  return typeof message === "string" ? message : message(details);
}
