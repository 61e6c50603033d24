import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";
import { rangeOf } from "../places.ts";

/** What a name stands for, with its type and documentation. */
export const hoverAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerHoverProvider(XMAP, {
    async provideHover(model, position, token) {
      const found = await language.at(model, "hover", position, token);
      return found === undefined ? null : { contents: [{ value: found.markdown }], range: rangeOf(model, found.span) };
    },
  });
