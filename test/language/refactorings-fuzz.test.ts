import { formatSource } from "@xmap/language";
import { LanguageWorkspace } from "@xmap/language/service";
import fastCheck from "fast-check";
import { expect, it } from "vitest";
import { mutatedFile } from "./harness/arbitrary-texts.ts";
import { edited } from "./harness/every-refactoring.ts";
import { mappingsHost } from "./harness/mappings-project.ts";

const SEED = 3;
const PLACES_A_FILE = 20;

it("whatever the text, asking for refactorings answers, and each result is in canonical form", {
  timeout: 180_000,
}, () => {
  let offered = 0;
  const places = fastCheck.array(fastCheck.tuple(fastCheck.nat(9_999), fastCheck.nat(40)), {
    minLength: PLACES_A_FILE,
    maxLength: PLACES_A_FILE,
  });
  const law = fastCheck.property(mutatedFile, places, ({ folder, text }, asked) => {
    const path = `${folder}/judged.xmap`;
    const workspace = new LanguageWorkspace({ ...mappingsHost(path, () => text), listFiles: () => [path] });
    for (const [at, length] of asked) {
      const start = at % (text.length + 1);
      const end = Math.min(text.length, start + (length < 20 ? 0 : length - 20));
      for (const action of workspace.codeActions(path, { start, end })) {
        if (!action.kind.startsWith("refactor.")) continue;
        offered += 1;
        const after = edited(text, action, path);
        expect(formatSource(path, after), action.title).toEqual({ text: after });
      }
    }
  });
  fastCheck.assert(law, { numRuns: 150, seed: SEED });
  expect(offered).toBeGreaterThan(0);
});
