import type { Report } from "@xmap/contract";
import { show } from "./input.ts";

/** Rejects a record that has a field otherwise than its schema says: `order.total must be a number, not "12"`. */
export function wrongValue(report: Report, rule: string, path: string, wanted: string, value: unknown): void {
  const found = value === undefined ? "it is missing" : `not ${show(value)}`;
  report.problem("reject", rule, `${path} must be ${wanted}, ${found}`);
}

/** Whether a text has more characters (code points) than that. */
export function isLonger(text: string, characters: number): boolean {
  return text.length > characters && [...text].length > characters;
}
