import { monaco } from "./monaco.ts";

export type ThemeName = "light" | "dark";

type Palette = Readonly<
  Record<
    | "background"
    | "panel"
    | "text"
    | "quiet"
    | "keyword"
    | "literal"
    | "number"
    | "comment"
    | "type"
    | "function"
    | "property"
    | "variable"
    | "word"
    | "accent"
    | "line"
    | "selection",
    string
  >
>;

/** Every colour of text has a contrast of at least 4.5 to 1 against its background. */
const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  light: {
    background: "#ffffff",
    panel: "#f3f5f8",
    text: "#1b222c",
    quiet: "#5a6575",
    keyword: "#7a1fa2",
    literal: "#14652f",
    number: "#9a3c00",
    comment: "#5c6672",
    type: "#0b5c78",
    function: "#6a4a00",
    property: "#0a3f9c",
    variable: "#7d2335",
    word: "#1b222c",
    accent: "#0a58ca",
    line: "#d5dae2",
    selection: "#b8d5ff",
  },
  dark: {
    background: "#14181f",
    panel: "#1c222b",
    text: "#e4e9f0",
    quiet: "#a2adbc",
    keyword: "#d7a1f5",
    literal: "#93d6a0",
    number: "#f2b185",
    comment: "#9aa6b5",
    type: "#7fd0e8",
    function: "#e6cd82",
    property: "#9cc2ff",
    variable: "#f3a3b3",
    word: "#e4e9f0",
    accent: "#7db4ff",
    line: "#39424f",
    selection: "#2c4a78",
  },
};

/** Defines Monaco's two themes. */
export function defineThemes(): void {
  for (const name of ["light", "dark"] as const) monaco.editor.defineTheme(`xmap-${name}`, themeOf(name));
}

function themeOf(name: ThemeName): monaco.editor.IStandaloneThemeData {
  const palette = PALETTES[name];
  const rule = (token: string, color: string, fontStyle = "") => ({ token, foreground: color.slice(1), fontStyle });
  return {
    base: name === "dark" ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      rule("", palette.text),
      rule("comment", palette.comment, "italic"),
      rule("keyword", palette.keyword),
      rule("keyword.constant", palette.number),
      rule("string", palette.literal),
      rule("regexp", palette.literal),
      rule("number", palette.number),
      rule("type", palette.type),
      rule("operator", palette.quiet),
      rule("delimiter", palette.quiet),
      rule("invalid", palette.variable, "underline"),
      rule("string.invalid", palette.variable, "underline"),
      rule("identifier.function", palette.function),
      rule("identifier.variable", palette.variable),
      rule("identifier.member", palette.property),
      rule("namespace", palette.type),
      rule("class", palette.type),
      rule("enum", palette.type),
      rule("interface", palette.type),
      rule("struct", palette.type, "bold"),
      rule("macro", palette.type),
      rule("event", palette.type, "bold"),
      rule("enumMember", palette.number),
      rule("property", palette.property),
      rule("variable", palette.variable),
      rule("parameter", palette.variable),
      rule("function", palette.function),
      rule("method", palette.function),
      rule("decorator", palette.type),
    ],
    colors: colorsOf(palette),
    semanticHighlighting: true,
  } as monaco.editor.IStandaloneThemeData;
}

function colorsOf(palette: Palette): monaco.editor.IColors {
  const { background, panel, text, quiet, accent, line, selection } = palette;
  return {
    foreground: text,
    focusBorder: accent,
    "editor.background": background,
    "editor.foreground": text,
    "editor.selectionBackground": selection,
    "editor.inactiveSelectionBackground": `${selection}99`,
    "editor.lineHighlightBackground": `${panel}80`,
    "editor.wordHighlightBackground": `${selection}80`,
    "editor.wordHighlightStrongBackground": `${selection}b0`,
    "editorBracketMatch.border": quiet,
    "editorBracketMatch.background": `${selection}60`,
    "editorCodeLens.foreground": quiet,
    "editorCursor.foreground": text,
    "editorInlayHint.background": panel,
    "editorInlayHint.foreground": quiet,
    "editorInlayHint.typeBackground": panel,
    "editorInlayHint.typeForeground": quiet,
    "editorLineNumber.foreground": quiet,
    "editorLineNumber.activeForeground": text,
    "editorLink.activeForeground": accent,
    "editorIndentGuide.background1": line,
    "editorGutter.background": background,
    "editorWidget.background": panel,
    "editorWidget.foreground": text,
    "editorWidget.border": line,
    "editorHoverWidget.background": panel,
    "editorHoverWidget.foreground": text,
    "editorHoverWidget.border": line,
    "editorSuggestWidget.background": panel,
    "editorSuggestWidget.foreground": text,
    "editorSuggestWidget.border": line,
    "editorSuggestWidget.selectedBackground": selection,
    "editorSuggestWidget.selectedForeground": text,
    "editorSuggestWidget.highlightForeground": accent,
    "editorSuggestWidget.focusHighlightForeground": text,
    "editorUnnecessaryCode.opacity": "#000000ff",
    "diffEditor.insertedTextBackground": "#2da04430",
    "diffEditor.removedTextBackground": "#d1242f30",
    "input.background": background,
    "input.foreground": text,
    "input.border": line,
    "input.placeholderForeground": quiet,
    "list.hoverBackground": selection,
    "list.hoverForeground": text,
    "list.activeSelectionBackground": selection,
    "list.activeSelectionForeground": text,
    "list.inactiveSelectionBackground": selection,
    "list.inactiveSelectionForeground": text,
    "list.focusBackground": selection,
    "list.focusForeground": text,
    "list.highlightForeground": accent,
    "menu.background": panel,
    "menu.foreground": text,
    "menu.selectionBackground": selection,
    "menu.selectionForeground": text,
    "peekView.border": accent,
    "peekViewEditor.background": background,
    "peekViewResult.background": panel,
    "peekViewResult.fileForeground": text,
    "peekViewResult.lineForeground": text,
    "peekViewResult.selectionBackground": selection,
    "peekViewResult.selectionForeground": text,
    "peekViewTitle.background": panel,
    "peekViewTitleLabel.foreground": text,
    "peekViewTitleDescription.foreground": quiet,
    "pickerGroup.foreground": accent,
    "quickInput.background": panel,
    "quickInput.foreground": text,
    "textLink.foreground": accent,
    "scrollbarSlider.background": `${quiet}55`,
    "scrollbarSlider.hoverBackground": `${quiet}88`,
    "widget.shadow": "#00000040",
  };
}
