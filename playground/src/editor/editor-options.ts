import type { monaco } from "./monaco.ts";

/**
 * Monaco takes this for all of its models from the options of editors, by this name alone. Without it, it looks for pairs
 * of brackets after each key.
 */
const NO_BRACKET_PAIRS = { "bracketPairColorization.enabled": false } as object;

/** What all editors of the page have in common. */
export const EDITOR_OPTIONS = {
  automaticLayout: true,
  fontFamily: 'ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 14,
  lineHeight: 21,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
  renderLineHighlight: "line",
  smoothScrolling: false,
  padding: { top: 8, bottom: 8 },
  tabSize: 2,
  wordWrap: "off",
  renderFinalNewline: "on",
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  insertSpaces: true,
  ...NO_BRACKET_PAIRS,
} as const satisfies monaco.editor.IStandaloneEditorConstructionOptions;

/** For texts beside the mapping. */
export const SIDE_OPTIONS = {
  ...EDITOR_OPTIONS,
  fontSize: 13,
  lineHeight: 19,
  folding: true,
  lineNumbersMinChars: 3,
  glyphMargin: false,
} as const satisfies monaco.editor.IStandaloneEditorConstructionOptions;
