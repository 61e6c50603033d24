import { wordingsOf } from "@xmap/diagnostics";
import { DIAGNOSTICS } from "@xmap/language";

/** The name of the request that asks what a code of a finding means. */
export const EXPLAIN_REQUEST = "xmap/explain";

/** What a code of a finding means and what to do, as Markdown; without a code, the codes that there are. */
export interface Explanation {
  readonly codes: readonly string[];
  readonly markdown: string | undefined;
}

export function explainCode(code: string | undefined): Explanation {
  const codes = Object.keys(DIAGNOSTICS).toSorted();
  const definition = code !== undefined && Object.hasOwn(DIAGNOSTICS, code) ? DIAGNOSTICS[code] : undefined;
  if (definition === undefined) return { codes, markdown: undefined };
  const wordings = Object.values(wordingsOf(definition)).map((wording) => `- ${wording}`);
  return { codes, markdown: [`# ${code}`, "", ...wordings, "", definition.explanation].join("\n") };
}
