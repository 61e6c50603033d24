import type { SemanticTokenModifier, SemanticTokenType } from "@xmap/language/service";
import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";

const TYPES: Readonly<Record<SemanticTokenType, number>> = {
  namespace: 0,
  class: 1,
  enum: 2,
  enumMember: 3,
  interface: 4,
  struct: 5,
  macro: 6,
  event: 7,
  property: 8,
  variable: 9,
  parameter: 10,
  function: 11,
  method: 12,
  decorator: 13,
};

const MODIFIERS: Readonly<Record<SemanticTokenModifier, number>> = {
  declaration: 1,
  modification: 2,
  readonly: 4,
  defaultLibrary: 8,
};

/** Names coloured by what they stand for. */
export const semanticTokensAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerDocumentSemanticTokensProvider(XMAP, {
    getLegend: () => ({ tokenTypes: Object.keys(TYPES), tokenModifiers: Object.keys(MODIFIERS) }),
    async provideDocumentSemanticTokens(model, _lastResultId, token) {
      const tokens = await language.about(model, "semanticTokens", {}, token);
      // Monaco keeps the colours that are there and asks again.
      if (tokens === undefined) throw new Error("busy");
      const data = new Uint32Array(tokens.length * 5);
      let [lastLine, lastColumn] = [1, 1];
      for (const [index, { span, type, modifiers }] of tokens.entries()) {
        const { lineNumber, column } = model.getPositionAt(span.start);
        const start = lineNumber === lastLine ? column - lastColumn : column - 1;
        const bits = modifiers.reduce((sum, modifier) => sum | MODIFIERS[modifier], 0);
        data.set([lineNumber - lastLine, start, span.end - span.start, TYPES[type], bits], index * 5);
        [lastLine, lastColumn] = [lineNumber, column];
      }
      return { data };
    },
    releaseDocumentSemanticTokens() {},
  });
