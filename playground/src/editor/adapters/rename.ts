import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";
import { rangeOf } from "../places.ts";
import { workspaceEdit } from "../workspace-edit.ts";

/** Renames in every file; what cannot be renamed says why. */
export const renameAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerRenameProvider(XMAP, {
    async resolveRenameLocation(model, position, token) {
      const place = await language.at(model, "prepareRename", position, token);
      const nowhere = new monaco.Range(position.lineNumber, position.column, position.lineNumber, position.column);
      if (place?.kind !== "possible") return { range: nowhere, text: "", rejectReason: place?.reason ?? "" };
      return { range: rangeOf(model, place.span), text: place.name };
    },
    async provideRenameEdits(model, position, newName, token) {
      const asks = { offset: model.getOffsetAt(position), newName };
      const renamed = await language.about(model, "rename", asks, token);
      if (renamed?.kind !== "renamed") return { edits: [], rejectReason: renamed?.reason ?? "" };
      return workspaceEdit(renamed.edits);
    },
  });
