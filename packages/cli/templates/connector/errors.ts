import { type ErrorRow, failureByTable, HTTP_ERROR_ROWS, type HttpAnswer, textMember } from "@xmap/connectors/sdk";
import type { Failure } from "@xmap/contract";

/** The first row that fits decides; the system's own errors stand before what HTTP says by itself. */
const ROWS: readonly ErrorRow[] = [
  { status: 409, name: /^already_released$/, class: "AlreadyDone" },
  { status: 422, name: /^period_closed$/, class: "BusinessRule" },
  ...HTTP_ERROR_ROWS,
];

/** What an answer with an error status means; undefined for 2xx. */
export function failureOf(answer: HttpAnswer): Failure | undefined {
  return failureByTable(answer, ROWS, (body) => {
    const field = textMember(body, "field");
    const words = textMember(body, "message");
    const fields = field === undefined ? [] : [{ path: field, message: words ?? "is wrong" }];
    return { words, name: textMember(body, "error"), fields };
  });
}
