import type { Failure, FailureClass, FailureField } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "../shared/call-context.ts";
import { isJsonObject } from "../shared/json-shape.ts";
import { atPointer } from "./document.ts";

/** What statuses mean (RFC 9110); others below 500 are Invalid. */
const CLASSES: Readonly<Record<number, FailureClass>> = {
  401: "Unauthorized",
  402: "BusinessRule",
  403: "Forbidden",
  404: "NotFound",
  405: "SchemaDrift",
  406: "SchemaDrift",
  408: "Timeout",
  409: "Conflict",
  410: "NotFound",
  412: "Conflict",
  413: "TooLarge",
  415: "SchemaDrift",
  423: "Conflict",
  425: "Transient",
  501: "SchemaDrift",
};

/** Where answers usually tell of an error in words; RFC 9457 has `detail` and `title`. */
const MESSAGES = [
  "/error/message",
  "/message",
  "/detail",
  "/error_description",
  "/error",
  "/errors/0/message",
  "/errors/0",
  "/title",
];

export interface FailedAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What an answer of the API means; undefined when it succeeded. */
export function httpFailure(
  context: CallContext,
  { status, body }: FailedAnswer,
  errorMessage: string | undefined,
): Failure | undefined {
  if (status < 400) return undefined;
  const known = CLASSES[status] ?? (status >= 500 ? "Transient" : "Invalid");
  const isSettled = status < 500 && status !== 408;
  return callFailure(context, {
    class: known,
    effect: isSettled ? "none" : unansweredEffect(context),
    status,
    message: messageIn(body, errorMessage) ?? `The API answers with status ${status}`,
    fields: fieldsIn(body),
  });
}

function messageIn(body: unknown, pointer: string | undefined): string | undefined {
  const pointers = pointer === undefined ? MESSAGES : [pointer, ...MESSAGES];
  for (const place of pointers) {
    const found = atPointer(body, place);
    if (typeof found === "string" && found.trim() !== "") return found.trim();
  }
  return undefined;
}

/** Fields of `errors`: a list of `{ field, message }`, or an object of messages by field. */
function fieldsIn(body: unknown): readonly FailureField[] {
  const errors = isJsonObject(body) ? body.errors : undefined;
  if (Array.isArray(errors)) {
    return errors.flatMap((each: unknown): FailureField[] => {
      if (!isJsonObject(each)) return [];
      const path = [each.field, each.path, each.pointer, each.name].find((value) => typeof value === "string");
      const message = [each.message, each.detail, each.reason].find((value) => typeof value === "string");
      if (typeof path !== "string") return [];
      return [{ path: pathOf(path), message: typeof message === "string" ? message : "is refused" }];
    });
  }
  if (!isJsonObject(errors)) return [];
  return Object.entries(errors).map(([path, told]) => {
    const first: unknown = Array.isArray(told) ? told[0] : told;
    return { path, message: typeof first === "string" ? first : "is refused" };
  });
}

/** `#/lines/0/sku` as `lines.0.sku`. */
function pathOf(written: string): string {
  return written.replace(/^#?\//, "").replaceAll("/", ".");
}
