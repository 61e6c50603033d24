import type { Failure, FailureClass, FailureField, FailureParts } from "@xmap/contract";
import { callFailure, unansweredEffect } from "../shared/call-context.ts";
import type { HttpAnswer } from "../shared/http-client.ts";
import { isJsonObject, textMember } from "../shared/json-shape.ts";

interface ErrorRow {
  readonly status: number;
  /** Fits the text of the answer; undefined fits every text. */
  readonly detail?: RegExp;
  /** Fits answers of the catch-all route only, which are plain JSON and no problem document. */
  readonly catchAll?: true;
  readonly class: FailureClass;
  readonly more?: Partial<FailureParts>;
}

/** The first row that fits decides. Texts of the API's own code are not translated. */
const ROWS: readonly ErrorRow[] = [
  { status: 400, detail: /^(?:Order|Product|Image|Category) with ID \d+ not found$/, class: "NotFound" },
  // The product that is to be taken out of a category is not in it.
  { status: 400, detail: /^Wrong input$/, class: "NotFound" },
  { status: 400, class: "Invalid" },
  { status: 401, class: "Unauthorized" },
  { status: 403, class: "Forbidden" },
  { status: 404, catchAll: true, class: "SchemaDrift" },
  { status: 404, class: "NotFound" },
  { status: 405, class: "SchemaDrift" },
  { status: 406, class: "SchemaDrift" },
  { status: 409, class: "Conflict" },
  { status: 413, class: "TooLarge" },
  { status: 415, class: "SchemaDrift" },
  { status: 422, class: "Invalid" },
];

/** What an answer with an error status means; undefined for 2xx. */
export function xcartFailure(answer: HttpAnswer): Failure | undefined {
  const { status, contentType, body, context } = answer;
  if (status < 300) return undefined;
  const words = textMember(body, "detail") ?? textMember(body, "hydra:description") ?? textMember(body, "message");
  const message = words === undefined ? `Status ${status}` : filledIn(words);
  const problem = /problem\+json|ld\+json/i.test(contentType);
  const row = ROWS.find(
    (candidate) =>
      candidate.status === status &&
      (candidate.detail === undefined || candidate.detail.test(message)) &&
      (candidate.catchAll === undefined || !problem),
  );
  const name = textMember(body, "title") ?? textMember(body, "hydra:title");
  const named = name === undefined ? {} : { name };
  const fields = violations(body, message);
  if (row !== undefined) return callFailure(context, { class: row.class, status, message, fields, ...named });
  if (status < 500) return callFailure(context, { class: "Invalid", status, message, fields, ...named });
  const effect = unansweredEffect(context);
  return callFailure(context, { class: "Transient", effect, status, message, ...named });
}

/** The sentence of `["Unable to download the contents of {{url}}", {"url": "…"}]`, as which pictures are refused. */
function filledIn(words: string): string {
  if (!words.startsWith('["')) return words;
  try {
    const [sentence, values]: readonly unknown[] = JSON.parse(words);
    return String(sentence).replace(/\{\{(\w+)\}\}/g, (mark, name: string) => textMember(values, name) ?? mark);
  } catch {
    return words;
  }
}

function violations(body: unknown, message: string): FailureField[] {
  const list = isJsonObject(body) ? body.violations : undefined;
  if (Array.isArray(list)) {
    return list.map((violation) => ({
      path: textMember(violation, "propertyPath") ?? "",
      message: textMember(violation, "message") ?? "",
      ...ruleOf(textMember(violation, "code")),
    }));
  }
  for (const { text, field } of WORDED_FIELDS) {
    const found = text.exec(message);
    if (found !== null)
      return [{ path: field ?? found[1] ?? "", message, ...ruleOf(/unique/.test(message) ? "unique" : undefined) }];
  }
  const dumped = [...message.matchAll(/^Object\([^)]*\)\.([\w.[\]]+):\s*\n\s+(.+?)(?: \(code ([\w-]+)\))?$/gm)];
  const quoted = /^Field "([^"]+)" (.+)$/.exec(message);
  if (quoted !== null) {
    const [, path = "", text = ""] = quoted;
    return [{ path, message: text, ...ruleOf(text === "must be unique" ? "unique" : undefined) }];
  }
  return dumped.map(([, path, text, code]) => ({ path: path ?? "", message: text ?? "", ...ruleOf(code) }));
}

/** Faults that the API's own code words in one sentence. */
const WORDED_FIELDS: readonly { readonly text: RegExp; readonly field?: string }[] = [
  { text: /^Input validations failed: SKU .* is not unique$/s, field: "sku" },
  { text: /^Status code '.*' is invalid$/s, field: "payment_status.code" },
  { text: /^Status code '.*' is wrong$/s, field: "shipping_status.code" },
  { text: /^Parent category with ID \d+ is invalid$/, field: "parent" },
  { text: /^Unable to download the contents of /, field: "images.url" },
  { text: /^The type of the "([^"]+)" attribute must be / },
];

function ruleOf(code: string | undefined): { rule?: string } {
  return code === undefined ? {} : { rule: code };
}
