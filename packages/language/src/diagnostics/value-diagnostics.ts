import { message } from "@xmap/diagnostics";

/** Codes about what a target takes. */
export const VALUE_DIAGNOSTICS = {
  "may-be-too-long": {
    severity: "warning",
    messages: { default: message`\`${"target"}\` takes ${"limit"} letters, and the value can have ${"length"}.` },
    explanation:
      "Text is never cut silently: a longer one is refused by the target system when it comes. Shorten it where that is right, or put what does not fit elsewhere. Wrong: `name -> short_name`. Right: `$substring(name, 0, 40) -> short_name`.",
  },
  "wrong-form": {
    severity: "error",
    messages: { default: message`\`${"target"}\` takes text of the form /${"pattern"}/, and ${"value"} is not.` },
    help: "write it in that form",
    explanation:
      'The target\'s schema says by a pattern which texts the system accepts; others are refused there. Wrong: `"2026-1" -> number`, where the form is /^INV-/. Right: `"INV-2026-1" -> number`.',
  },
  "day-without-zone": {
    severity: "warning",
    messages: {
      default: message`\`${"target"}\` takes a day, and \`${"system"}\` says no time zone: the day of the instant in UTC is taken.`,
      setting: message`\`${"target"}\` takes a day, and the time zone of \`${"system"}\` is not in the file: the day of the instant in UTC is taken.`,
    },
    explanation:
      'An instant is two days at once, depending on where one stands; near midnight a booking then falls on the wrong one. Say in which zone the system counts its days, as text, since it decides what is written. Wrong: `system erp = ledger { zone: env("ZONE") }`, or no zone at all. Right: `system erp = ledger { zone: "Europe/Berlin" }`.',
  },
  "overridden-target": {
    severity: "error",
    messages: {
      default: message`What is written to \`${"target"}\` is replaced by the system, unless \`${"flag"}\` is true.`,
    },
    explanation:
      "The system fills such a field from its own records: an address from the customer, a price from the price list. It leaves a given value alone only where a flag says so: add its rule. Wrong: `price -> UnitPrice` alone. Right: `true -> ManualPrice` beside it.",
  },
} as const;
