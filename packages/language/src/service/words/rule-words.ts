import type { LanguageWord } from "./language-word.ts";

/** The words of bindings, rules and imports. */
export const RULE_WORDS: readonly LanguageWord[] = [
  {
    word: "let",
    documentation: "Names a value, which the rules of the block use as `$name`.",
    snippet: "let <name> = <value>",
    probe: " @ = 1",
  },
  {
    word: "include",
    documentation: "Takes over rules, perhaps with another context.",
    snippet: "include <Rules>",
    probe: " @",
  },
  {
    word: "from",
    documentation: "The record that the included rules read; in an import, the file that names come from.",
    snippet: "from <source>",
    probe: " @",
  },
  {
    word: "require",
    documentation: "Guards the whole record: an outcome where the condition does not hold.",
    snippet: 'require <condition> else <hold> "<why>"',
    probe: " @ else hold",
  },
  {
    word: "master",
    documentation: "The system that wins when both sides of a two-way rule have changed.",
    snippet: "master <system>",
    probe: " @",
  },
  {
    word: "via",
    documentation: "Turns the value into another: through a map, a lookup, a binding, or arms in braces.",
    snippet: "via <Name>",
    probe: " @",
  },
  {
    word: "when",
    documentation: "In a rule: without it being true the rule has no value. In a flow: steps under a condition.",
    snippet: "when <condition>",
    probe: " @",
  },
  {
    word: "once",
    documentation: "Written when the record, or the line, is created and never again.",
    snippet: "once",
    probe: " when @",
  },
  {
    word: "key",
    documentation: "The right record is found by this field; in an entity, the fields that identify a record.",
    snippet: "key",
    probe: " when @",
  },
  {
    word: "each",
    documentation: "Fills a list line by line; `by` names what identifies a line of the source.",
    snippet: "each by <id> {\n\t<>\n}",
    probe: " by @ {\n}",
  },
  {
    word: "else",
    documentation: "What holds otherwise.",
    snippet: 'else <hold> "<why>"',
    probe: ' hold "{@}"',
  },
  {
    word: "else",
    documentation: "The answer for all other values.",
    snippet: 'else -> <hold> "<why>"',
    probe: ' -> hold "{@}"',
  },
  {
    word: "key",
    documentation: "The fields that identify a record.",
    snippet: "key <id>",
    probe: " @",
  },
  {
    word: "from",
    documentation: "The file that the names come from.",
    snippet: 'from "<./file.xmap>"',
    probe: ' "@"',
  },
  {
    word: "was",
    documentation: "The name that the binding had before.",
    snippet: "was <OldName>",
    probe: " @: q -> q {\n}",
  },
];
