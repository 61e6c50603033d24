import { message } from "@xmap/diagnostics";

/** Codes about what flows do to systems and tell people, and about what connectors can do. */
export const EFFECT_DIAGNOSTICS = {
  "not-idempotent-write": {
    severity: "error",
    messages: { default: message`\`${"target"}\` is computed from its own value, so each run changes it again.` },
    help: "compute it from fields that this write does not change",
    explanation:
      "A run is repeated after an error, a restart or another change of its record, so writing must come to the same value every time. Compute it from what does not change by the write. Wrong: `write order { order.attempts + 1 -> attempts }`. Right: `write order { $count(order.payments) -> attempts }`.",
  },
  "restless-value": {
    severity: "warning",
    messages: {
      default: message`\`$${"name"}()\` gives another value on each run, so \`${"target"}\` is written every time.`,
    },
    explanation:
      "Only what has changed is written, and a clock has always changed: each run writes, and each write can wake the flow again. Mark the rule `once`, or take an instant of the record. Wrong: `$now() -> date`. Right: `$now() -> date  once`, or `order.placed -> date`.",
  },
  "no-done-when": {
    severity: "error",
    messages: {
      default: message`\`${"operation"}\` does not say when it is done, so it would be carried out on every run.`,
    },
    help: "its connector has to say when it is done; until then, hold for a person",
    explanation:
      'A flow calls an operation on each of its runs; the connector asks first whether it is done. An operation whose description has no `doneWhen` and that is not harmless to repeat (`"idempotent": "natural"`) cannot be called. Its connector has to say by what a finished one is known. Wrong: `"doneWhen": ""`. Right: `"doneWhen": "the state is posted"`.',
  },
  "removal-among-changes": {
    severity: "error",
    messages: { default: message`\`${"subject"}\` may be gone here, and the other triggers need it to be there.` },
    help: "move the trigger to a flow of its own",
    explanation:
      "Of a record that was removed nothing is left but its key, so what is done then stands in a flow of its own. Wrong: `on change by poll every 30s` above `on removal by poll every 1d`. Right: a second flow whose only trigger is `on removal by poll every 1d`.",
  },
  "removal-by-webhook": {
    severity: "error",
    messages: { default: message`No system tells by webhook that a record is gone.` },
    help: "look for it at an interval: `by poll every 1d`",
    explanation:
      "Removals are found by listing all keys and taking them from the records that are linked, at an interval. Wrong: `on removal by webhook`. Right: `on removal by poll every 1d`.",
  },
  "mails-in-sweep": {
    severity: "warning",
    messages: {
      default: message`\`${"operation"}\` mails the customer, and the sweep comes to every record, old ones too.`,
      write: message`Writing \`${"field"}\` mails the customer, and the sweep comes to every record, old ones too.`,
    },
    help: "let a flow without a sweep do it",
    explanation:
      "A sweep runs the flow for all records that there are. Where a step mails customers, those of years ago would be written to at the first sweep. Do such steps in a flow that only changes wake, or say why it is safe. Wrong: `on change by webhook, sweep every 1d` above `call invoice.send()`. Right: `on change by webhook`, or `// xmap-ignore mails-in-sweep only open orders are kept`.",
  },
  "poll-without-cursor": {
    severity: "warning",
    messages: { default: message`Polling reads every record of \`${"entity"}\` each time, every ${"interval"}.` },
    help: "wait for its webhook, or look at every record less often with `sweep every 1d`",
    explanation:
      "The system cannot be asked what has changed since the last time, so each poll reads the whole list. Where that costs too much, poll less often or let webhooks wake the flow; where the list is short, say so. Wrong: `poll every 10s`. Right: `webhook`, or `poll every 1h   // xmap-ignore poll-without-cursor a few dozen records`.",
  },
  "not-pollable": {
    severity: "error",
    messages: { default: message`\`${"entity"}\` cannot be polled: its connector finds no changes of it.` },
    help: "wait for its webhook, or look at every record with `sweep every 1d`",
    explanation:
      "The connector's description says that changes of this resource are not to be found. Let webhooks wake the flow, or another record that changes with it. Wrong: `on change by poll every 1h`. Right: `on change by webhook`, or `on change of Other at field by poll every 1h`.",
  },
  "personal-in-message": {
    severity: "warning",
    messages: { default: message`\`${"field"}\` is personal, and the message sends it to \`${"channel"}\`.` },
    help: "say where the person can be found instead, such as a number or an id",
    explanation:
      'Messages stay in chats and mailboxes where nobody deletes them. Name the record by its number, with which those who may can look the person up. Wrong: `notify team.sales "call {order.phone}"`. Right: `notify team.sales "order {order.number} needs a call"`.',
  },
  "prerequisite-cycle": {
    severity: "error",
    messages: {
      default: message`To make one of these records the next is needed first, in a circle: ${"chain"}.`,
    },
    help: "leave one of the references out of its binding, and write it in a flow once both records are there",
    explanation:
      "`via Binding` makes the other record before its own is written. In a circle there is none to begin with. Let one of them be written without the reference, and set it afterwards in the flow. Wrong: `binding A` with `$ -> b via B`, and `binding B` with `$ -> a via A`. Right: only one of the two rules, the other one as a `write` after both are made.",
  },
  "flow-order-cycle": {
    severity: "error",
    messages: { default: message`Each of these flows waits for the next one, in a circle: ${"chain"}.` },
    help: "leave one of the `after` out",
    explanation:
      "`after` holds a flow back until another one has taken in all that changed before. In a circle none would ever run. Wrong: `flow A` with `after B`, and `flow B` with `after A`. Right: only one of the two.",
  },
  "echo-cycle": {
    severity: "warning",
    messages: {
      default: message`\`${"target"}\` is computed from \`${"source"}\`, and that from it: each change makes the next (${"flows"}).`,
    },
    help: "leave one of the rules out, copy the value as it is, or write it `once`",
    explanation:
      'Each flow follows the other\'s changes, and what it writes differs from what it has read, so they never come to rest. Wrong: `"#" & note -> memo` in one flow, and `sale.memo & "!" -> note` in another that follows it. Right: one system owns the field, or a `<->` rule keeps both equal.',
  },
  "partial-key": {
    severity: "error",
    messages: {
      default: message`A ${"entity"} is identified by ${"fields"} together, and this gives ${"given"} of them.`,
      at: message`A ${"entity"} is identified by ${"fields"} together, and \`at\` names one field.`,
    },
    help: "give a value for every field of the key",
    explanation:
      "A part of a key fits several records. Give every field of the key, in the order of the entity's declaration. Wrong: `read Stock(warehouse)`. Right: `read Stock(warehouse, item)`.",
  },
} as const;
