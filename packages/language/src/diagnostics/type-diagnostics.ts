import { message } from "@xmap/diagnostics";

/** Codes about expressions and the types of values. */
export const TYPE_DIAGNOSTICS = {
  "unknown-field": {
    severity: "error",
    messages: {
      default: message`\`${"record"}\` has no field \`${"name"}\`.`,
      scalar: message`\`${"name"}\` is asked of ${"type"}, which has no fields.`,
      reference: message`\`${"name"}\` is asked of a ${"type"}, of which only the key is at hand.`,
    },
    explanation:
      "A field must be in the entity's pulled schema. A field that holds another record's key has no fields itself: use a lookup, or read the other record in the flow.",
  },
  "unknown-function": {
    severity: "error",
    messages: { default: message`There is no function \`$${"name"}\`.` },
    explanation:
      "Functions are JSONata's and some that integrations need; a function of one's own has its name within the expression that defines it.",
  },
  "unsupported-expression": {
    severity: "error",
    messages: { default: message`${"what"} cannot be compiled in this version.` },
    explanation:
      "The expression is valid JSONata, but this version of the compiler refuses it instead of computing something wrong.",
  },
  "wrong-argument-count": {
    severity: "error",
    messages: {
      default: message`\`${"name"}\` takes ${"wanted"}, not ${"found"}.`,
      columns: message`\`${"name"}\` is asked by ${"wanted"}; the number of values given is ${"found"}.`,
      plain: message`Several values before the arrow are columns of a lookup, and there is no lookup here.`,
    },
    explanation: "A function takes its parameters in order; a lookup takes one value for each of its columns.",
  },
  "wrong-argument-type": {
    severity: "error",
    messages: {
      default: message`\`${"parameter"}\` of \`${"name"}\` is ${"wanted"}, and this is ${"found"}.`,
      nothing: message`\`${"parameter"}\` of \`${"name"}\` must not be null, and this may be.`,
    },
    explanation:
      "JSONata's functions fail on null and on other types than their parameters'. A value that may be null can be replaced: `value ?: \"\"`.",
  },
  "type-mismatch": {
    severity: "error",
    messages: {
      default: message`${"wanted"} is needed here, and this is ${"found"}.`,
      compare: message`${"left"} and ${"right"} are never equal: they cannot be compared.`,
      outsideSet: message`${"value"} is none of the possible values: ${"wanted"}.`,
      target: message`\`${"target"}\` takes ${"wanted"}, and the value is ${"found"}.`,
      targetSet: message`\`${"target"}\` takes ${"wanted"}, and the value can be ${"value"}.`,
      binding: message`\`${"binding"}\` takes a record of ${"wanted"}, and this is ${"found"}.`,
      include: message`\`${"rules"}\` reads \`${"field"}\`, which ${"record"} does not have or has with another type.`,
    },
    explanation:
      "Types follow from the schemas. Values convert by themselves where nothing can be lost; otherwise say how: with a function, a map, a lookup or a position such as `[0]`.",
  },
  "lossy-conversion": {
    severity: "error",
    messages: { default: message`\`${"target"}\` takes ${"wanted"}, and ${"found"} would lose digits.` },
    explanation: "Digits are never cut silently. Round where it is meant: `$round(x)` or `$round(x, 2)`.",
  },
  "absent-in-arithmetic": {
    severity: "error",
    messages: {
      default: message`This may be absent, and \`${"operator"}\` then gives nothing.`,
      nothing: message`This may be null, and \`${"operator"}\` then fails.`,
    },
    explanation:
      "A sum with an absent value is absent, and null cannot be computed with. Write what is meant: `x ?? 0` for an absent value, `x ?: 0` for null too, `$sum([x])` for a list that may be empty.",
  },
  "absent-condition": {
    severity: "error",
    messages: { default: message`This condition may be absent.` },
    explanation:
      "An absent condition would count as false without saying so. Compare it (`x = true`), ask for it (`$exists(x)`) or give it a value (`x ?? false`).",
  },
  "never-empty-text": {
    severity: "error",
    messages: { default: message`Text of a system is never \`\"\"\`: empty text arrives as null.` },
    explanation:
      'Connectors deliver empty text as null, so a comparison with `""` decides nothing. Compare with `null`.',
  },
  "two-money-currencies": {
    severity: "error",
    messages: { default: message`${"left"} and ${"right"} have two currencies.` },
    help: "add and compare amounts of one currency only",
    explanation:
      "Amounts are added and compared in one currency only: that of the same field of the same entity. Only a flow compares the money of two systems.",
  },
  "too-long-text": {
    severity: "error",
    messages: {
      default: message`\`${"target"}\` takes ${"limit"} letters, and this text has ${"length"}.`,
      value: message`\`${"target"}\` takes ${"limit"} letters, and the value can be ${"value"}, which has ${"length"}.`,
      least: message`\`${"target"}\` takes ${"limit"} letters, and this text has at least ${"length"}.`,
    },
    help: "say it in fewer letters, or cut it with `$substring(…, 0, …)`",
    explanation: "Text is never cut silently: the target system would refuse or shorten it. Write a shorter text.",
  },
} as const;
