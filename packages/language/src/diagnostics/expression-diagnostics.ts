import { message } from "@xmap/diagnostics";

/** Codes about what only some expressions can say, and about values that no schema describes. */
export const EXPRESSION_DIAGNOSTICS = {
  "unknown-value": {
    severity: "warning",
    messages: {
      default: message`Nothing is known of this value, so ${"needed"} cannot be checked before the mapping runs.`,
    },
    explanation:
      "No schema says what this value is. The compiled mapping looks at it when it runs, and rejects a record whose value does not fit, naming rule, path and value. To have it checked before, give the field a type in the overlay of its schema, or say what is meant with `$string(…)`, `$number(…)` or `$boolean(…)`.",
  },
  "no-parent": {
    severity: "error",
    messages: { default: message`There is nothing around this value that \`%\` could lead to.` },
    help: "`$$` is the whole record",
    explanation:
      "`%` leads from a value back to the record that a path has taken it from, within the same expression. In a block, `$$` is the whole record.",
  },
  "function-as-value": {
    severity: "error",
    messages: { default: message`A function is no value here: only the expression that it stands in can call it.` },
    explanation:
      "A name of a `let` or a step holds data, and so do targets, conditions and messages. A function has its name within one expression, `( $f := function($x) { … }; … )`, or is handed to another function, as in `$map(items, function($item) { … })`.",
  },
  "not-in-binding": {
    severity: "error",
    messages: {
      default: message`${"what"} gives another value each time, which a binding must not.`,
      text: message`The text of \`$eval\` is computed, so nothing is known of it before the binding runs.`,
    },
    help: "compute it in a step of a flow",
    explanation:
      "A binding gives the same output for the same record and the same answers; otherwise every run would write again. `$random`, `$shuffle` and an `$eval` of computed text are for flows; `$now()` and `$millis()` are the start of the run, everywhere.",
  },
  "bad-signature": {
    severity: "error",
    messages: { default: message`\`${"signature"}\` is no signature of a function.` },
    explanation:
      "Behind a function's parameters may stand the types that it takes, such as `<n-n:n>`. Only lists (`a<n>`) and functions (`f<s:n>`) take a type in angle brackets, and none stands in a choice in parentheses.",
  },
  "bad-evaluated-text": {
    severity: "error",
    messages: { default: message`The text of \`$eval\` is no expression: ${"message"}` },
    explanation: "A text that is written out for `$eval` is read, checked and compiled like the expression around it.",
  },
} as const;
