/** Why an expression is refused, with JSONata's code. */
export class SyntaxProblem extends Error {
  override readonly name = "SyntaxProblem";
  readonly code: string;
  /** Offset in the expression's text. */
  readonly at: number;
  readonly token: string | undefined;

  constructor(code: string, at: number, token?: string) {
    super(messageOf(code, token));
    this.code = code;
    this.at = at;
    this.token = token;
  }
}

const MESSAGES: Readonly<Record<string, string>> = {
  S0101: "A text is never closed.",
  S0102: "The number {token} is out of range.",
  S0103: "\\{token} is no escape.",
  S0104: "After \\u come four hexadecimal digits.",
  S0105: "A name in backticks is never closed.",
  S0106: "A comment is never closed.",
  S0201: "{token} does not fit here.",
  S0202: "Something else than {token} is expected here.",
  S0203: "The expression ends too early.",
  S0204: "The operator {token} is not known.",
  S0206: "{token} cannot stand here.",
  S0207: "The expression ends where a value is expected.",
  S0208: "The parameters of a function are variables, not {token}.",
  S0209: "A filter cannot follow a group.",
  S0210: "A step has one group at most.",
  S0211: "{token} cannot stand before a value.",
  S0212: "To the left of := stands a variable.",
  S0213: "A number, true, false or null cannot be a step of a path.",
  S0214: "To the right of {token} stands a variable.",
  S0215: "@ comes before the filters of a step.",
  S0216: "@ comes before the sorting of a step.",
  S0217: "There is no parent here.",
  S0301: "A regular expression is empty.",
  S0302: "A regular expression is never closed.",
  S0401: "Only functions and arrays take a type in angle brackets.",
  S0402: "A choice of types takes no types in angle brackets.",
};

function messageOf(code: string, token: string | undefined): string {
  return (MESSAGES[code] ?? "The expression cannot be read.").replace("{token}", () => token ?? "This");
}
