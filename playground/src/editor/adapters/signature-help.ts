import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";

/** The parameters of the function or operation whose arguments are being written. */
export const signatureHelpAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerSignatureHelpProvider(XMAP, {
    signatureHelpTriggerCharacters: ["(", ","],
    async provideSignatureHelp(model, position, token) {
      const found = await language.at(model, "signatureHelp", position, token);
      if (found === undefined) return null;
      const parameters = found.parameters.map(({ label, documentation }) => ({
        label,
        documentation: { value: documentation },
      }));
      const signature = { label: found.label, documentation: { value: found.documentation }, parameters };
      return {
        value: { signatures: [signature], activeSignature: 0, activeParameter: found.active },
        dispose() {},
      };
    },
  });
