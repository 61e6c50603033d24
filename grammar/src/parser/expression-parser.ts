import type { Span } from "@xmap/diagnostics";
import {
  EmbeddedActionsParser,
  type IParserErrorMessageProvider,
  type IToken,
  type ParserMethod,
  type TokenType,
} from "chevrotain";
import type { BinaryOperator, Expression, ObjectPair, SortTerm } from "../tree/expressions.ts";
import { addStage, bindingPower, cover, joinPath, nameExpression } from "./build-expression.ts";
import { readStringLiteral } from "./literals.ts";
import {
  ALL_TOKENS,
  BacktickName,
  NameToken,
  NumberToken,
  RegexToken,
  StringToken,
  symbolToken,
  Variable,
  wordToken,
} from "./tokens.ts";

/** Whether group-by and `<-` as "less than minus" are possible: inside brackets they are. */
export type Place = "line" | "brackets";

export function spanOf(token: IToken): Span {
  return { start: Math.max(0, token.startOffset), end: Math.max(0, token.startOffset + token.image.length) };
}

const LABELS: Readonly<Record<string, string>> = {
  Name: "a name",
  "`name`": "a name",
  variable: "a variable",
  string: "text in quotes",
  number: "a number",
  duration: "a duration such as 30s",
  "end of line": "the end of the line",
};

function labelOf(token: TokenType): string {
  return LABELS[token.name] ?? `\`${token.name.replace(/^"|"$/g, "")}\``;
}

/** Chevrotain's messages carry only what was expected, in the user's words; the wording is the registry's. */
const MESSAGES: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => `\${${labelOf(expected)}}`,
  buildNotAllInputParsedMessage: () => "",
  buildNoViableAltMessage: () => "",
  buildEarlyExitMessage: () => "",
};

/** JSONata expressions by precedence climbing over JSONata's own binding powers. */
export class ExpressionParser extends EmbeddedActionsParser {
  constructor() {
    super(ALL_TOKENS, {
      recoveryEnabled: false,
      maxLookahead: 1,
      skipValidations: true,
      errorMessageProvider: MESSAGES,
    });
  }

  protected symbol(text: Parameters<typeof symbolToken>[0], occurrence: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 = 0): IToken {
    return this.consume(occurrence, symbolToken(text));
  }

  protected word(text: Parameters<typeof wordToken>[0], occurrence: 0 | 1 | 2 | 3 | 4 = 0): IToken {
    return this.consume(occurrence, wordToken(text));
  }

  private goesOn(minimum: number, place: Place): boolean {
    const { image } = this.LA(1);
    if (place === "line" && (image === "{" || image === "<-")) return false;
    return bindingPower(image) > minimum;
  }

  readonly expression: ParserMethod<[number, Place], Expression> = this.RULE(
    "expression",
    (minimum: number, place: Place) => {
      let left: Expression = this.SUBRULE(this.operand, { ARGS: [place] });
      this.MANY({
        GATE: () => this.goesOn(minimum, place),
        DEF: () => {
          left = this.SUBRULE(this.continuation, { ARGS: [left, place] });
        },
      });
      return left;
    },
  );

  private readonly continuation: ParserMethod<[Expression, Place], Expression> = this.RULE(
    "continuation",
    (left: Expression, place: Place): Expression => {
      return this.OR([
        { ALT: () => this.SUBRULE(this.infix, { ARGS: [left, place] }) },
        { ALT: () => this.SUBRULE(this.conditional, { ARGS: [left, place] }) },
        { ALT: () => this.SUBRULE(this.bracket, { ARGS: [left] }) },
        { ALT: () => this.SUBRULE(this.call, { ARGS: [left] }) },
        { ALT: () => this.SUBRULE(this.group, { ARGS: [left] }) },
        { ALT: () => this.SUBRULE(this.sort, { ARGS: [left] }) },
        { ALT: () => this.SUBRULE(this.bound, { ARGS: [left] }) },
      ]);
    },
  );

  private readonly infix: ParserMethod<[Expression, Place], Expression> = this.RULE(
    "infix",
    (left: Expression, place: Place): Expression => {
      const operator = this.OR([
        { ALT: () => this.symbol(".") },
        { ALT: () => this.symbol("*") },
        { ALT: () => this.symbol("/") },
        { ALT: () => this.symbol("%") },
        { ALT: () => this.symbol("+") },
        { ALT: () => this.symbol("-") },
        { ALT: () => this.symbol("&") },
        { ALT: () => this.symbol("=") },
        { ALT: () => this.symbol("!=") },
        { ALT: () => this.symbol("<") },
        { ALT: () => this.symbol("<=") },
        { ALT: () => this.symbol(">") },
        { ALT: () => this.symbol(">=") },
        { ALT: () => this.symbol("<-") },
        { ALT: () => this.symbol("~>") },
        { ALT: () => this.symbol("??") },
        { ALT: () => this.symbol("?:") },
        { ALT: () => this.symbol("..") },
        { ALT: () => this.symbol(":=") },
        { ALT: () => this.word("in") },
        { ALT: () => this.word("and") },
        { ALT: () => this.word("or") },
      ]);
      const { image } = operator;
      const power = image === ":=" ? 9 : image === "??" || image === "?:" ? 0 : bindingPower(image);
      const right: Expression = this.SUBRULE(this.expression, { ARGS: [power, place] });
      return this.ACTION(() => combine(left, image, right));
    },
  );

  private readonly conditional: ParserMethod<[Expression, Place], Expression> = this.RULE(
    "conditional",
    (left: Expression, place: Place): Expression => {
      this.symbol("?");
      const then: Expression = this.SUBRULE(this.expression, { ARGS: [0, place] });
      let otherwise: Expression | undefined;
      this.OPTION(() => {
        this.symbol(":");
        otherwise = this.SUBRULE2(this.expression, { ARGS: [0, place] });
      });
      return this.ACTION(() => ({
        kind: "ConditionalExpression",
        condition: left,
        then,
        otherwise,
        span: cover(left.span, (otherwise ?? then).span),
      }));
    },
  );

  private readonly bracket: ParserMethod<[Expression], Expression> = this.RULE(
    "bracket",
    (left: Expression): Expression => {
      const open = this.symbol("[");
      let condition: Expression | undefined;
      this.OPTION(() => {
        condition = this.SUBRULE(this.expression, { ARGS: [0, "brackets"] });
      });
      const close = this.symbol("]");
      return this.ACTION(() => {
        const span = cover(spanOf(open), spanOf(close));
        return addStage(
          left,
          condition === undefined ? { kind: "KeepListStage", span } : { kind: "FilterStage", condition, span },
        );
      });
    },
  );

  private readonly call: ParserMethod<[Expression], Expression> = this.RULE("call", (left: Expression): Expression => {
    this.symbol("(");
    const given: Expression[] = [];
    this.MANY_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        given.push(this.SUBRULE(this.argument));
      },
    });
    const close = this.symbol(")");
    return this.ACTION(() => ({
      kind: "CallExpression",
      callee: left,
      arguments: given,
      span: cover(left.span, spanOf(close)),
    }));
  });

  private readonly argument: ParserMethod<[], Expression> = this.RULE(
    "argument",
    (): Expression =>
      this.OR([
        {
          ALT: () => {
            const token = this.symbol("?");
            return this.ACTION((): Expression => ({ kind: "PlaceholderExpression", span: spanOf(token) }));
          },
        },
        { ALT: () => this.SUBRULE(this.expression, { ARGS: [0, "brackets"] }) },
      ]),
  );

  private readonly group: ParserMethod<[Expression], Expression> = this.RULE(
    "group",
    (left: Expression): Expression => {
      const object: { pairs: ObjectPair[]; span: Span } = this.SUBRULE(this.pairs);
      return this.ACTION(() => ({
        kind: "GroupExpression",
        operand: left,
        pairs: object.pairs,
        span: cover(left.span, object.span),
      }));
    },
  );

  readonly pairs: ParserMethod<[], { pairs: ObjectPair[]; span: Span }> = this.RULE("pairs", () => {
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

  private readonly sort: ParserMethod<[Expression], Expression> = this.RULE("sort", (left: Expression): Expression => {
    this.symbol("^");
    this.symbol("(");
    const terms: SortTerm[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        let direction: IToken | undefined;
        this.OPTION(() => {
          direction = this.OR([{ ALT: () => this.symbol("<") }, { ALT: () => this.symbol(">") }]);
        });
        const expression: Expression = this.SUBRULE(this.expression, { ARGS: [0, "brackets"] });
        this.ACTION(() => {
          const span = direction === undefined ? expression.span : cover(spanOf(direction), expression.span);
          terms.push({ kind: "SortTerm", descending: direction?.image === ">", expression, span });
        });
      },
    });
    const close = this.symbol(")");
    return this.ACTION(() => ({ kind: "SortExpression", operand: left, terms, span: cover(left.span, spanOf(close)) }));
  });

  private readonly bound: ParserMethod<[Expression], Expression> = this.RULE(
    "bound",
    (left: Expression): Expression => {
      const mark = this.OR([{ ALT: () => this.symbol("@") }, { ALT: () => this.symbol("#") }]);
      const variable = this.CONSUME(Variable);
      return this.ACTION(() => {
        const span = cover(spanOf(mark), spanOf(variable));
        return addStage(left, {
          kind: mark.image === "@" ? "FocusStage" : "IndexStage",
          variable: variable.image.slice(1),
          span,
        });
      });
    },
  );

  private readonly operand: ParserMethod<[Place], Expression> = this.RULE(
    "operand",
    (place: Place): Expression =>
      this.OR([
        {
          GATE: () => this.LA(1).image === "function" && this.LA(2).image === "(",
          ALT: () => this.SUBRULE(this.lambda),
        },
        { GATE: () => isLiteralWord(this.LA(1)), ALT: () => this.SUBRULE(this.literalWord) },
        {
          ALT: () => {
            const token = this.CONSUME(NameToken);
            return this.ACTION(() => nameExpression(token.image, spanOf(token)));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(BacktickName);
            return this.ACTION(() => nameExpression(token.image.slice(1, -1), spanOf(token)));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Variable);
            return this.ACTION(
              (): Expression => ({ kind: "VariableExpression", name: token.image.slice(1), span: spanOf(token) }),
            );
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(StringToken);
            return this.ACTION(
              (): Expression => ({
                kind: "StringLiteral",
                value: readStringLiteral(token.image).value,
                span: spanOf(token),
              }),
            );
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(NumberToken);
            return this.ACTION(
              (): Expression => ({ kind: "NumberLiteral", value: Number(token.image), span: spanOf(token) }),
            );
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(RegexToken);
            return this.ACTION((): Expression => {
              const end = token.image.lastIndexOf("/");
              return {
                kind: "RegexLiteral",
                pattern: token.image.slice(1, end),
                flags: token.image.slice(end + 1),
                span: spanOf(token),
              };
            });
          },
        },
        {
          ALT: () => {
            const minus = this.symbol("-");
            const inner: Expression = this.SUBRULE(this.expression, { ARGS: [70, place] });
            return this.ACTION((): Expression => {
              const span = cover(spanOf(minus), inner.span);
              return inner.kind === "NumberLiteral"
                ? { kind: "NumberLiteral", value: -inner.value, span }
                : { kind: "NegateExpression", operand: inner, span };
            });
          },
        },
        { ALT: () => this.SUBRULE(this.array) },
        {
          ALT: () => {
            const object: { pairs: ObjectPair[]; span: Span } = this.SUBRULE(this.pairs);
            return this.ACTION((): Expression => ({ kind: "ObjectExpression", ...object }));
          },
        },
        { ALT: () => this.SUBRULE(this.block) },
        { ALT: () => this.SUBRULE(this.step) },
        { ALT: () => this.SUBRULE(this.transform) },
      ]),
  );

  private readonly literalWord: ParserMethod<[], Expression> = this.RULE("literalWord", (): Expression => {
    const token = this.OR([
      { ALT: () => this.word("true") },
      { ALT: () => this.word("false") },
      { ALT: () => this.word("null") },
    ]);
    return this.ACTION(() => {
      const span = spanOf(token);
      return token.image === "null"
        ? { kind: "NullLiteral", span }
        : { kind: "BooleanLiteral", value: token.image === "true", span };
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
        items.push(this.SUBRULE(this.expression, { ARGS: [0, "brackets"] }));
      },
    });
    const close = this.symbol("]");
    return this.ACTION(() => ({ kind: "ArrayExpression", items, span: cover(spanOf(open), spanOf(close)) }));
  });

  private readonly block: ParserMethod<[], Expression> = this.RULE("block", (): Expression => {
    const open = this.symbol("(");
    const expressions: Expression[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => expressions.push(this.SUBRULE(this.expression, { ARGS: [0, "brackets"] })) },
        { ALT: () => this.symbol(";") },
      ]);
    });
    const close = this.symbol(")");
    return this.ACTION(() => ({ kind: "BlockExpression", expressions, span: cover(spanOf(open), spanOf(close)) }));
  });

  private readonly lambda: ParserMethod<[], Expression> = this.RULE("lambda", (): Expression => {
    const start = this.word("function");
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
    this.symbol("{");
    const body: Expression = this.SUBRULE(this.expression, { ARGS: [0, "brackets"] });
    const close = this.symbol("}");
    return this.ACTION(() => ({
      kind: "LambdaExpression",
      parameters,
      signature: undefined,
      body,
      span: cover(spanOf(start), spanOf(close)),
    }));
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
    return this.ACTION(() => ({
      kind: "TransformExpression",
      pattern,
      update,
      remove,
      span: cover(spanOf(open), spanOf(close)),
    }));
  });

  readonly wholeExpression: ParserMethod<[], Expression> = this.RULE("wholeExpression", () =>
    this.SUBRULE(this.expression, { ARGS: [0, "brackets"] }),
  );
}

function isLiteralWord(token: IToken): boolean {
  return token.image === "true" || token.image === "false" || token.image === "null";
}

function combine(left: Expression, operator: string, right: Expression): Expression {
  const span = cover(left.span, right.span);
  if (operator === ".") return joinPath(left, right);
  if (operator === "..") return { kind: "RangeExpression", from: left, to: right, span };
  if (operator === ":=")
    return {
      kind: "AssignmentExpression",
      name: left.kind === "VariableExpression" ? left.name : "",
      value: right,
      span,
    };
  if (operator === "<-")
    return {
      kind: "BinaryExpression",
      operator: "<",
      left,
      right: { kind: "NegateExpression", operand: right, span: right.span },
      span,
    };
  return { kind: "BinaryExpression", operator: operator as BinaryOperator, left, right, span };
}
