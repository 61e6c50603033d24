import type { FeatureAdapter } from "../language-access.ts";
import { codeActionsAdapter } from "./code-actions.ts";
import { codeLensesAdapter } from "./code-lenses.ts";
import { completionAdapter } from "./completion.ts";
import { hoverAdapter } from "./hover.ts";
import { inlayHintsAdapter } from "./inlay-hints.ts";
import { definitionAdapter, highlightsAdapter, referencesAdapter } from "./navigation.ts";
import { renameAdapter } from "./rename.ts";
import { semanticTokensAdapter } from "./semantic-tokens.ts";
import { signatureHelpAdapter } from "./signature-help.ts";
import { foldingAdapter, formattingAdapter, linksAdapter, outlineAdapter } from "./structure.ts";

/** What the language service offers, for Monaco. Findings come by themselves: see `markers.ts`. */
export const EVERY_ADAPTER: readonly FeatureAdapter[] = [
  codeActionsAdapter,
  codeLensesAdapter,
  completionAdapter,
  definitionAdapter,
  foldingAdapter,
  formattingAdapter,
  highlightsAdapter,
  hoverAdapter,
  inlayHintsAdapter,
  linksAdapter,
  outlineAdapter,
  referencesAdapter,
  renameAdapter,
  semanticTokensAdapter,
  signatureHelpAdapter,
];
