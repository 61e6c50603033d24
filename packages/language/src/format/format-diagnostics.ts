import { defineDiagnostics, message } from "@xmap/diagnostics";

/** What the formatter has to say. */
export const formatDiagnostics = defineDiagnostics({
  "not-formatted": {
    severity: "error",
    messages: { default: message`This cannot be put into the canonical form, and is left as it is.` },
    explanation:
      "The formatter leaves a file alone when it cannot be sure that the formatted text would mean the same. Such a file shows a mistake of the formatter: please report it.",
  },
});
