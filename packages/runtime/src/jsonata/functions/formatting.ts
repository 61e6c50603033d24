import { integerReader, readIntegerPicture, writeInteger } from "../formats/integer-picture.ts";
import { writeNumber } from "../formats/number-picture.ts";
import { readInstant, readIsoInstant } from "../formats/read-instant.ts";
import { writeInstant } from "../formats/write-instant.ts";
import { native } from "./native.ts";

export const formatNumber = native("formatNumber", "<n-so?:s>", (_run, _context, given) => {
  const [value, picture, options] = given as [
    number | undefined,
    string,
    Readonly<Record<string, unknown>> | undefined,
  ];
  return value === undefined ? undefined : writeNumber(value, String(picture), options);
});

export const formatInteger = native("formatInteger", "<n-s:s>", (_run, _context, [value, picture]) =>
  value === undefined ? undefined : writeInteger(Math.floor(value as number), readIntegerPicture(String(picture))),
);

export const parseInteger = native("parseInteger", "<s-s:n>", (_run, _context, [text, picture]) =>
  text === undefined ? undefined : integerReader(readIntegerPicture(String(picture))).read(text as string),
);

export const fromMillis = native("fromMillis", "<n-s?s?:s>", (_run, _context, given) => {
  const [milliseconds, picture, zone] = given as [number | undefined, string | undefined, string | undefined];
  return milliseconds === undefined ? undefined : writeInstant(milliseconds, picture, zone);
});

export const toMillis = native("toMillis", "<s-s?:n>", (run, _context, given) => {
  const [text, picture] = given as [string | undefined, string | undefined];
  if (text === undefined) return undefined;
  return picture === undefined ? readIsoInstant(text) : readInstant(text, picture, run.options.instant);
});

export const now = native("now", "<s?s?:s>", (run, _context, given) => {
  const [picture, zone] = given as [string | undefined, string | undefined];
  return writeInstant(run.options.instant, picture, zone);
});

export const millis = native("millis", "<:n>", (run) => run.options.instant);
