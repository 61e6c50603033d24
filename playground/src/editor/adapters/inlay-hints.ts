import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";
import { spanOf } from "../places.ts";

/** Types and conversions that are not written, shown behind what has them. */
export const inlayHintsAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerInlayHintsProvider(XMAP, {
    async provideInlayHints(model, range, token) {
      const found = (await language.about(model, "inlayHints", { within: spanOf(model, range) }, token)) ?? [];
      const hints = found.map(
        ({ offset, label, tooltip, kind }): monaco.languages.InlayHint => ({
          label,
          tooltip,
          position: model.getPositionAt(offset),
          paddingLeft: true,
          ...(kind === "type" ? { kind: monaco.languages.InlayHintKind.Type } : {}),
        }),
      );
      return { hints, dispose() {} };
    },
  });
