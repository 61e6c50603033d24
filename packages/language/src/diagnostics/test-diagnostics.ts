import { message } from "@xmap/diagnostics";

/** Codes about `test` declarations. */
export const TEST_DIAGNOSTICS = {
  "missing-fixture": {
    severity: "error",
    messages: {
      default: message`There is no file \`${"path"}\`.`,
      json: message`\`${"path"}\` is not JSON: ${"problem"}.`,
      record: message`\`${"path"}\` holds ${"found"} where a record is needed.`,
      none: message`This test starts from no record.`,
    },
    help: "put the record there as JSON; the path begins at the folder of this file",
    explanation:
      'A test starts from a record in a JSON file, named from the folder of the mapping: `given "fixtures/order.json"`.',
  },
  "fixture-mismatch": {
    severity: "error",
    messages: {
      default: message`\`${"place"}\` takes ${"wanted"}, and \`${"path"}\` has ${"found"}.`,
      missing: message`\`${"path"}\` lacks \`${"place"}\`, which every ${"record"} has.`,
    },
    explanation:
      "A fixture is a record as the connector delivers it: it fits the entity's schema, instants are UTC and empty text is null. Fields that no rule reads may be left out.",
  },
  "unusual-fixture": {
    severity: "warning",
    messages: {
      default: message`\`${"path"}\` has \`${"place"}\`, and ${"record"} has no such field.`,
      value: message`\`${"place"}\` takes ${"wanted"}, and \`${"path"}\` has ${"found"}.`,
    },
    explanation:
      "What the schema does not know is not read, and a value outside its closed set arrives only when the system has changed. A test may want to see just that.",
  },
  "wrong-answer": {
    severity: "error",
    messages: {
      default: message`\`${"name"}\` answers ${"wanted"}, and this is ${"found"}.`,
      field: message`\`${"place"}\` takes ${"wanted"}, and this is ${"found"}.`,
      unknown: message`\`${"record"}\` has no field \`${"place"}\`.`,
      key: message`\`${"name"}\` is asked by ${"wanted"}, and this is ${"found"}.`,
      columns: message`A key of \`${"name"}\` has ${"wanted"}, and the values here are ${"found"}.`,
      none: message`\`${"name"}\` always comes to a record: what it does not find it creates.`,
      silent: message`\`${"name"}\` always answers: write what it answers.`,
    },
    explanation:
      'The answers of a test have the types that the real ones have. A lookup is asked by its columns in order, a binding by the key of its left record, an entity by its key, a call of a system by its arguments in the order of its description: `answers StateId { "US", "New York" -> 12 }`, `answers fraud.score -> { "score": 0.1 }`.',
  },
  "unused-answer": {
    severity: "warning",
    messages: { default: message`\`${"subject"}\` does not ask \`${"name"}\`.` },
    help: "leave it out",
    explanation:
      "A test answers what the binding or flow asks. What nobody asks shows that one of the two has changed.",
  },
  "unanswered-lookup": {
    severity: "error",
    messages: {
      default: message`\`${"target"}\` comes from \`${"name"}\`, and the test does not say what it answers.`,
    },
    explanation:
      'Tests ask no system. What an expected field goes through needs its answers: `answers ProductId { "TSH-001-M" -> 41 }`.',
  },
  "wrong-expectation": {
    severity: "error",
    messages: {
      default: message`\`${"target"}\` takes ${"wanted"}, and this is ${"found"}.`,
      none: message`This test expects nothing.`,
      unknown: message`\`${"record"}\` has no field \`${"name"}\`.`,
      unset: message`No rule of \`${"subject"}\` sets \`${"target"}\`.`,
      flow: message`A flow has no result of its own: expect an outcome, \`write\`, \`call\` or \`notify\`.`,
      binding: message`A binding does nothing by itself: expect its fields or an outcome.`,
      unwritten: message`\`${"subject"}\` does not write \`${"name"}\`.`,
      uncalled: message`\`${"subject"}\` does not call \`${"name"}\`.`,
      ungiven: message`\`${"name"}\` is called without \`${"target"}\`.`,
      untold: message`\`${"subject"}\` does not notify \`${"name"}\`.`,
      outcome: message`\`${"subject"}\` cannot come to \`${"word"}\`.`,
      hole: message`The expected text is the one that comes out, with the values in it.`,
    },
    explanation:
      'A test of a binding expects fields of the target or an outcome; a test of a flow expects an outcome or what it does: `expect write product { "amount": 0 }`, `expect call sale.confirm()`, `expect no call sale.cancel()`, `expect notify team "10301 waits"`. Only the fields and arguments that are named are compared.',
  },
  "not-json": {
    severity: "error",
    messages: { default: message`Only JSON stands here: text in quotes, numbers, true, false, null, lists, records.` },
    explanation: "Answers and expectations of a test are plain values, so that a test says the same on every run.",
  },
} as const;
