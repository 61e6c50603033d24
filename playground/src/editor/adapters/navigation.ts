import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";
import { rangeOf } from "../places.ts";

const { DocumentHighlightKind } = monaco.languages;

export const definitionAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerDefinitionProvider(XMAP, {
    async provideDefinition(model, position, token) {
      return language.locations((await language.at(model, "definition", position, token)) ?? []);
    },
  });

export const referencesAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerReferenceProvider(XMAP, {
    async provideReferences(model, position, { includeDeclaration }, token) {
      const found = (await language.at(model, "references", position, token)) ?? [];
      return language.locations(found.filter(({ role }) => includeDeclaration || role !== "declaration"));
    },
  });

/** The other places of the name at the cursor, in its file. */
export const highlightsAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerDocumentHighlightProvider(XMAP, {
    async provideDocumentHighlights(model, position, token) {
      const found = (await language.at(model, "highlights", position, token)) ?? [];
      return found.map(({ span, role }) => ({
        range: rangeOf(model, span),
        kind: role === "read" ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
      }));
    },
  });
