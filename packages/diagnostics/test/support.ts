import { createSourceText, type Diagnostic, defineDiagnostics, message, type SourceText } from "@xmap/diagnostics";

/** Takes `~~~marked~~~` out of a text and says where it stood. */
export function marked(text: string): { readonly source: SourceText; readonly span: Diagnostic["span"] } {
  const [before = "", inside = "", after = ""] = text.split("~~~");
  const span = { start: before.length, end: before.length + inside.length };
  return { source: createSourceText("a.xmap", before + inside + after), span };
}

/** An error at a span of `a.xmap`. */
export function diagnosticAt(span: Diagnostic["span"], more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: "unknown-field",
    severity: "error",
    message: "Unknown field.",
    file: "a.xmap",
    span,
    related: [],
    fixes: [],
    ...more,
  };
}

/** A registry of two codes. */
export const CODES = defineDiagnostics({
  "unused-name": {
    severity: "warning",
    messages: { imported: message`${"name"} is imported and not used.` },
    explanation: "Delete it.",
  },
  "unknown-field": {
    severity: "error",
    messages: { default: message`\`${"record"}\` has no \`${"name"}\`.`, bare: message`No \`${"name"}\`.` },
    explanation: "A field must be in the schema.",
  },
}).table;
