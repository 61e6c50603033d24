import type { grammarDiagnostics } from "@xmap/grammar";
import type { languageDiagnostics } from "../../diagnostics/language-diagnostics.ts";
import type { MendMaker } from "./code-action.ts";
import { letMarkMends, remedyMends, writtenMends } from "./expression-mends.ts";
import { addImportMends, importPathMends, removeImportMends } from "./import-mends.ts";
import {
  eachByMends,
  keyMends,
  lookupNoneMends,
  missingArmMends,
  missingTargetMends,
  removeLetMends,
  removeRuleMends,
  unreachableArmMends,
} from "./rule-mends.ts";
import {
  backtickMends,
  closeTextMends,
  duplicateModifierMends,
  durationMends,
  escapeMends,
  guardArrowMends,
  moveImportMends,
  removeLineMends,
  removeMends,
} from "./syntax-mends.ts";
import { argumentMends, optionMends, secretMends } from "./system-mends.ts";

/** A code's mends, or why it has none of its own. Suggested names and fixes of the finding itself are offered for every code. */
export type MendsOfCode = readonly MendMaker[] | { readonly none: string };

type Code = keyof typeof languageDiagnostics.table | keyof typeof grammarDiagnostics.table;

const SUGGESTED = { none: "the names that it suggests are offered for every code" } as const;

/** Every code of the parser and the checker; a code without an entry does not compile. */
export const MENDS_BY_CODE: Readonly<Record<Code, MendsOfCode>> = {
  "missing-file": { none: "there is no text that could be changed" },
  "missing-import-file": [importPathMends],
  "import-cycle": { none: "which names move to a third file is the author's decision" },
  "unused-import": [removeImportMends],
  "unused-name": [removeLetMends],
  "unknown-name": [addImportMends],
  "wrong-kind": { none: "what should stand here instead is not known" },
  "duplicate-name": [removeImportMends],
  "unknown-connector": { none: "a description is pulled from the system, not written" },
  "unknown-option": [optionMends],
  "secret-as-literal": [secretMends],
  "unknown-resource": SUGGESTED,
  "unknown-type": SUGGESTED,
  "unknown-operation": [argumentMends],
  "unsupported-construct": { none: "it is right, only not compiled yet" },
  "unknown-field": [letMarkMends],
  "unknown-function": SUGGESTED,
  "unsupported-expression": { none: "how to say it otherwise depends on what is meant" },
  "wrong-argument-count": { none: "which arguments are meant is not known" },
  "wrong-argument-type": [writtenMends, remedyMends],
  "type-mismatch": [remedyMends],
  "lossy-conversion": [remedyMends],
  "absent-in-arithmetic": [writtenMends],
  "absent-condition": [writtenMends],
  "never-empty-text": { none: "the finding carries its fix" },
  "two-money-currencies": { none: "there is no rate that could be assumed" },
  "too-long-text": { none: "only the author can say it more shortly" },
  "unknown-target": SUGGESTED,
  "read-only-target": [removeRuleMends],
  "duplicate-target": [removeRuleMends],
  "missing-required-target": [missingTargetMends],
  "not-a-channel": { none: "which system is meant is not known" },
  "invalid-cron": { none: "when it is meant to be is not known" },
  "list-without-by": [eachByMends],
  "key-missing": [keyMends],
  "key-not-searchable": { none: "whether the system can search by it is not the mapping's choice" },
  "not-exhaustive-map": [missingArmMends],
  "unreachable-arm": [unreachableArmMends],
  "lookup-without-none": [lookupNoneMends],
  "include-cycle": { none: "which include is too much is the author's decision" },
  "syntax-error": { none: "what is meant is not known" },
  "reserved-word": [backtickMends],
  "unclosed-bracket": { none: "where the bracket should close is not known" },
  "stray-bracket": [removeMends],
  "unclosed-string": [closeTextMends],
  "unknown-character": [removeMends],
  "bad-escape": [escapeMends],
  "bad-number": { none: "which number is meant is not known" },
  "bad-duration": [durationMends],
  "bad-regular-expression": { none: "what is meant is not known" },
  "bad-step": [backtickMends],
  "bad-assignment": { none: "a variable or a comparison can be meant" },
  "bad-grouping": { none: "which of both groupings is meant is not known" },
  "bad-focus": { none: "the step to which it belongs is not known" },
  "bad-path": { none: "which field is meant is not known" },
  "bad-target": { none: "which field is meant is not known" },
  "guard-direction": [guardArrowMends],
  "late-trigger": { none: "moving steps changes their order, which is the author's decision" },
  "duplicate-modifier": [duplicateModifierMends],
  "missing-version": { none: "the finding carries its fix" },
  "late-version": [removeLineMends],
  "late-import": [moveImportMends],
  "unknown-version": { none: "the file is written for another version" },
  "unknown-declaration": { none: "the finding carries its fix" },
  "too-deep": { none: "which parts get names is the author's decision" },
};
