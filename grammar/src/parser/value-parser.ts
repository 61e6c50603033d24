import type { Span } from "@xmap/diagnostics";
import type { IToken, ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import { cover } from "./build-expression.ts";
import { ExpressionParser, spanOf } from "./expression-parser.ts";
import { readDurationLiteral, readStringLiteral } from "./literals.ts";
import {
  BacktickName,
  Duration,
  LineEnd,
  NameToken,
  NumberToken,
  StringToken,
  symbolToken,
  Variable,
  type Word,
} from "./tokens.ts";

/** The words that say what becomes of a record. */
export const OUTCOMES: readonly Word[] = ["skip", "warn", "hold", "reject", "fail"];

/** Names, literals, outcomes and the arms of value maps. */
export class ValueParser extends ExpressionParser {
  /** Templates are read by somebody else, since a parser cannot parse within itself. */
  readTemplate: (token: IToken) => tree.Template = (token) => ({ kind: "Template", parts: [], span: spanOf(token) });

  protected between<Node>(first: IToken): Omit<Node, never> & { span: Span } {
    const last = this.LA(0);
    return { span: cover(spanOf(first), spanOf(last)) } as Omit<Node, never> & { span: Span };
  }

  protected readonly separators = this.RULE("separators", () => {
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(LineEnd) }, { ALT: () => this.symbol(",") }]);
    });
  });

  protected readonly lineEnds = this.RULE("lineEnds", () => {
    this.MANY(() => this.CONSUME(LineEnd));
  });

  protected readonly name: ParserMethod<[], tree.Identifier> = this.RULE("name", () => {
    const token = this.OR([{ ALT: () => this.CONSUME(NameToken) }, { ALT: () => this.CONSUME(BacktickName) }]);
    return this.ACTION(() => identifier(token));
  });

  protected readonly string: ParserMethod<[], tree.SystemOption["value"] & { kind: "StringLiteral" }> = this.RULE(
    "string",
    () => {
      const token = this.CONSUME(StringToken);
      return this.ACTION(() => ({
        kind: "StringLiteral" as const,
        value: readStringLiteral(token.image).value,
        span: spanOf(token),
      }));
    },
  );

  protected readonly duration: ParserMethod<[], tree.Duration> = this.RULE("duration", () => {
    const token = this.CONSUME(Duration);
    return this.ACTION(() => ({
      kind: "Duration" as const,
      milliseconds: readDurationLiteral(token.image),
      span: spanOf(token),
    }));
  });

  protected readonly fieldPath: ParserMethod<[], tree.FieldPath> = this.RULE("fieldPath", () => {
    const first = this.LA(1);
    let root: "" | "$" | "$$" = "";
    const names: tree.Identifier[] = [];
    this.OR([
      {
        ALT: () => {
          const token = this.CONSUME(Variable);
          root = token.image === "$$" ? "$$" : "$";
        },
      },
      { ALT: () => names.push(this.SUBRULE(this.name)) },
    ]);
    this.MANY(() => {
      this.symbol(".");
      names.push(this.SUBRULE2(this.name));
    });
    return this.ACTION(() => ({ kind: "FieldPath" as const, root, names, ...this.between(first) }));
  });

  protected readonly typeReference: ParserMethod<[], tree.TypeReference> = this.RULE("typeReference", () => {
    const first = this.LA(1);
    const names: tree.Identifier[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken("."),
      DEF: () => {
        names.push(this.SUBRULE(this.name));
      },
    });
    return this.ACTION(() => ({ kind: "TypeReference" as const, names, ...this.between(first) }));
  });

  protected readonly literal: ParserMethod<[], tree.Literal> = this.RULE("literal", (): tree.Literal => {
    const first = this.LA(1);
    return this.OR([
      { ALT: () => this.SUBRULE(this.string) },
      {
        ALT: () => {
          let minus = false;
          this.OPTION(() => {
            this.symbol("-");
            minus = true;
          });
          const token = this.CONSUME(NumberToken);
          return this.ACTION(() => ({
            kind: "NumberLiteral" as const,
            value: (minus ? -1 : 1) * Number(token.image),
            ...this.between(first),
          }));
        },
      },
      {
        ALT: () => {
          const token = this.OR2([
            { ALT: () => this.word("true") },
            { ALT: () => this.word("false") },
            { ALT: () => this.word("null") },
          ]);
          return this.ACTION((): tree.Literal => {
            const span = spanOf(token);
            return token.image === "null"
              ? { kind: "NullLiteral", span }
              : { kind: "BooleanLiteral", value: token.image === "true", span };
          });
        },
      },
    ]);
  });

  protected readonly outcome: ParserMethod<[], tree.Outcome> = this.RULE("outcome", () => {
    const first = this.LA(1);
    const token = this.OR(OUTCOMES.map((word) => ({ ALT: () => this.word(word) })));
    let template: tree.Template | undefined;
    this.OPTION(() => {
      const text = this.CONSUME(StringToken);
      template = this.ACTION(() => this.readTemplate(text));
    });
    return this.ACTION(() => ({
      kind: "Outcome" as const,
      word: token.image as tree.OutcomeWord,
      template,
      ...this.between(first),
    }));
  });

  protected readonly answer: ParserMethod<[], tree.Answer> = this.RULE(
    "answer",
    (): tree.Answer =>
      this.OR([
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.outcome) },
        {
          ALT: () => {
            const token = this.word("keep");
            return this.ACTION(() => ({ kind: "KeepAnswer" as const, span: spanOf(token) }));
          },
        },
        {
          ALT: () => {
            const token = this.word("none");
            return this.ACTION(() => ({ kind: "NoneAnswer" as const, span: spanOf(token) }));
          },
        },
      ]),
  );

  protected readonly direction: ParserMethod<[], tree.Direction> = this.RULE("direction", () => {
    const token = this.OR([{ ALT: () => this.symbol("->") }, { ALT: () => this.symbol("<->") }]);
    return this.ACTION(() => token.image as tree.Direction);
  });

  protected readonly patterns: ParserMethod<[], tree.Literal[]> = this.RULE("patterns", () => {
    const patterns: tree.Literal[] = [];
    this.OR([
      { ALT: () => this.word("else") },
      {
        ALT: () =>
          this.AT_LEAST_ONE_SEP({
            SEP: symbolToken(","),
            DEF: () => {
              patterns.push(this.SUBRULE(this.literal));
            },
          }),
      },
    ]);
    return patterns;
  });

  protected readonly arms: ParserMethod<[], tree.Arm[]> = this.RULE("arms", () => {
    const arms: tree.Arm[] = [];
    this.symbol("{");
    this.SUBRULE(this.separators);
    this.MANY(() => {
      const first = this.LA(1);
      const patterns: tree.Literal[] = this.SUBRULE(this.patterns);
      const direction: tree.Direction = this.SUBRULE(this.direction);
      const answer: tree.Answer = this.SUBRULE(this.answer);
      this.ACTION(() => arms.push({ kind: "Arm", patterns, direction, answer, ...this.between(first) }));
      this.SUBRULE2(this.separators);
    });
    this.symbol("}");
    return arms;
  });
}

function identifier(token: IToken): tree.Identifier {
  const name = token.image.startsWith("`") ? token.image.slice(1, -1) : token.image;
  return { kind: "Identifier", name, span: spanOf(token) };
}
