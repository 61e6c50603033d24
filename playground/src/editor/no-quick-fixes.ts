import type { monaco } from "./monaco.ts";

/** Monaco closes the menu of quick fixes, whichever editor has it, when the size of an editor changes that could offer some. */
export function offerNoQuickFixes(editor: monaco.editor.ICodeEditor): void {
  editor.getContribution("editor.contrib.codeActionController")?.dispose();
}
