import { message } from "@xmap/diagnostics";

/** Codes about conditions and outcomes. */
export const CONDITION_DIAGNOSTICS = {
  "constant-condition": {
    severity: "warning",
    messages: {
      default: message`This always holds: ${"reason"}.`,
      never: message`This never holds: ${"reason"}.`,
    },
    help: "leave it out, or ask for something that can differ",
    explanation:
      'A condition that has one answer decides nothing, and mostly another question was meant: `a != "x" or a != "y"` always holds, `a = "x" and a = "y"` never. By the schema it cannot come out otherwise; where the system does send something else, correct the schema in its overlay. Wrong: `require a != "x" or a != "y" else skip`. Right: `require $not(a in ["x", "y"]) else skip`.',
  },
  "impossible-outcome": {
    severity: "error",
    messages: {
      default: message`\`warn\` lets the record go on, and here it has no value to go on with.`,
      find: message`\`warn\` lets the flow go on, and then \`${"name"}\` stands for no record.`,
      none: message`\`none\` is an answer in tests only.`,
    },
    explanation:
      'Where a value is needed, an outcome must end the record: `skip`, `hold`, `reject` or `fail`. To go on without a value write `keep`, to clear the field write `null`. For a record that may be missing, leave it with an outcome. Wrong: `none -> warn "no {$}"`. Right: `none -> keep`, or `none -> hold "no {$}"`.',
  },
  "unreachable-step": {
    severity: "error",
    messages: { default: message`Nothing comes to this step: \`${"word"}\` ends the run above it.` },
    help: "leave it out, or move it above",
    explanation:
      "`skip`, `hold`, `reject` and `fail` end the run, inside `each` the turn. What follows them in the same block is never done. Put the outcome last, or into a `when`. Wrong: `skip` and below it `notify …`. Right: `notify …` and below it `skip`.",
  },
} as const;
