import { defineDiagnostics, message } from "@xmap/diagnostics";

/** What the parser has to say. */
export const grammarDiagnostics = defineDiagnostics({
  "syntax-error": {
    severity: "error",
    messages: { default: message`Expected ${"expected"}, but found ${"found"}.` },
    explanation:
      "The statement does not follow the grammar. It is left out; the statements around it are read all the same. A statement ends with its line, unless a bracket is open, the line ends in an operator, an arrow or a comma, or the next line begins with `else`; a line that goes on is indented deeper than the one that it belongs to.",
  },
  "reserved-word": {
    severity: "error",
    messages: { default: message`Expected ${"expected"}, but \`${"word"}\` is a word of the language here.` },
    explanation:
      "Outside of brackets `via`, `else`, `when`, `once`, `key`, `master`, `each`, `by`, `include`, `let`, `require` and `from` begin a part of the statement. A field of such a name is written in backticks: `` `key` ``.",
  },
  "unclosed-bracket": {
    severity: "error",
    messages: { default: message`\`${"bracket"}\` is never closed.` },
    explanation:
      "A bracket in an expression has no partner before its statement ends: at the next line that is not indented deeper, or at a line with an arrow. A `{` around statements has none before the next declaration begins in the first column.",
  },
  "stray-bracket": {
    severity: "error",
    messages: { default: message`\`${"bracket"}\` closes nothing.` },
    explanation: "There is no open bracket of this kind here. It is passed over.",
  },
  "unclosed-string": {
    severity: "error",
    messages: {
      default: message`This text is never closed: a quote is missing on its line.`,
      name: message`This name is never closed: a backtick is missing on its line.`,
      comment: message`This comment is never closed: \`*/\` is missing.`,
    },
    explanation:
      'A text in quotes, or a name in backticks, ends on the line on which it begins. A quote inside it is written `\\"`, a line end `\\n`.',
  },
  "unknown-character": {
    severity: "error",
    messages: { default: message`The character \`${"character"}\` has no meaning here.` },
    explanation: "The character is no part of the language outside of texts, comments and names in backticks.",
  },
  "bad-escape": {
    severity: "error",
    messages: { default: message`\`${"escape"}\` is no escape.` },
    explanation:
      'A text knows the escapes of JSON: `\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and `\\u` with four digits.',
  },
  "bad-number": {
    severity: "error",
    messages: { default: message`The number ${"number"} is too large.` },
    explanation: "Numbers are those of JSON, up to about 1.8e308.",
  },
  "bad-duration": {
    severity: "error",
    messages: {
      default: message`\`${"duration"}\` is no duration: write a whole number and s, m, h or d, such as \`30s\`.`,
    },
    explanation: "Durations are whole numbers with a unit: `s` seconds, `m` minutes, `h` hours, `d` days.",
  },
  "bad-regular-expression": {
    severity: "error",
    messages: { default: message`The regular expression \`${"pattern"}\` cannot be read.` },
    explanation: "Regular expressions follow the rules of JavaScript, with the flags `i` and `m`.",
  },
  "bad-step": {
    severity: "error",
    messages: { default: message`A number, true, false or null cannot be a step of a path.` },
    explanation: "The steps of a path are names. A field with such a name is written in backticks: `` a.`1` ``.",
  },
  "bad-assignment": {
    severity: "error",
    messages: { default: message`Only a variable such as \`$name\` can be assigned to.` },
    explanation: "To the left of `:=` stands a variable. To compare two values, write `=`.",
  },
  "bad-grouping": {
    severity: "error",
    messages: { default: message`A grouped result cannot be grouped again.` },
    explanation: "An expression has one grouping `{ … }`. Put the first one in parentheses to group its result.",
  },
  "bad-focus": {
    severity: "error",
    messages: { default: message`\`@\` comes right after a step, before its filters and before sorting.` },
    explanation: "A variable is bound to each item of a step with `step@$item[…]`.",
  },
  "bad-path": {
    severity: "error",
    messages: { default: message`A path begins with a field, \`$\` or \`$$\`, not with \`${"found"}\`.` },
    explanation:
      "Fields that are written, keys and types are named by paths: names joined by dots, from `$` (here) or `$$` (the whole record).",
  },
  "bad-target": {
    severity: "error",
    messages: { default: message`To the left of \`<-\` stands the field that is written.` },
    explanation:
      "A rule `field <- expression` writes the left record. Its field is a path of names without filters or operators.",
  },
  "guard-direction": {
    severity: "error",
    messages: { default: message`A step's \`require\` has no arrow, but this one has \`${"arrow"}\`.` },
    explanation: "Only the `require` of a two-way binding says for which direction it holds.",
  },
  "late-trigger": {
    severity: "error",
    messages: { default: message`Triggers, \`after\` and \`with\` come before the steps of a flow.` },
    explanation:
      "A flow says first when it runs (`on …`), after which flows (`after …`) and under which policy (`with …`), then what it does.",
  },
  "duplicate-modifier": {
    severity: "error",
    messages: { default: message`\`${"modifier"}\` is written twice.` },
    explanation:
      "Each of `via`, `when`, `once`, `key` and `master` can follow a rule once. So can `after` and `with` stand in a flow, `key` in an entity, and `given` and `expect` in a test.",
  },
  "missing-version": {
    severity: "error",
    messages: { default: message`The first line must say the language version: xmap 1.` },
    explanation:
      "Each file names the version of the language that it is written in, so that later versions can read it as it was meant.",
  },
  "late-version": {
    severity: "error",
    messages: { default: message`The language version stands once, in the first line.` },
    explanation: "Nothing but comments comes before `xmap 1`.",
  },
  "late-import": {
    severity: "error",
    messages: { default: message`Imports come before the declarations.` },
    explanation: "All imports of a file stand together, after its version and before its first declaration.",
  },
  "unknown-version": {
    severity: "error",
    messages: { default: message`Language version ${"version"} is not known; this xmap reads version 1.` },
    explanation: "The file was written for another version of xmap.",
  },
  "unknown-declaration": {
    severity: "error",
    messages: { default: message`\`${"found"}\` does not begin a declaration.` },
    explanation:
      "A declaration begins with one of `import`, `system`, `entity`, `map`, `lookup`, `rules`, `binding`, `policy`, `flow`, `test`. Anything else belongs between the braces of one.",
  },
  "too-deep": {
    severity: "error",
    messages: {
      default: message`Brackets are nested more than ${"deepest"} deep.`,
      blocks: message`Blocks are nested more than ${"deepest"} deep.`,
      chain: message`More than ${"longest"} operators follow one another.`,
      recursion: message`This expression is nested too deeply.`,
    },
    explanation:
      "What nests so deeply is refused, since reading it would exhaust the memory for calls. Give parts of an expression names with `let`; put parts of a block into `rules` or a flow of their own.",
  },
});
