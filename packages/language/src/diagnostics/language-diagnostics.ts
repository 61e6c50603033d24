import { defineDiagnostics } from "@xmap/diagnostics";
import { COMMENT_DIAGNOSTICS } from "./comment-diagnostics.ts";
import { CONDITION_DIAGNOSTICS } from "./condition-diagnostics.ts";
import { EFFECT_DIAGNOSTICS } from "./effect-diagnostics.ts";
import { EXPRESSION_DIAGNOSTICS } from "./expression-diagnostics.ts";
import { NAME_DIAGNOSTICS } from "./name-diagnostics.ts";
import { RULE_DIAGNOSTICS } from "./rule-diagnostics.ts";
import { TEST_DIAGNOSTICS } from "./test-diagnostics.ts";
import { TWO_WAY_DIAGNOSTICS } from "./two-way-diagnostics.ts";
import { TYPE_DIAGNOSTICS } from "./type-diagnostics.ts";
import { VALUE_DIAGNOSTICS } from "./value-diagnostics.ts";

/** The codes of the checker with their wordings and explanations. */
export const languageDiagnostics = defineDiagnostics({
  ...NAME_DIAGNOSTICS,
  ...COMMENT_DIAGNOSTICS,
  ...TEST_DIAGNOSTICS,
  ...TYPE_DIAGNOSTICS,
  ...VALUE_DIAGNOSTICS,
  ...EXPRESSION_DIAGNOSTICS,
  ...RULE_DIAGNOSTICS,
  ...CONDITION_DIAGNOSTICS,
  ...EFFECT_DIAGNOSTICS,
  ...TWO_WAY_DIAGNOSTICS,
});
