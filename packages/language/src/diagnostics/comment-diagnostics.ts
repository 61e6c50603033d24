import { message } from "@xmap/diagnostics";

/** Codes about comments and about what cannot be seen in a text. */
export const COMMENT_DIAGNOSTICS = {
  "bad-ignore": {
    severity: "warning",
    messages: {
      default: message`This comment does not say why \`${"code"}\` is ignored.`,
      noCode: message`This comment does not say what is ignored.`,
      unknown: message`There is no finding \`${"code"}\` to ignore.`,
      error: message`\`${"code"}\` is an error, and errors cannot be ignored.`,
    },
    explanation:
      "A warning that is meant to stay is silenced where it stands, with its code and the reason: `// xmap-ignore poll-without-cursor the list is short` at the end of the line, or on a line of its own above it. Errors stay: what they find would fail at run time. Wrong: `// xmap-ignore unused-name`. Right: `// xmap-ignore unused-name for the next release`.",
  },
  "needless-ignore": {
    severity: "warning",
    messages: { default: message`Nothing here gives the warning \`${"code"}\`.` },
    help: "take the comment out",
    explanation:
      "A comment that silences nothing hides the next warning that comes up at its line. Delete it, or put it at the line of the warning. Wrong: the comment two lines above. Right: the comment directly above, or at the end of the line.",
  },
  "direction-mark": {
    severity: "warning",
    messages: {
      default: message`Here is an invisible mark that changes the direction of writing: ${"marks"}.`,
    },
    explanation:
      "Such marks let a line look other than it is read: a rule can stand in what seems to be a comment, or two names can look the same. In a text that needs one, write it as an escape such as `\\u200f`; everywhere else delete it.",
  },
} as const;
