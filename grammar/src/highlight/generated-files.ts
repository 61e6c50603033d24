import { diagramsPage } from "./diagrams/page.ts";
import { readEbnf } from "./diagrams/read-ebnf.ts";
import { monarchGrammar } from "./monarch.ts";
import { textMateGrammar } from "./text-mate.ts";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * The text of each file that is made from the language's tokens and its grammar, by the file's name.
 * @param ebnf the text of `language.ebnf`.
 * @throws SyntaxError or Error when that text is no grammar or refers to unknown names.
 */
export function generatedFiles(ebnf: string): Readonly<Record<string, string>> {
  return {
    "xmap.tmLanguage.json": json(textMateGrammar()),
    "xmap.monarch.json": json(monarchGrammar()),
    "diagrams.html": diagramsPage(readEbnf(ebnf)),
  };
}
