import type { MonarchAction, MonarchGrammar, MonarchRule } from "../../src/highlight/monarch.ts";
import { type Colours, linesOf, paint, type TokenClass } from "./token-class.ts";

const CLASSES: Readonly<Record<string, TokenClass | undefined>> = {
  keyword: "keyword",
  identifier: "name",
  string: "string",
  number: "number",
  comment: "comment",
  operator: "operator",
  delimiter: "operator",
  regexp: "regex",
  white: undefined,
  "": undefined,
};
const CLASS_OF_TOKEN: Readonly<Record<string, TokenClass>> = { "type.identifier": "name", "type.signature": "types" };

function classOfToken(token: string): TokenClass | undefined {
  const first = token.split(".")[0] ?? "";
  if (CLASS_OF_TOKEN[token] === undefined && !Object.hasOwn(CLASSES, first)) throw new Error(`No class for ${token}`);
  return CLASS_OF_TOKEN[token] ?? CLASSES[first];
}

type PatternRule = Exclude<MonarchRule, { include: string }>;
interface CompiledRule {
  readonly expression: RegExp;
  readonly actions: readonly MonarchAction[];
}

/** Colours a text by a Monarch grammar, line by line: the first rule of the current state that matches at the place is taken. */
export class MonarchColours {
  readonly #grammar: MonarchGrammar;
  readonly #states = new Map<string, readonly CompiledRule[]>();

  constructor(grammar: MonarchGrammar) {
    this.#grammar = grammar;
  }

  of(text: string): Colours {
    const colours: Colours = new Array<TokenClass | undefined>(text.length).fill(undefined);
    const stack = ["root"];
    for (const { start, line } of linesOf(text)) this.#readLine(line, start, stack, colours);
    return colours;
  }

  #readLine(line: string, start: number, stack: string[], colours: Colours): void {
    let at = 0;
    while (at < line.length) {
      const state = stack.join(" ");
      const found = this.#firstMatch(line, at, stack.at(-1) ?? "root");
      if (found === undefined) {
        at += 1;
        continue;
      }
      const { match, actions } = found;
      const parts = actions.length === 1 ? [match[0]] : match.slice(1);
      if (parts.length !== actions.length || parts.join("") !== match[0]) {
        throw new Error(`The groups of ${found.expression.source} do not make up ${JSON.stringify(match[0])}`);
      }
      for (const [index, part] of parts.entries()) {
        const action = actions[index];
        if (action === undefined) continue;
        paint(colours, start + at, start + at + part.length, classOfToken(action.token));
        at += part.length;
        changeState(stack, action);
      }
      if (match[0] === "" && stack.join(" ") === state) throw new Error(`No progress in ${state} at ${at} of ${line}`);
    }
  }

  #firstMatch(
    line: string,
    at: number,
    state: string,
  ): (CompiledRule & { readonly match: RegExpExecArray }) | undefined {
    for (const rule of this.#rulesOf(state)) {
      rule.expression.lastIndex = at;
      const match = rule.expression.exec(line);
      if (match !== null) return { ...rule, match };
    }
    return undefined;
  }

  #rulesOf(state: string): readonly CompiledRule[] {
    const known = this.#states.get(state);
    if (known !== undefined) return known;
    const rules = this.#grammar.tokenizer[state];
    if (rules === undefined) throw new Error(`No such state: ${state}`);
    const compiled = rules.flatMap((rule) =>
      "include" in rule ? this.#rulesOf(rule.include.slice(1)) : [compileRule(rule)],
    );
    this.#states.set(state, compiled);
    return compiled;
  }
}

function compileRule([pattern, action]: PatternRule): CompiledRule {
  if (/@\w/.test(pattern)) throw new Error(`Monarch would put another pattern into ${pattern}`);
  const actions = typeof action === "string" || "token" in action ? [action] : action;
  return {
    expression: new RegExp(pattern, "y"),
    actions: actions.map((one) => (typeof one === "string" ? { token: one } : one)),
  };
}

function changeState(stack: string[], { next, switchTo }: MonarchAction): void {
  if (switchTo !== undefined) stack.splice(-1, 1, switchTo.slice(1));
  if (next === "@pop") {
    if (stack.length === 1) throw new Error("The last state is left");
    stack.pop();
  } else if (next !== undefined) stack.push(next.slice(1));
}
