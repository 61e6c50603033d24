import type { Span } from "@xmap/diagnostics";
import type { ParserMethod } from "chevrotain";
import type { Expression, ObjectPair } from "../tree/expressions.ts";
import { BaseParser, spanOf } from "./base-parser.ts";
import { BLOCK_OPENERS, LineEnd } from "./block-tokens.ts";
import { cover, nameExpression } from "./build-expression.ts";
import { nameOf, readStringLiteral } from "./literals.ts";
import { RegexToken } from "./operand-end.ts";
import { symbolToken } from "./symbols.ts";
import { NameToken } from "./token-categories.ts";
import { TokenSet } from "./token-set.ts";
import { Signature } from "./tokens.ts";
import { BacktickName, NumberToken, StringToken, UnclosedBacktickName, Variable } from "./value-tokens.ts";
import { Identifier, isOperatorWord, isValueWord, RESERVED, WORDS, wordToken } from "./words.ts";

/** On a line, arrows and modifiers end an expression; in brackets nothing but the closing one does. */
export type Place = "line" | "brackets";

/** Arguments of the rule `expression`: all that follows. */
export const ON_LINE: { ARGS: [number, Place] } = { ARGS: [0, "line"] };
export const IN_BRACKETS: { ARGS: [number, Place] } = { ARGS: [0, "brackets"] };

const RESERVED_WORDS = new TokenSet(RESERVED.map(wordToken));
const plainNames = [Identifier, BacktickName, UnclosedBacktickName, Variable];
const nameWords = WORDS.filter((word) => !isValueWord(word));
/** What a name or variable may be. */
export const NAME_STARTS = new TokenSet([...plainNames, ...nameWords.map(wordToken)]);
/** Before them a reserved word is a modifier. */
const AFTER_MODIFIER = new TokenSet([
  symbolToken("{"),
  LineEnd,
  NumberToken,
  StringToken,
  ...BLOCK_OPENERS,
  ...plainNames,
  ...nameWords.filter((word) => !isOperatorWord(word)).map(wordToken),
]);
const OPENING_PARENTHESIS = symbolToken("(");
const COMMA = symbolToken(",");
const TRUE = wordToken("true");
const NULL = wordToken("null");

/** What can stand between two operators. */
export abstract class OperandParser extends BaseParser {
  /** Read as JSONata's own reader does: as long as what follows binds more strongly than the number. */
  abstract readonly expression: ParserMethod<[number, Place], Expression>;

  /** Where the operand stands that is read next. */
  private place: Place = "line";

  protected readonly operand: ParserMethod<[Place], Expression> = this.RULE("operand", (place: Place): Expression => {
    this.place = place;
    return this.OR(this.operands);
  });

  /** Without gates, so that the next token's type alone decides; the same each time, so that nothing is made for it. */
  private readonly operands = {
    ERR_MSG: "an expression",
    IGNORE_AMBIGUITIES: true,
    DEF: [
      {
        ALT: (): Expression =>
          this.RECORDING_PHASE || this.LA(2).tokenType === OPENING_PARENTHESIS
            ? this.SUBRULE(this.lambda)
            : this.nameOperand(),
      },
      { ALT: (): Expression => this.nameOperand() },
      { ALT: (): Expression => this.variable() },
      { ALT: (): Expression => this.string() },
      { ALT: (): Expression => this.number() },
      { ALT: (): Expression => this.SUBRULE(this.valueWord) },
      { ALT: (): Expression => this.SUBRULE(this.regularExpression) },
      { ALT: (): Expression => this.SUBRULE(this.negation, { ARGS: [this.place] }) },
      { ALT: (): Expression => this.SUBRULE(this.array) },
      { ALT: (): Expression => this.SUBRULE(this.object) },
      { ALT: (): Expression => this.SUBRULE(this.block) },
      { ALT: (): Expression => this.SUBRULE(this.step) },
      { ALT: (): Expression => this.SUBRULE(this.transform) },
    ],
  };

  /** A reserved word on a line is a field's name only where no modifier could begin. */
  protected isModifier(): boolean {
    return RESERVED_WORDS.has(this.LA(1)) && this.isAfterNext(AFTER_MODIFIER);
  }

  private nameOperand(): Expression {
    if (this.place === "line" && this.isModifier()) this.refuse("an expression");
    const token = this.CONSUME(NameToken);
    return nameExpression(nameOf(token), spanOf(token));
  }

  /** A name that is no word of the language needs no rule to be read. */
  protected isPlainName(): boolean {
    return this.LA(1).tokenType === Identifier;
  }

  protected plainName(): Expression {
    const token = this.CONSUME(Identifier);
    return nameExpression(token.image, spanOf(token));
  }

  private variable(): Expression {
    const token = this.CONSUME(Variable);
    return { kind: "VariableExpression", name: token.image.slice(1), span: spanOf(token) };
  }

  protected string(): Expression & { kind: "StringLiteral" } {
    const token = this.CONSUME(StringToken);
    const { value, badEscapes } = readStringLiteral(token.image);
    for (const { at, text } of badEscapes) {
      const start = token.startOffset + at;
      this.report({ code: "bad-escape", span: { start, end: start + text.length }, values: { escape: text } });
    }
    return { kind: "StringLiteral" as const, value, span: spanOf(token) };
  }

  protected number(expected?: string): Expression & { kind: "NumberLiteral" } {
    const token = this.CONSUME(NumberToken, expected === undefined ? undefined : { ERR_MSG: expected });
    const value = Number(token.image);
    if (Number.isFinite(value)) return { kind: "NumberLiteral", value, span: spanOf(token) };
    this.ACTION(() => this.report({ code: "bad-number", span: spanOf(token), values: { number: token.image } }));
    return { kind: "NumberLiteral", value: 0, span: spanOf(token) };
  }

  protected readonly valueWord = this.RULE("valueWord", () => {
    const token = this.LA(1);
    this.OR(this.valueWords);
    const span = spanOf(token);
    return token.tokenType === NULL
      ? { kind: "NullLiteral" as const, span }
      : { kind: "BooleanLiteral" as const, value: token.tokenType === TRUE, span };
  });

  private readonly valueWords = [
    { ALT: () => this.word("true") },
    { ALT: () => this.word("false") },
    { ALT: () => this.word("null") },
  ];

  private readonly regularExpression: ParserMethod<[], Expression> = this.RULE("regularExpression", () => {
    const token = this.CONSUME(RegexToken);
    return this.ACTION((): Expression => {
      const end = token.image.lastIndexOf("/");
      const pattern = token.image.slice(1, end);
      const flags = token.image.slice(end + 1);
      try {
        new RegExp(pattern, flags);
      } catch {
        this.report({ code: "bad-regular-expression", span: spanOf(token), values: { pattern } });
      }
      return { kind: "RegexLiteral", pattern, flags, span: spanOf(token) };
    });
  });

  private readonly negation: ParserMethod<[Place], Expression> = this.RULE("negation", (place: Place) => {
    const minus = this.symbol("-");
    const operand: Expression = this.SUBRULE(this.expression, { ARGS: [70, place] });
    return this.ACTION((): Expression => {
      const span = cover(spanOf(minus), operand.span);
      return operand.kind === "NumberLiteral"
        ? { kind: "NumberLiteral", value: -operand.value, span }
        : { kind: "NegateExpression", operand, span };
    });
  });

  private readonly step: ParserMethod<[], Expression> = this.RULE("step", (): Expression => {
    const token = this.LA(1);
    this.OR([{ ALT: () => this.symbol("*") }, { ALT: () => this.symbol("**") }, { ALT: () => this.symbol("%") }]);
    const span = spanOf(token);
    const kind = token.image === "*" ? "WildcardStep" : token.image === "**" ? "DescendantsStep" : "ParentStep";
    return { kind: "PathExpression", steps: [{ kind: "PathStep", operand: { kind, span }, stages: [], span }], span };
  });

  private readonly array: ParserMethod<[], Expression> = this.RULE("array", (): Expression => {
    const open = this.symbol("[");
    const items: Expression[] = [];
    this.MANY_SEP({
      SEP: COMMA,
      DEF: () => {
        items.push(this.SUBRULE(this.arrayItem));
      },
    });
    const close = this.symbol("]");
    return { kind: "ArrayExpression", items, span: cover(spanOf(open), spanOf(close)) };
  });

  private readonly arrayItem: ParserMethod<[], Expression> = this.RULE("arrayItem", (): Expression => {
    const from: Expression = this.SUBRULE(this.expression, IN_BRACKETS);
    let to: Expression | undefined;
    this.OPTION(() => {
      this.symbol("..");
      to = this.SUBRULE2(this.expression, IN_BRACKETS);
    });
    return this.ACTION(() =>
      to === undefined ? from : { kind: "RangeExpression", from, to, span: cover(from.span, to.span) },
    );
  });

  protected readonly object: ParserMethod<[], Expression & { kind: "ObjectExpression" }> = this.RULE("object", () => {
    const { pairs, span }: { pairs: ObjectPair[]; span: Span } = this.SUBRULE(this.pairs);
    return { kind: "ObjectExpression" as const, pairs, span };
  });

  protected readonly pairs: ParserMethod<[], { pairs: ObjectPair[]; span: Span }> = this.RULE("pairs", () => {
    const open = this.symbol("{");
    const pairs: ObjectPair[] = [];
    this.MANY_SEP({
      SEP: COMMA,
      DEF: () => {
        const key: Expression = this.SUBRULE(this.expression, IN_BRACKETS);
        this.symbol(":");
        const value: Expression = this.SUBRULE2(this.expression, IN_BRACKETS);
        this.ACTION(() => pairs.push({ kind: "ObjectPair", key, value, span: cover(key.span, value.span) }));
      },
    });
    const close = this.symbol("}");
    return { pairs, span: cover(spanOf(open), spanOf(close)) };
  });

  private readonly block: ParserMethod<[], Expression> = this.RULE("block", (): Expression => {
    const open = this.symbol("(");
    const expressions: Expression[] = [];
    this.OPTION(() => {
      expressions.push(this.SUBRULE(this.expression, IN_BRACKETS));
      this.MANY({
        GATE: () => this.LA(2).tokenType !== symbolToken(")"),
        DEF: () => {
          this.symbol(";");
          expressions.push(this.SUBRULE2(this.expression, IN_BRACKETS));
        },
      });
      this.OPTION2(() => this.symbol(";", 2));
    });
    const close = this.symbol(")");
    return { kind: "BlockExpression", expressions, span: cover(spanOf(open), spanOf(close)) };
  });

  private readonly lambda: ParserMethod<[], Expression> = this.RULE("lambda", (): Expression => {
    const start = this.LA(1);
    this.OR([{ ALT: () => this.word("function") }, { ALT: () => this.word("\u03bb") }]);
    this.symbol("(");
    const parameters: string[] = [];
    this.MANY_SEP({
      SEP: COMMA,
      DEF: () => {
        parameters.push(this.CONSUME(Variable).image.slice(1));
      },
    });
    this.symbol(")");
    let signature: string | undefined;
    this.OPTION(() => {
      signature = this.CONSUME(Signature).image;
    });
    this.symbol("{");
    const body: Expression = this.SUBRULE(this.expression, IN_BRACKETS);
    const close = this.symbol("}");
    return { kind: "LambdaExpression", parameters, signature, body, span: cover(spanOf(start), spanOf(close)) };
  });

  private readonly transform: ParserMethod<[], Expression> = this.RULE("transform", (): Expression => {
    const open = this.symbol("|", 1);
    const pattern: Expression = this.SUBRULE(this.expression, IN_BRACKETS);
    this.symbol("|", 2);
    const update: Expression = this.SUBRULE2(this.expression, IN_BRACKETS);
    let remove: Expression | undefined;
    this.OPTION(() => {
      this.symbol(",");
      remove = this.SUBRULE3(this.expression, IN_BRACKETS);
    });
    const close = this.symbol("|", 3);
    return { kind: "TransformExpression", pattern, update, remove, span: cover(spanOf(open), spanOf(close)) };
  });
}
