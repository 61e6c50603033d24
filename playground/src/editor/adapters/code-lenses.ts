import type { LensAction } from "@xmap/language/service";
import { type FeatureAdapter, type LanguageAccess, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";
import { rangeOf } from "../places.ts";

/** How often declarations are used, and what is in them. */
export const codeLensesAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerCodeLensProvider(XMAP, {
    async provideCodeLenses(model, token) {
      const found = (await language.about(model, "codeLenses", {}, token)) ?? [];
      const lenses = found
        // Tests are run by the command.
        .filter(({ action }) => action.kind !== "runTest")
        .map(({ span, title, action }): monaco.languages.CodeLens => {
          const range = rangeOf(model, span);
          return {
            range,
            command: commandOf(title, action, { uri: model.uri, position: range.getStartPosition() }, language),
          };
        });
      return { lenses, dispose() {} };
    },
  });

function commandOf(
  title: string,
  action: LensAction,
  { uri, position }: { readonly uri: monaco.Uri; readonly position: monaco.Position },
  language: LanguageAccess,
): monaco.languages.Command {
  if (action.kind !== "showReferences") return { id: "", title };
  const uses = language.locations(action.references.filter(({ role }) => role !== "declaration"));
  return { id: "editor.action.showReferences", title, arguments: [uri, position, uses] };
}
