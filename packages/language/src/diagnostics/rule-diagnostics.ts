import { message } from "@xmap/diagnostics";

/** Codes about bindings, maps and lookups as a whole. */
export const RULE_DIAGNOSTICS = {
  "unknown-target": {
    severity: "error",
    messages: {
      default: message`\`${"record"}\` has no field \`${"name"}\` to write.`,
      through: message`\`${"name"}\` is inside ${"type"}, which rules cannot write into.`,
    },
    explanation: "The right side of a rule is a field of the target entity's pulled schema.",
  },
  "read-only-target": {
    severity: "error",
    messages: {
      default: message`\`${"target"}\` can only be read.`,
      notWritable: message`The connector cannot write \`${"target"}\` of ${"record"}.`,
    },
    help: "leave the rule out: the system fills this field itself",
    explanation: "The system computes the field itself or its API does not accept it.",
  },
  "not-a-channel": {
    severity: "error",
    messages: { default: message`\`${"name"}\` takes no messages: the connector \`${"connector"}\` has no channels.` },
    help: "name a system whose connector sends messages",
    explanation:
      "`notify` and `alert` send to a system that takes messages, such as `system team = slack { … }`, `email` or `webhook`; what stands after the dot is one of its receivers.",
  },
  "invalid-cron": {
    severity: "error",
    messages: { default: message`\`${"text"}\` is no cron expression of five fields.` },
    help: "write minute, hour, day, month and weekday, such as `30 3 * * *`",
    explanation:
      'A sweep\'s times are minute, hour, day of the month, month and day of the week, in UTC: `sweep at "30 3 * * *"` is half past three every night.',
  },
  "duplicate-target": {
    severity: "error",
    messages: { default: message`Two rules write \`${"target"}\`.` },
    help: "leave one of the rules out, or give each its own `when`",
    explanation: "A field has one owner. Rules may share a field only when each has its own `when`.",
  },
  "split-record": {
    severity: "error",
    messages: { default: message`\`${"target"}\` and \`${"other"}\` lie in one record, which is made in two places.` },
    help: "write all of the record's fields in one block, and include the rules inside of it",
    explanation:
      "A block and included rules make their records whole, so that one of two would replace the other, and its fields would be lost.",
  },
  "missing-required-target": {
    severity: "error",
    messages: {
      default: message`A new ${"record"} needs ${"fields"}, which no rule gives.`,
      cleared: message`\`${"target"}\` is required and cannot be cleared.`,
      sometimes: message`A new ${"record"} always needs \`${"target"}\`, and its only rule has a condition.`,
    },
    help: {
      default: "add a rule for what is missing",
      cleared: "give it another value, or hold the record",
      sometimes: "add a rule for the other records, without a condition or with the opposite one",
    },
    explanation:
      "The target system refuses a new record without these fields. Where the system fills them in, say so in the schema's overlay with `x-xmap-defaulted`.",
  },
  "list-without-by": {
    severity: "error",
    messages: { default: message`\`${"target"}\` is a list of ${"record"}: its lines need an identity.` },
    explanation:
      "Write `source -> list each by id { … }`: without an identity a changed line cannot be told from a new one.",
  },
  "key-missing": {
    severity: "error",
    messages: { default: message`\`${"binding"}\` has no \`key\`.` },
    explanation: "The fields marked `key` are those by which the other record is found again before one is created.",
  },
  "key-not-searchable": {
    severity: "error",
    messages: {
      default: message`\`${"target"}\` cannot be searched by.`,
      composite: message`\`${"entity"}\` has a key of several fields, which cannot be referred to.`,
    },
    help: "find it by a field that the system can search by",
    explanation: "A key or a lookup column is searched for in its system, so the system must be able to search by it.",
  },
  "not-exhaustive-map": {
    severity: "error",
    messages: {
      default: message`These values have no answer: ${"values"}.`,
      open: message`The value can be any ${"type"}, and there is no \`else\`.`,
    },
    explanation: 'Every value needs an answer. End with `else -> hold "…"` to let a person decide about new ones.',
  },
  "unreachable-arm": {
    severity: "error",
    messages: {
      default: message`${"value"} has an answer above.`,
      afterElse: message`Nothing reaches this arm: \`else\` stands above.`,
      afterBinding: message`Nothing reaches this \`else\`: \`${"binding"}\` makes the record that it does not find.`,
    },
    help: "leave it out, or move it above what hides it",
    explanation:
      "Arms are tried from the top; each value has one answer and `else` is the last arm. A binding finds or makes its record, so nothing is ever missing behind it.",
  },
  "lookup-without-none": {
    severity: "error",
    messages: { default: message`\`${"lookup"}\` does not say what happens when nothing is found.` },
    explanation: 'Write `none -> hold "…"`, `reject`, `keep` or a value: a miss is a decision, not an accident.',
  },
  "include-cycle": {
    severity: "error",
    messages: { default: message`\`${"rules"}\` includes itself.` },
    help: "leave the `include` out that leads back",
    explanation: "Rules are laid into the place of their `include`, so they cannot include themselves.",
  },
} as const;
