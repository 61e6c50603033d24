import { commands, languages, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

interface Explanation {
  readonly codes: readonly string[];
  readonly markdown?: string;
}

/** Shows what a code of a finding means: the given one, that at the cursor, or one that is chosen. */
export async function explainCode(client: LanguageClient, given: string | undefined): Promise<void> {
  const ask = (code: string | undefined) =>
    client.sendRequest<Explanation>("xmap/explain", code === undefined ? {} : { code });
  const code = given ?? codeAtCursor() ?? (await window.showQuickPick((await ask(undefined)).codes));
  if (code === undefined) return;
  const { markdown } = await ask(code);
  if (markdown === undefined) {
    await window.showInformationMessage(`There is no code "${code}".`);
    return;
  }
  const document = await workspace.openTextDocument({ language: "markdown", content: markdown });
  await commands.executeCommand("markdown.showPreview", document.uri);
}

function codeAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const finding = languages
    .getDiagnostics(editor.document.uri)
    .find(({ source, range }) => source === "xmap" && range.contains(editor.selection.active));
  return typeof finding?.code === "string" ? finding.code : undefined;
}
