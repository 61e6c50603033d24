import { defineDiagnostics } from "@xmap/diagnostics";
import { NAME_DIAGNOSTICS } from "./name-diagnostics.ts";
import { RULE_DIAGNOSTICS } from "./rule-diagnostics.ts";
import { TYPE_DIAGNOSTICS } from "./type-diagnostics.ts";

/** The codes of the checker with their wordings and explanations. */
export const languageDiagnostics = defineDiagnostics({
  ...NAME_DIAGNOSTICS,
  ...TYPE_DIAGNOSTICS,
  ...RULE_DIAGNOSTICS,
});
