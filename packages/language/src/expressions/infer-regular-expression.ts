import { INTEGER, listOf, optional, present, recordOf, TEXT, UNKNOWN } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import { functionOf } from "./infer-lambda.ts";

/** What a regular expression gives for a text that it matches. */
const MATCH = recordOf("Match", {
  match: present(TEXT),
  start: present(INTEGER),
  end: present(INTEGER),
  groups: present(listOf(TEXT)),
  next: present(UNKNOWN),
});

/** `/…/`: a function of a text. */
export function inferRegularExpression(): ValueType {
  return functionOf(1, () => optional(MATCH));
}
