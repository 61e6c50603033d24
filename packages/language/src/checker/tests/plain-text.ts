import type { Template } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";

/** The text of a template without holes; undefined, and said, where it has some: a test says what comes out. */
export function plainText({ parts }: Template, context: CheckContext): string | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "TemplateText") {
      context.report({ code: "wrong-expectation", wording: "hole", span: part.span, values: {} });
      return undefined;
    }
    text += part.text;
  }
  return text;
}
