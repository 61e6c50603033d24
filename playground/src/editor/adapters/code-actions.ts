import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";
import { spanOf } from "../places.ts";
import { workspaceEdit } from "../workspace-edit.ts";

/** Mends of findings, and refactorings. */
export const codeActionsAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerCodeActionProvider(XMAP, {
    async provideCodeActions(model, range, context, token) {
      const found = (await language.about(model, "codeActions", { within: spanOf(model, range) }, token)) ?? [];
      const actions = found.map(
        ({ title, kind, edits, code }): monaco.languages.CodeAction => ({
          title,
          kind: kind === "quickFix" ? "quickfix" : kind,
          edit: workspaceEdit(edits),
          diagnostics: context.markers.filter((marker) => marker.code === code),
        }),
      );
      return { actions, dispose() {} };
    },
  });
