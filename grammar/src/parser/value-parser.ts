import type { IToken, ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import { type Occurrence, spanOf } from "./base-parser.ts";
import { Broken } from "./block-tokens.ts";
import { ExpressionParser } from "./expression-parser.ts";
import { nameOf, readDurationLiteral } from "./literals.ts";
import { symbolToken } from "./symbols.ts";
import { ForwardArrow, NameToken } from "./token-categories.ts";
import { TokenSet } from "./token-set.ts";
import { Duration, MalformedNumber, NumberToken, StringToken, Variable } from "./value-tokens.ts";
import type { Word } from "./words.ts";

const DOT = symbolToken(".");
export const FORWARD_ARROWS = new TokenSet([symbolToken("->"), symbolToken("<->")]);

/** The words that say what becomes of a record. */
const OUTCOMES: readonly Word[] = ["skip", "warn", "hold", "reject", "fail"];

/** Names, literals, outcomes and the arms of value maps. */
export abstract class ValueParser extends ExpressionParser {
  /** Reads a template's expressions when the parser is done, since it cannot parse within itself. */
  readTemplate: (token: IToken) => tree.Template = (token) => ({ kind: "Template", parts: [], span: spanOf(token) });

  /** A statement that was left out, with what stands in its braces. */
  protected abstract readonly broken: ParserMethod<[], undefined>;

  protected name(occurrence: Occurrence = 0): tree.Identifier {
    const token = this.consume(occurrence, NameToken);
    return { kind: "Identifier", name: nameOf(token), span: spanOf(token) };
  }

  protected readonly duration: ParserMethod<[], tree.Duration> = this.RULE("duration", () => {
    const token = this.OR({
      ERR_MSG: "a duration such as `30s`",
      DEF: [
        { ALT: () => this.CONSUME(Duration) },
        { ALT: () => this.CONSUME(NumberToken) },
        { ALT: () => this.CONSUME(MalformedNumber) },
      ],
    });
    return this.ACTION(() => {
      const milliseconds = readDurationLiteral(token.image);
      if (milliseconds === undefined) {
        this.report({ code: "bad-duration", span: spanOf(token), values: { duration: token.image } });
      }
      return { kind: "Duration" as const, milliseconds: milliseconds ?? 0, span: spanOf(token) };
    });
  });

  /** Names joined by dots. */
  protected readonly fieldPath: ParserMethod<[], tree.FieldPath> = this.RULE("fieldPath", () =>
    this.pathOf(this.fieldStarts),
  );

  /** A path where modifiers may follow, or be meant. */
  protected readonly target: ParserMethod<[], tree.FieldPath> = this.RULE("target", () => {
    if (this.isModifier()) this.refuse(this.targetStarts.ERR_MSG);
    return this.pathOf(this.targetStarts);
  });

  private readonly fieldStarts = this.pathStarts("a field");
  private readonly targetStarts = this.pathStarts("a field of the target");

  private pathStarts(expected: string) {
    return {
      ERR_MSG: expected,
      DEF: [{ ALT: (): IToken => this.CONSUME(Variable) }, { ALT: (): IToken => this.CONSUME(NameToken) }],
    };
  }

  private pathOf(starts: ReturnType<typeof this.pathStarts>): tree.FieldPath {
    const first = this.LA(1);
    this.OR(starts);
    let root: tree.FieldPath["root"] = "";
    const names: tree.Identifier[] = [];
    if (first.tokenType !== Variable) names.push({ kind: "Identifier", name: nameOf(first), span: spanOf(first) });
    else {
      root = first.image === "$$" ? "$$" : "$";
      if (root !== first.image) {
        this.report({ code: "bad-path", span: spanOf(first), values: { found: first.image } });
      }
    }
    if (this.RECORDING_PHASE || this.LA(1).tokenType === DOT) {
      this.MANY(() => {
        this.symbol(".");
        names.push(this.name(1));
      });
    }
    return { kind: "FieldPath" as const, root, names, span: this.since(first) };
  }

  protected readonly typeReference: ParserMethod<[], tree.TypeReference> = this.RULE("typeReference", () => {
    const first = this.LA(1);
    const names: tree.Identifier[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: DOT,
      ERR_MSG: "a name",
      DEF: () => {
        names.push(this.name());
      },
    });
    return { kind: "TypeReference" as const, names, span: this.since(first) };
  });

  protected readonly literal: ParserMethod<[], tree.Literal> = this.RULE(
    "literal",
    (): tree.Literal => this.OR(this.literals),
  );

  private readonly literals = {
    ERR_MSG: "a literal value",
    DEF: [
      { ALT: (): tree.Literal => this.string() },
      { ALT: (): tree.Literal => this.SUBRULE(this.signedNumber) },
      { ALT: (): tree.Literal => this.SUBRULE(this.valueWord) },
    ],
  };

  private readonly signedNumber: ParserMethod<[], tree.Literal> = this.RULE("signedNumber", () => {
    const first = this.LA(1);
    this.OPTION(() => this.symbol("-"));
    const number = this.number();
    const value = first.tokenType === NumberToken ? number.value : -number.value;
    return { kind: "NumberLiteral" as const, value, span: this.since(first) };
  });

  protected readonly outcomeWord: ParserMethod<[], tree.OutcomeWord> = this.RULE(
    "outcomeWord",
    () => this.OR(this.outcomeWords).image as tree.OutcomeWord,
  );

  private readonly outcomeWords = {
    ERR_MSG: "an outcome (skip, warn, hold, reject or fail)",
    DEF: OUTCOMES.map((word) => ({ ALT: () => this.word(word) })),
  };

  protected readonly template: ParserMethod<[], tree.Template> = this.RULE("template", () => {
    const token = this.CONSUME(StringToken);
    return this.ACTION(() => this.readTemplate(token));
  });

  protected readonly outcome: ParserMethod<[], tree.Outcome> = this.RULE("outcome", () => {
    const first = this.LA(1);
    const word: tree.OutcomeWord = this.SUBRULE(this.outcomeWord);
    let template: tree.Template | undefined;
    this.OPTION(() => {
      template = this.SUBRULE(this.template);
    });
    return { kind: "Outcome" as const, word, template, span: this.since(first) };
  });

  protected readonly answer: ParserMethod<[], tree.Answer> = this.RULE(
    "answer",
    (): tree.Answer => this.OR(this.answers),
  );

  private readonly answers = {
    ERR_MSG: "a literal value, an outcome or `keep`",
    DEF: [
      { ALT: (): tree.Answer => this.SUBRULE(this.literal) },
      { ALT: (): tree.Answer => this.SUBRULE(this.outcome) },
      { ALT: (): tree.Answer => ({ kind: "KeepAnswer", span: spanOf(this.word("keep")) }) },
      { ALT: (): tree.Answer => this.SUBRULE(this.noneAnswer) },
    ],
  };

  protected readonly noneAnswer: ParserMethod<[], tree.NoneAnswer> = this.RULE("noneAnswer", () => {
    const token = this.word("none");
    return { kind: "NoneAnswer" as const, span: spanOf(token) };
  });

  /** `->` or `<->`; what is here is no error of a wrong token, but of none of the two. */
  protected direction(): tree.Direction {
    if (this.RECORDING_PHASE || FORWARD_ARROWS.has(this.LA(1))) {
      return this.CONSUME(ForwardArrow).image as tree.Direction;
    }
    return this.refuse("`->` or `<->`");
  }

  protected readonly patterns: ParserMethod<[], tree.Literal[]> = this.RULE("patterns", () => {
    const patterns: tree.Literal[] = [];
    this.OR({
      ERR_MSG: "a literal value or `else`",
      DEF: [
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
      ],
    });
    return patterns;
  });

  protected readonly arms: ParserMethod<[], tree.Arm[]> = this.RULE("arms", () => {
    const arms: tree.Arm[] = [];
    this.statements("a value and an arrow, or `else`", () => {
      const arm = this.choose(
        () => (this.LA(1).tokenType === Broken ? this.broken : this.arm),
        () => [this.broken, this.arm],
      );
      if (arm !== undefined) arms.push(arm);
    });
    return arms;
  });

  private readonly arm: ParserMethod<[], tree.Arm> = this.RULE("arm", () => {
    const first = this.LA(1);
    const patterns: tree.Literal[] = this.SUBRULE(this.patterns);
    const direction: tree.Direction = this.direction();
    const answer: tree.Answer = this.SUBRULE(this.answer);
    return { kind: "Arm" as const, patterns, direction, answer, span: this.since(first) };
  });
}
