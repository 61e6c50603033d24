import type { Span } from "@xmap/diagnostics";
import type { IToken, ParserMethod } from "chevrotain";
import type { Expression, ObjectPair } from "../tree/expressions.ts";
import { BaseParser, spanOf } from "./base-parser.ts";
import { cover, nameExpression } from "./build-expression.ts";
import { nameOf, readStringLiteral } from "./literals.ts";
import {
  BlockOpen,
  LineEnd,
  NameToken,
  NumberToken,
  RESERVED,
  RegexToken,
  Signature,
  StringToken,
  symbolToken,
  Variable,
} from "./tokens.ts";

/** On a line, arrows and modifiers end an expression; in brackets nothing but the closing one does. */
export type Place = "line" | "brackets";

/** What can stand between two operators. */
export abstract class OperandParser extends BaseParser {
  /** Read as JSONata's own reader does: as long as what follows binds more strongly than the number. */
  abstract readonly expression: ParserMethod<[number, Place], Expression>;

  protected readonly operand: ParserMethod<[Place], Expression> = this.RULE(
    "operand",
    (place: Place): Expression =>
      this.OR({
        ERR_MSG: "an expression",
        IGNORE_AMBIGUITIES: true,
        DEF: [
          {
            GATE: () => this.isNext("function", "\u03bb") && this.isAfterNext("("),
            ALT: () => this.SUBRULE(this.lambda),
          },
          { GATE: () => place === "brackets" || !this.isModifier(), ALT: () => this.SUBRULE(this.nameOperand) },
          { ALT: () => this.SUBRULE(this.variable) },
          { ALT: () => this.SUBRULE(this.string) },
          { ALT: () => this.SUBRULE(this.number) },
          { ALT: () => this.SUBRULE(this.valueWord) },
          { ALT: () => this.SUBRULE(this.regularExpression) },
          { ALT: () => this.SUBRULE(this.negation, { ARGS: [place] }) },
          { ALT: () => this.SUBRULE(this.array) },
          { ALT: () => this.SUBRULE(this.object) },
          { ALT: () => this.SUBRULE(this.block) },
          { ALT: () => this.SUBRULE(this.step) },
          { ALT: () => this.SUBRULE(this.transform) },
        ],
      }),
  );

  /** A reserved word on a line is a field's name only where no modifier could begin. */
  protected isModifier(): boolean {
    if (!RESERVED.has(this.LA(1).image)) return false;
    const { tokenType } = this.LA(2);
    if (tokenType === symbolToken("{") || tokenType === LineEnd || tokenType === Variable) return true;
    if (tokenType === NumberToken || tokenType === StringToken || tokenType.CATEGORIES?.includes(BlockOpen))
      return true;
    return tokenType.CATEGORIES?.includes(NameToken) === true && !this.isAfterNext("and", "or", "in");
  }

  private readonly nameOperand: ParserMethod<[], Expression> = this.RULE("nameOperand", () => {
    const token = this.CONSUME(NameToken);
    return this.ACTION(() => nameExpression(nameOf(token), spanOf(token)));
  });

  private readonly variable: ParserMethod<[], Expression> = this.RULE("variable", () => {
    const token = this.CONSUME(Variable);
    return this.ACTION(
      (): Expression => ({ kind: "VariableExpression", name: token.image.slice(1), span: spanOf(token) }),
    );
  });

  protected readonly string: ParserMethod<[], Expression & { kind: "StringLiteral" }> = this.RULE("string", () => {
    const token = this.CONSUME(StringToken);
    return this.ACTION(() => {
      const { value, badEscapes } = readStringLiteral(token.image);
      for (const { at, text } of badEscapes) {
        const start = token.startOffset + at;
        this.report({ code: "bad-escape", span: { start, end: start + text.length }, values: { escape: text } });
      }
      return { kind: "StringLiteral" as const, value, span: spanOf(token) };
    });
  });

  protected readonly number: ParserMethod<[], Expression & { kind: "NumberLiteral" }> = this.RULE("number", () => {
    const token = this.CONSUME(NumberToken);
    return this.ACTION(() => {
      const value = Number(token.image);
      if (!Number.isFinite(value))
        this.report({ code: "bad-number", span: spanOf(token), values: { number: token.image } });
      return { kind: "NumberLiteral" as const, value: Number.isFinite(value) ? value : 0, span: spanOf(token) };
    });
  });

  protected readonly valueWord = this.RULE("valueWord", () => {
    const token = this.OR([
      { ALT: () => this.word("true") },
      { ALT: () => this.word("false") },
      { ALT: () => this.word("null") },
    ]);
    return this.ACTION(() => {
      const span = spanOf(token);
      return token.image === "null"
        ? { kind: "NullLiteral" as const, span }
        : { kind: "BooleanLiteral" as const, value: token.image === "true", span };
    });
  });

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
    const token = this.OR([
      { ALT: () => this.symbol("*") },
      { ALT: () => this.symbol("**") },
      { ALT: () => this.symbol("%") },
    ]);
    return this.ACTION(() => {
      const span = spanOf(token);
      const kind = token.image === "*" ? "WildcardStep" : token.image === "**" ? "DescendantsStep" : "ParentStep";
      return { kind: "PathExpression", steps: [{ kind: "PathStep", operand: { kind, span }, stages: [], span }], span };
    });
  });

  private readonly array: ParserMethod<[], Expression> = this.RULE("array", (): Expression => {
    const open = this.symbol("[");
    const items: Expression[] = [];
    this.MANY_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        items.push(this.SUBRULE(this.arrayItem));
      },
    });
    const close = this.symbol("]");
    return this.ACTION(() => ({ kind: "ArrayExpression", items, span: cover(spanOf(open), spanOf(close)) }));
  });

  private readonly arrayItem: ParserMethod<[], Expression> = this.RULE("arrayItem", (): Expression => {
    const from: Expression = this.SUBRULE(this.expression, { ARGS: [0, "brackets"] });
    let to: Expression | undefined;
    this.OPTION(() => {
      this.symbol("..");
      to = this.SUBRULE2(this.expression, { ARGS: [0, "brackets"] });
    });
    return this.ACTION(() =>
      to === undefined ? from : { kind: "RangeExpression", from, to, span: cover(from.span, to.span) },
    );
  });

  protected readonly object: ParserMethod<[], Expression & { kind: "ObjectExpression" }> = this.RULE("object", () => {
    const object: { pairs: ObjectPair[]; span: Span } = this.SUBRULE(this.pairs);
    return this.ACTION(() => ({ kind: "ObjectExpression" as const, ...object }));
  });

  protected readonly pairs: ParserMethod<[], { pairs: ObjectPair[]; span: Span }> = this.RULE("pairs", () => {
    const open = this.symbol("{");
    const pairs: ObjectPair[] = [];
    this.MANY_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        const key: Expression = this.SUBRULE(this.expression, { ARGS: [0, "brackets"] });
        this.symbol(":");
        const value: Expression = this.SUBRULE2(this.expression, { ARGS: [0, "brackets"] });
        this.ACTION(() => pairs.push({ kind: "ObjectPair", key, value, span: cover(key.span, value.span) }));
      },
    });
    const close = this.symbol("}");
    return this.ACTION(() => ({ pairs, span: cover(spanOf(open), spanOf(close)) }));
  });

  private readonly block: ParserMethod<[], Expression> = this.RULE("block", (): Expression => {
    const open = this.symbol("(");
    const expressions: Expression[] = [];
    this.OPTION(() => {
      expressions.push(this.SUBRULE(this.expression, { ARGS: [0, "brackets"] }));
      this.MANY({
        GATE: () => !this.isAfterNext(")"),
        DEF: () => {
          this.symbol(";");
          expressions.push(this.SUBRULE2(this.expression, { ARGS: [0, "brackets"] }));
        },
      });
      this.OPTION2(() => this.symbol(";", 2));
    });
    const close = this.symbol(")");
    return this.ACTION(() => ({ kind: "BlockExpression", expressions, span: cover(spanOf(open), spanOf(close)) }));
  });

  private readonly lambda: ParserMethod<[], Expression> = this.RULE("lambda", (): Expression => {
    const start: IToken = this.OR([{ ALT: () => this.word("function") }, { ALT: () => this.word("\u03bb") }]);
    this.symbol("(");
    const parameters: string[] = [];
    this.MANY_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        const token = this.CONSUME(Variable);
        this.ACTION(() => parameters.push(token.image.slice(1)));
      },
    });
    this.symbol(")");
    let signature: string | undefined;
    this.OPTION(() => {
      signature = this.CONSUME(Signature).image;
    });
    this.symbol("{");
    const body: Expression = this.SUBRULE(this.expression, { ARGS: [0, "brackets"] });
    const close = this.symbol("}");
    return this.ACTION(() => {
      const span = cover(spanOf(start), spanOf(close));
      return { kind: "LambdaExpression", parameters, signature, body, span };
    });
  });

  private readonly transform: ParserMethod<[], Expression> = this.RULE("transform", (): Expression => {
    const open = this.symbol("|", 1);
    const pattern: Expression = this.SUBRULE(this.expression, { ARGS: [0, "brackets"] });
    this.symbol("|", 2);
    const update: Expression = this.SUBRULE2(this.expression, { ARGS: [0, "brackets"] });
    let remove: Expression | undefined;
    this.OPTION(() => {
      this.symbol(",");
      remove = this.SUBRULE3(this.expression, { ARGS: [0, "brackets"] });
    });
    const close = this.symbol("|", 3);
    return this.ACTION(() => {
      const span = cover(spanOf(open), spanOf(close));
      return { kind: "TransformExpression", pattern, update, remove, span };
    });
  });
}
