import xmapGrammar from "@xmap/grammar/xmap.monarch.json";
import { XMAP } from "./language-access.ts";
import { monaco } from "./monaco.ts";

/** Tells Monaco how mappings and JSON are coloured and typed, before the language worker knows anything. */
export function registerLanguages(): void {
  monaco.languages.register({ id: XMAP, extensions: [".xmap"], aliases: ["xmap"] });
  monaco.languages.setMonarchTokensProvider(XMAP, xmapGrammar as unknown as monaco.languages.IMonarchLanguage);
  monaco.languages.setLanguageConfiguration(XMAP, {
    comments: { lineComment: "//", blockComment: ["/*", "*/"] },
    brackets: [
      ["{", "}"],
      ["[", "]"],
      ["(", ")"],
    ],
    autoClosingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: "(", close: ")" },
      { open: '"', close: '"', notIn: ["string", "comment"] },
      { open: "`", close: "`", notIn: ["string", "comment"] },
      { open: "/**", close: " */", notIn: ["string"] },
    ],
    wordPattern: /\$?[\p{L}_][\p{L}\p{N}_]*|`[^`\n]*`|-?\d+(?:\.\d+)?/u,
    onEnterRules: [
      {
        beforeText: /^\s*\/\*\*(?!.*\*\/)/,
        afterText: /^\s*\*\/$/,
        action: { indentAction: monaco.languages.IndentAction.IndentOutdent, appendText: " * " },
      },
    ],
  });
  monaco.languages.register({ id: "json", extensions: [".json"], aliases: ["JSON"] });
  monaco.languages.setMonarchTokensProvider("json", JSON_GRAMMAR);
  monaco.languages.setLanguageConfiguration("json", {
    brackets: [
      ["{", "}"],
      ["[", "]"],
    ],
    autoClosingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: '"', close: '"', notIn: ["string"] },
    ],
  });
}

/** Monaco's own JSON support brings a worker of 400 kB for what samples do not need. */
const JSON_GRAMMAR: monaco.languages.IMonarchLanguage = {
  defaultToken: "invalid",
  tokenizer: {
    root: [
      [/\s+/, "white"],
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, "identifier.member"],
      [/"(?:[^"\\]|\\.)*"/, "string"],
      [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, "number"],
      [/true|false|null/, "keyword.constant"],
      [/[{}[\]]/, "delimiter.bracket"],
      [/[,:]/, "delimiter"],
    ],
  },
};
