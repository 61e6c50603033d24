import type { TextEdit } from "@xmap/diagnostics";
import { monaco } from "./monaco.ts";
import { rangeOf, uriOf } from "./places.ts";

/** Changes of several files as one step of Monaco. */
export function workspaceEdit(edits: readonly TextEdit[]): monaco.languages.WorkspaceEdit {
  return {
    edits: edits.flatMap(({ file, span, newText }) => {
      const model = monaco.editor.getModel(uriOf(file));
      if (model === null) return [];
      const textEdit = { range: rangeOf(model, span), text: newText };
      return [{ resource: model.uri, versionId: model.getVersionId(), textEdit }];
    }),
  };
}
