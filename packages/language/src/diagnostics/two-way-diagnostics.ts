import { message } from "@xmap/diagnostics";

/** Codes about what goes both ways. */
export const TWO_WAY_DIAGNOSTICS = {
  "two-way-in-one-way": {
    severity: "error",
    messages: {
      default: message`\`${"arrow"}\` stands among rules that go one way only.`,
      guard: message`\`require ${"arrow"}\` stands in a binding that goes one way only.`,
      arm: message`\`<->\` stands in a value map that goes one way only.`,
    },
    help: { default: "write `->`, or let the whole go both ways", guard: "leave the arrow out" },
    explanation:
      "Whether something goes both ways is said where it is declared: `binding A: Left <-> Right`, `map M: Left.field <-> Right.field`. Rules inside a `->` block go one way, and so does `write`.",
  },
  "one-way-in-two-way": {
    severity: "error",
    messages: {
      default: message`\`${"name"}\` goes one way, so a \`<->\` rule cannot use it.`,
      field: message`\`${"name"}\` is a field of the linked record, which cannot be written from here.`,
    },
    explanation:
      "A `<->` rule uses its map, lookup or binding in both directions, so that must be declared with `<->` too. Otherwise write the two directions as a pair of rules, `->` and `<-`, each with its own `via`.",
  },
  "two-way-source": {
    severity: "error",
    messages: {
      default: message`A \`<->\` rule has a field on both sides, and this is computed.`,
      several: message`A \`<->\` rule has one field on each side.`,
      record: message`A filter chooses one record of a list, and its fields are mapped in a block.`,
    },
    explanation:
      "What is computed cannot be written to. Say each direction with a rule of its own: `expression -> field` and `field <- expression`; such a pair is tested with generated values instead of proved.",
  },
  "not-bijective-map": {
    severity: "error",
    messages: {
      default: message`${"first"} and ${"second"} have the same answer ${"answer"}: on the way back it cannot be told which is meant.`,
      oneWay: message`This arm goes one way, and the map goes both ways.`,
      outcome: message`This arm has no value that could be translated back.`,
    },
    explanation:
      "A two-way map pairs values: each one has one partner, in both directions. Only `else` goes one way; it says what becomes of a value without a partner, on either side.",
  },
  "default-written-back": {
    severity: "error",
    messages: { default: message`The default ${"value"} would be written back to the other side.` },
    explanation:
      'A `<->` rule has no default: a value that is not known would become the default on the one side, and the default would then overwrite the value on the other. End with an outcome, `else -> hold "…"`, or with `keep`.',
  },
  "condition-not-synced": {
    severity: "error",
    messages: {
      default: message`\`when\` looks at \`${"field"}\`, which no \`<->\` rule of this block keeps in step.`,
      computed: message`\`when\` of a \`<->\` rule compares fields of its own block, and this is something else.`,
    },
    explanation:
      "The condition of a `<->` rule must hold on both sides alike, so it looks only at fields that `<->` rules of the same block keep equal. For other conditions write a pair of rules, `->` and `<-`.",
  },
  "unsettable-filter": {
    severity: "error",
    messages: { default: message`No new record can be made to meet this filter.` },
    explanation:
      'On the way back the record that meets the filter is written, and made where there is none. So the filter asks for boolean fields or for equality with a literal: `addresses[is_billing]`, `contacts[kind = "invoice" and active]`.',
  },
  "two-way-lookup": {
    severity: "error",
    messages: {
      default: message`\`${"field"}\` does not identify a record of ${"entity"}, so \`${"lookup"}\` cannot be asked by it.`,
      columns: message`\`${"lookup"}\` is asked by several columns and cannot be turned around.`,
    },
    explanation:
      "A two-way lookup is asked by its column and, on the way back, by its result. The result must be the key of the entity, so that one record answers; the column is one field.",
  },
  "two-way-key": {
    severity: "error",
    messages: {
      default: message`No rule marked \`key\` finds the ${"wanted"} of a ${"given"}.`,
      notSearchable: message`${"wanted"} cannot be searched by \`${"field"}\`, so this \`key\` works in one direction only.`,
    },
    explanation:
      "A two-way binding finds the right record of a left one and the left record of a right one, so it needs a `key` in both directions: a `<->` rule over fields that both systems can search by, or one `->` and one `<-` rule.",
  },
  "two-way-list": {
    severity: "error",
    messages: { default: message`The lines of \`${"list"}\` have no \`key\` by which they are found on the way back.` },
    explanation:
      "`each by` names the identity of the left side's lines. On the way back the right side's lines need one as well: the fields of the `<->` rules that are marked `key` in the block.",
  },
  "unknown-master": {
    severity: "error",
    messages: { default: message`\`${"name"}\` is neither ${"left"} nor ${"right"}, between which this goes.` },
    help: "name one of these two",
    explanation:
      "`master` names the system whose value wins when both sides have changed: one of the two that are bound.",
  },
  "master-without-choice": {
    severity: "error",
    messages: {
      default: message`\`master\` decides between two changes, and this goes one way only.`,
      several: message`This binding has a \`master\` already.`,
    },
    help: "leave `master` out, or let the rule go both ways with `<->`",
    explanation:
      "With `->` or `<-` the arrow says who owns a field. Only with `<->` can both sides have changed, and then `master` says which value wins.",
  },
  "guard-without-arrow": {
    severity: "error",
    messages: { default: message`This binding goes both ways, and \`require\` does not say which one it guards.` },
    explanation:
      "`require -> …` looks at the left record before anything is written to the right, `require <- …` at the right record before anything is written to the left.",
  },
  "old-name-in-use": {
    severity: "error",
    messages: {
      default: message`\`${"name"}\` is still declared, so nothing can have been renamed from it.`,
      twice: message`Two declarations were called \`${"name"}\`.`,
    },
    help: "rename one of them, or take the `was` out",
    explanation:
      "`was` hands what is stored under the old name over to the new one. While something is declared under the old name, both would claim it.",
  },
} as const;
