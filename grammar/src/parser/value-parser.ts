import type { IToken, ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import { spanOf } from "./base-parser.ts";
import { ExpressionParser } from "./expression-parser.ts";
import { nameOf, readDurationLiteral } from "./literals.ts";
import {
  Duration,
  MalformedNumber,
  NameToken,
  NumberToken,
  StringToken,
  symbolToken,
  Variable,
  type Word,
} from "./tokens.ts";

/** The words that say what becomes of a record. */
const OUTCOMES: readonly Word[] = ["skip", "warn", "hold", "reject", "fail"];

/** Names, literals, outcomes and the arms of value maps. */
export abstract class ValueParser extends ExpressionParser {
  /** Reads a template's expressions when the parser is done, since it cannot parse within itself. */
  readTemplate: (token: IToken) => tree.Template = (token) => ({ kind: "Template", parts: [], span: spanOf(token) });

  /** A statement that was left out, with what stands in its braces. */
  protected abstract readonly broken: ParserMethod<[], undefined>;

  protected readonly name: ParserMethod<[], tree.Identifier> = this.RULE("name", () => {
    const token = this.CONSUME(NameToken);
    return this.ACTION(() => ({ kind: "Identifier" as const, name: nameOf(token), span: spanOf(token) }));
  });

  /** A name where a modifier could stand as well. */
  private readonly targetName: ParserMethod<[], tree.Identifier> = this.RULE("targetName", () =>
    this.OR({
      ERR_MSG: "a field of the target",
      DEF: [{ GATE: () => !this.isModifier(), ALT: () => this.SUBRULE(this.name) }],
    }),
  );

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

  private readonly root: ParserMethod<[], "$" | "$$"> = this.RULE("root", () => {
    const token = this.CONSUME(Variable);
    return this.ACTION(() => {
      if (token.image !== "$" && token.image !== "$$") {
        this.report({ code: "bad-path", span: spanOf(token), values: { found: token.image } });
      }
      return token.image === "$$" ? "$$" : "$";
    });
  });

  protected readonly fieldPath: ParserMethod<[], tree.FieldPath> = this.RULE("fieldPath", () => {
    const first = this.LA(1);
    let root: tree.FieldPath["root"] = "";
    const names: tree.Identifier[] = [];
    this.OR({
      ERR_MSG: "a field",
      DEF: [
        {
          ALT: () => {
            root = this.SUBRULE(this.root);
          },
        },
        { ALT: () => names.push(this.SUBRULE(this.name)) },
      ],
    });
    this.MANY(() => {
      this.symbol(".");
      names.push(this.SUBRULE2(this.name));
    });
    return this.ACTION(() => ({ kind: "FieldPath" as const, root, names, ...this.since(first) }));
  });

  /** A path where modifiers may follow, or be meant. */
  protected readonly target: ParserMethod<[], tree.FieldPath> = this.RULE("target", () => {
    const first = this.LA(1);
    let root: tree.FieldPath["root"] = "";
    const names: tree.Identifier[] = [];
    this.OR({
      ERR_MSG: "a field of the target",
      DEF: [
        {
          ALT: () => {
            root = this.SUBRULE(this.root);
          },
        },
        { ALT: () => names.push(this.SUBRULE(this.targetName)) },
      ],
    });
    this.MANY(() => {
      this.symbol(".");
      names.push(this.SUBRULE(this.name));
    });
    return this.ACTION(() => ({ kind: "FieldPath" as const, root, names, ...this.since(first) }));
  });

  protected readonly typeReference: ParserMethod<[], tree.TypeReference> = this.RULE("typeReference", () => {
    const first = this.LA(1);
    const names: tree.Identifier[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken("."),
      ERR_MSG: "a name",
      DEF: () => {
        names.push(this.SUBRULE(this.name));
      },
    });
    return this.ACTION(() => ({ kind: "TypeReference" as const, names, ...this.since(first) }));
  });

  protected readonly literal: ParserMethod<[], tree.Literal> = this.RULE(
    "literal",
    (): tree.Literal =>
      this.OR({
        ERR_MSG: "a literal value",
        DEF: [
          { ALT: () => this.SUBRULE(this.string) },
          { ALT: () => this.SUBRULE(this.signedNumber) },
          { ALT: () => this.SUBRULE(this.valueWord) },
        ],
      }),
  );

  private readonly signedNumber: ParserMethod<[], tree.Literal> = this.RULE("signedNumber", () => {
    const first = this.LA(1);
    this.OPTION(() => this.symbol("-"));
    const number = this.SUBRULE(this.number);
    return this.ACTION(() => {
      const value = first.tokenType === NumberToken ? number.value : -number.value;
      return { kind: "NumberLiteral" as const, value, ...this.since(first) };
    });
  });

  protected readonly outcomeWord: ParserMethod<[], tree.OutcomeWord> = this.RULE("outcomeWord", () => {
    const token = this.OR({
      ERR_MSG: "an outcome (skip, warn, hold, reject or fail)",
      DEF: OUTCOMES.map((word) => ({ ALT: () => this.word(word) })),
    });
    return this.ACTION(() => token.image as tree.OutcomeWord);
  });

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
    return this.ACTION(() => ({ kind: "Outcome" as const, word, template, ...this.since(first) }));
  });

  protected readonly answer: ParserMethod<[], tree.Answer> = this.RULE(
    "answer",
    (): tree.Answer =>
      this.OR({
        ERR_MSG: "a literal value, an outcome or `keep`",
        DEF: [
          { ALT: () => this.SUBRULE(this.literal) },
          { ALT: () => this.SUBRULE(this.outcome) },
          {
            ALT: () => {
              const token = this.word("keep");
              return this.ACTION(() => ({ kind: "KeepAnswer" as const, span: spanOf(token) }));
            },
          },
          { ALT: () => this.SUBRULE(this.noneAnswer) },
        ],
      }),
  );

  protected readonly noneAnswer: ParserMethod<[], tree.NoneAnswer> = this.RULE("noneAnswer", () => {
    const token = this.word("none");
    return this.ACTION(() => ({ kind: "NoneAnswer" as const, span: spanOf(token) }));
  });

  protected readonly direction: ParserMethod<[], tree.Direction> = this.RULE("direction", () => {
    const token = this.OR({
      ERR_MSG: "`->` or `<->`",
      DEF: [{ ALT: () => this.symbol("->") }, { ALT: () => this.symbol("<->") }],
    });
    return this.ACTION(() => token.image as tree.Direction);
  });

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
      this.OR([
        { ALT: () => this.SUBRULE(this.broken) },
        {
          ALT: () => {
            const first = this.LA(1);
            const patterns: tree.Literal[] = this.SUBRULE(this.patterns);
            const direction: tree.Direction = this.SUBRULE(this.direction);
            const answer: tree.Answer = this.SUBRULE(this.answer);
            this.ACTION(() => arms.push({ kind: "Arm", patterns, direction, answer, ...this.since(first) }));
          },
        },
      ]);
    });
    return arms;
  });
}
