export interface Token {
  readonly kind: "name" | "number" | "text" | "expression" | "sign";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const BLANK = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const NAME = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)n?/y;
const QUOTED = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/y;
const EXPRESSION = /\/(?![/*])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** A part of a template: up to the next hole or the end. */
const TEMPLATE = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y;
const SIGN = /\S/y;

const BEFORE_EXPRESSION = new Set(["return", "case", "typeof", "in", "of", "void", "delete", "throw", "new", "else"]);

/**
 * Cuts a module into tokens; comments and blanks are left out. Parts of templates are tokens of kind text, the holes'
 * braces belong to them. Throws a SyntaxError at what is no token, such as an open string.
 */
export function scanTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  /** For every open brace whether it is the hole of a template. */
  const braces: boolean[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const add = (kind: Token["kind"], found: string): void => {
    tokens.push({ kind, text: found, start: at, end: at + found.length });
    at += found.length;
  };
  const addTemplatePart = (opening: string): void => {
    at += 1;
    const rest = match(TEMPLATE);
    at -= 1;
    if (rest === undefined) throw new SyntaxError(`a template that begins at ${at} has no end`);
    if (rest.endsWith("${")) braces.push(true);
    add("text", opening + rest);
  };
  for (;;) {
    at += match(BLANK)?.length ?? 0;
    const character = text.charAt(at);
    if (character === "") return tokens;
    const name = match(NAME);
    if (name !== undefined) {
      add("name", name);
    } else if (/\d/.test(character) || (character === "." && /\d/.test(text.charAt(at + 1)))) {
      add("number", match(NUMBER) ?? character);
    } else if (character === '"' || character === "'") {
      const quoted = match(QUOTED);
      if (quoted === undefined) throw new SyntaxError(`a string that begins at ${at} has no end`);
      add("text", quoted);
    } else if (character === "`") {
      addTemplatePart("`");
    } else if (character === "}" && braces.pop() === true) {
      addTemplatePart("}");
    } else {
      const expression = character === "/" && !endsOperand(tokens.at(-1)) ? match(EXPRESSION) : undefined;
      if (expression !== undefined) {
        add("expression", expression);
        continue;
      }
      if (character === "{") braces.push(false);
      add("sign", match(SIGN) ?? character);
    }
  }
}

/** Whether a value can end with this token, so that an operator follows. */
function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "name") return !BEFORE_EXPRESSION.has(token.text);
  if (token.kind === "sign") return token.text === ")" || token.text === "]" || token.text === "}";
  return !token.text.endsWith("${");
}
