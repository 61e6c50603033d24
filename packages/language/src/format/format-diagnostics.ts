import { defineDiagnostics, message } from "@xmap/diagnostics";

/** What the formatter has to say. */
export const formatDiagnostics = defineDiagnostics({
  "not-formatted": {
    severity: "error",
    messages: { default: message`This cannot be put into the canonical form, and is left as it is.` },
    explanation:
      "The formatter leaves a file alone when it cannot be sure that the formatted text would mean the same: a clause that should stand once is written twice, such as a second `given` in a test. Remove one of them; if there is none, please report the file.",
  },
});
