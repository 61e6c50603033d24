import type { TextMateGrammar, TextMateRule } from "../../src/highlight/text-mate.ts";
import { type Colours, linesOf, paint, type TokenClass } from "./token-class.ts";

type RangeRule = Extract<TextMateRule, { begin: string }>;
type Captures = RangeRule["beginCaptures"];
interface Candidate {
  readonly match: RegExpExecArray;
  readonly rule: TextMateRule | "end";
}

const CLASS_OF_SCOPE: readonly (readonly [string, TokenClass])[] = [
  ["keyword.operator.word", "keyword"],
  ["keyword.operator", "operator"],
  ["punctuation.section", "operator"],
  ["storage.type.signature", "types"],
  ["keyword", "keyword"],
  ["storage.type", "keyword"],
  ["constant.language", "keyword"],
  ["constant.numeric", "number"],
  ["string.regexp", "regex"],
  ["string", "string"],
  ["constant.character.escape", "string"],
  ["invalid.illegal.escape", "string"],
  ["comment", "comment"],
  ["variable", "name"],
  ["support.function", "name"],
  ["entity.name.type", "name"],
];

function classOfScope(name: string | undefined): TokenClass | undefined {
  if (name === undefined || name === "meta.embedded.xmap") return undefined;
  const found = CLASS_OF_SCOPE.find(([prefix]) => name.startsWith(prefix));
  if (found === undefined || !name.endsWith(".xmap")) throw new Error(`No class for the scope ${name}`);
  return found[1];
}

/** Colours a text by a TextMate grammar, line by line: the leftmost match wins, an end before the rules inside, and these in their order. */
export class TextMateColours {
  readonly #grammar: TextMateGrammar;
  readonly #expressions = new Map<string, RegExp>();
  readonly #flat = new Map<readonly TextMateRule[], readonly TextMateRule[]>();

  constructor(grammar: TextMateGrammar) {
    this.#grammar = grammar;
  }

  of(text: string): Colours {
    const colours: Colours = new Array<TokenClass | undefined>(text.length).fill(undefined);
    const open: RangeRule[] = [];
    for (const { start, line } of linesOf(text)) {
      const painted: Colours = new Array<TokenClass | undefined>(line.length + 1).fill(undefined);
      this.#readLine(`${line}\n`, 0, this.#grammar.patterns, open, painted);
      for (let at = 0; at < line.length; at += 1) colours[start + at] = painted[at];
    }
    return colours;
  }

  #readLine(line: string, from: number, patterns: readonly TextMateRule[], open: RangeRule[], painted: Colours): void {
    let at = from;
    for (let steps = 0; at <= line.length; steps += 1) {
      if (steps > 4 * line.length + 8) throw new Error(`No way on in ${JSON.stringify(line)} at ${at}`);
      const inside = open.at(-1);
      const best = this.#leftmost(line, at, inside, inside === undefined ? patterns : (inside.patterns ?? []));
      const stop = best?.match.index ?? line.length;
      if (inside?.name !== undefined) paint(painted, at, stop, classOfScope(inside.name));
      if (best === undefined) return;
      const { match, rule } = best;
      at = match.index + match[0].length;
      if (rule === "end") {
        open.pop();
        this.#paintMatch(line, match, inside?.name, inside?.endCaptures, painted);
      } else if ("begin" in rule) {
        if (match[0] === "") throw new Error("A range begins with nothing");
        open.push(rule);
        this.#paintMatch(line, match, rule.name, rule.beginCaptures, painted);
      } else if ("match" in rule) {
        this.#paintMatch(line, match, rule.name, rule.captures, painted);
      }
    }
  }

  #leftmost(
    line: string,
    at: number,
    inside: RangeRule | undefined,
    patterns: readonly TextMateRule[],
  ): Candidate | undefined {
    let best: Candidate | undefined;
    const consider = (pattern: string, rule: Candidate["rule"]): void => {
      const match = this.#exec(pattern, line, at);
      if (match !== null && (best === undefined || match.index < best.match.index)) best = { match, rule };
    };
    if (inside !== undefined) consider(inside.end, "end");
    for (const rule of this.#flatten(patterns)) {
      if ("begin" in rule) consider(rule.begin, rule);
      else if ("match" in rule) consider(rule.match, rule);
      if (best?.match.index === at) break;
    }
    return best;
  }

  #paintMatch(
    line: string,
    match: RegExpExecArray,
    name: string | undefined,
    captures: Captures,
    painted: Colours,
  ): void {
    if (name !== undefined) paint(painted, match.index, match.index + match[0].length, classOfScope(name));
    for (const [group, capture] of Object.entries(captures ?? {})) {
      const [start, end] = match.indices?.[Number(group)] ?? [0, 0];
      if (start === end) continue;
      if (capture.name !== undefined) paint(painted, start, end, classOfScope(capture.name));
      if (capture.patterns !== undefined) this.#readLine(line.slice(0, end), start, capture.patterns, [], painted);
    }
  }

  #flatten(patterns: readonly TextMateRule[]): readonly TextMateRule[] {
    const known = this.#flat.get(patterns);
    if (known !== undefined) return known;
    const flat = patterns.flatMap((rule) => {
      if (!("include" in rule)) return [rule];
      const included = this.#grammar.repository[rule.include.slice(1)];
      if (included === undefined) throw new Error(`Nothing to include: ${rule.include}`);
      return this.#flatten(included.patterns);
    });
    this.#flat.set(patterns, flat);
    return flat;
  }

  /** Oniguruma's notation and JavaScript's agree in what the generator emits, but for code points above 255. */
  #exec(pattern: string, line: string, at: number): RegExpExecArray | null {
    let expression = this.#expressions.get(pattern);
    if (expression === undefined) {
      expression = new RegExp(pattern.replace(/\\x\{/g, "\\u{"), "dgu");
      this.#expressions.set(pattern, expression);
    }
    expression.lastIndex = at;
    return expression.exec(line);
  }
}
