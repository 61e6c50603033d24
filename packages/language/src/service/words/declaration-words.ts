import type { LanguageWord } from "./language-word.ts";

/** The words that begin declarations. */
export const DECLARATION_WORDS: readonly LanguageWord[] = [
  {
    word: "import",
    documentation: "Uses names of another file.",
    snippet: 'import { <Name> } from "<./file.xmap>"',
    probe: ' { @ } from "q"',
  },
  {
    word: "system",
    documentation: "A connection: a connector with its options.",
    snippet: 'system <name> = <connector> {\n\t<url>: env("<NAME>")\n}',
    probe: " @ = q {\n}",
  },
  {
    word: "entity",
    documentation: "A record type of a system, its key, and what the system's own schema cannot say.",
    snippet: "entity <Name> = <system>.<resource> { key <id> }",
    probe: " @ = q.q",
  },
  {
    word: "map",
    documentation: "A value map. Its answers are a closed set.",
    snippet: 'map <Name>: <Entity.field> {\n\t"<value>" -> "<answer>"\n\telse -> hold "<why>"\n}',
    probe: " @: q {\n}",
  },
  {
    word: "lookup",
    documentation: "An entity or table that is searched by columns, in batches.",
    snippet: 'lookup <Name>: <Entity.column> -> <Entity.id> { cache 1h, none -> hold "<why>" }',
    probe: " @: q -> q {\n}",
  },
  {
    word: "rules",
    documentation: "Rules without identity, to include in bindings.",
    snippet: "rules <Name>: <Left> -> <Right> {\n\t<>\n}",
    probe: " @: q -> q {\n}",
  },
  {
    word: "binding",
    documentation: "The rules between two entities, with a key.",
    snippet: "binding <Name>: <Left> -> <Right> {\n\t<field> -> <field>  key\n}",
    probe: " @: q -> q {\n}",
  },
  {
    word: "policy",
    documentation: "Retry, timeout, rate, parallelism and alerts.",
    snippet: "policy <name> {\n\tretry from 1s to 5m for 24h\n\ttimeout 30s\n}",
    probe: " @ {\n}",
  },
  {
    word: "flow",
    documentation: "When something happens, and what must then be true.",
    snippet: "flow <Name> for <record>: <Entity> {\n\ton change by webhook, poll every 30s\n\n\t<>\n}",
    probe: " @ for q: q {\n}",
  },
  {
    word: "test",
    documentation: "A record, the answers of lookups, and what is expected.",
    snippet: 'test "<what holds>" of <Binding> {\n\tgiven "<record.json>"\n\texpect { <> }\n}',
    probe: ' "q" of @ {\n}',
  },
];
