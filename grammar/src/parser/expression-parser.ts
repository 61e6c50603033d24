import type { Span } from "@xmap/diagnostics";
import type { IToken, ParserMethod } from "chevrotain";
import type { BinaryOperator, Expression, ObjectPair, SortTerm } from "../tree/expressions.ts";
import { spanOf } from "./base-parser.ts";
import { bindingPower, rightPower } from "./binding-powers.ts";
import { addStage, cover, joinPath } from "./build-expression.ts";
import { IN_BRACKETS, OperandParser, type Place } from "./operand-parser.ts";
import { symbolToken } from "./symbols.ts";
import { OperatorToken } from "./token-categories.ts";
import { Variable } from "./value-tokens.ts";

/** Longer chains of operators make trees that are too deep to walk. */
const LONGEST_CHAIN = 500;
/** Conditions and defaults nest without brackets. */
const DEEPEST_EXPRESSION = 400;

const BACKWARD_ARROW = symbolToken("<-");
const GREATER = symbolToken(">");

/** JSONata expressions by precedence climbing over JSONata's own binding powers. */
export abstract class ExpressionParser extends OperandParser {
  private depth = 0;
  /** What stands before the operator or bracket that is read next, and where. */
  private left: Expression | undefined;
  private leftPlace: Place = "line";

  override reset(): void {
    super.reset();
    this.depth = 0;
  }

  /** The token at which the parser stands. */
  position(): IToken {
    return this.LA(1);
  }

  readonly expression: ParserMethod<[number, Place], Expression> = this.RULE(
    "expression",
    (minimum: number, place: Place): Expression => {
      this.depth += 1;
      if (this.depth > DEEPEST_EXPRESSION) throw new RangeError("nested too deeply");
      let left: Expression = this.isPlainName() ? this.plainName() : this.SUBRULE(this.operand, { ARGS: [place] });
      let length = 0;
      if (this.RECORDING_PHASE) this.MANY(() => this.OR(this.continuations));
      // The binding power says all that MANY could ask for, and each token is asked for it.
      while (this.goesOn(minimum, place)) {
        length += 1;
        this.left = left;
        this.leftPlace = place;
        left = this.OR(this.continuations);
        // Read to its end, so that only one thing is wrong, but no longer built.
        if (length > LONGEST_CHAIN) left = { kind: "MissingExpression", span: left.span };
      }
      this.depth -= 1;
      if (length > LONGEST_CHAIN) {
        this.report({ code: "too-deep", wording: "chain", span: left.span, values: { longest: LONGEST_CHAIN } });
      }
      return left;
    },
  );

  private goesOn(minimum: number, place: Place): boolean {
    const next = this.LA(1);
    return bindingPower(next) > minimum && (place === "brackets" || next.tokenType !== BACKWARD_ARROW);
  }

  /** What can follow an operand; the same each time, so that nothing is made for it. */
  private readonly continuations = [
    { ALT: (): Expression => this.infix() },
    { ALT: (): Expression => this.SUBRULE(this.conditional, { ARGS: [this.leftOperand(), this.leftPlace] }) },
    { ALT: (): Expression => this.SUBRULE(this.bracket, { ARGS: [this.leftOperand()] }) },
    { ALT: (): Expression => this.SUBRULE(this.call, { ARGS: [this.leftOperand()] }) },
    { ALT: (): Expression => this.SUBRULE(this.group, { ARGS: [this.leftOperand()] }) },
    { ALT: (): Expression => this.SUBRULE(this.sort, { ARGS: [this.leftOperand()] }) },
    { ALT: (): Expression => this.SUBRULE(this.bound, { ARGS: [this.leftOperand()] }) },
  ];

  private leftOperand(): Expression {
    return this.left ?? { kind: "MissingExpression", span: { start: 0, end: 0 } };
  }

  private infix(): Expression {
    const left = this.leftOperand();
    const place = this.leftPlace;
    const operator = this.CONSUME(OperatorToken);
    const power = rightPower(operator);
    // Most of what stands after an operator, a dot above all, is a name alone.
    const right: Expression =
      this.isPlainName() && bindingPower(this.LA(2)) <= power
        ? this.plainName()
        : this.SUBRULE(this.expression, { ARGS: [power, place] });
    return this.ACTION(() => this.combine(left, operator, right));
  }

  private combine(left: Expression, operator: IToken, right: Expression): Expression {
    const span = cover(left.span, right.span);
    switch (operator.image) {
      case ".":
        this.checkStep(left);
        this.checkStep(right);
        return joinPath(left, right);
      case ":=": {
        if (left.kind === "VariableExpression")
          return { kind: "AssignmentExpression", name: left.name, value: right, span };
        this.report({ code: "bad-assignment", span: left.span, values: {} });
        return { kind: "MissingExpression", span };
      }
      case "<-": {
        const minus = spanOf(operator).start + 1;
        const negated = { start: minus, end: right.span.end };
        return { kind: "BinaryExpression", operator: "<", left, right: negate(right, negated), span };
      }
      default:
        return { kind: "BinaryExpression", operator: operator.image as BinaryOperator, left, right, span };
    }
  }

  /** JSONata refuses numbers and true, false, null as steps of a path. */
  private checkStep(step: Expression): void {
    const plain = step.kind === "NumberLiteral" || step.kind === "BooleanLiteral" || step.kind === "NullLiteral";
    if (plain) this.report({ code: "bad-step", span: step.span, values: {} });
  }

  private readonly conditional: ParserMethod<[Expression, Place], Expression> = this.RULE(
    "conditional",
    (condition: Expression, place: Place): Expression => {
      this.symbol("?");
      const then: Expression = this.SUBRULE(this.expression, { ARGS: [0, place] });
      let otherwise: Expression | undefined;
      this.OPTION(() => {
        this.symbol(":");
        otherwise = this.SUBRULE2(this.expression, { ARGS: [0, place] });
      });
      return this.ACTION(() => {
        const span = cover(condition.span, (otherwise ?? then).span);
        return { kind: "ConditionalExpression", condition, then, otherwise, span };
      });
    },
  );

  private readonly bracket: ParserMethod<[Expression], Expression> = this.RULE(
    "bracket",
    (left: Expression): Expression => {
      const open = this.symbol("[");
      let condition: Expression | undefined;
      this.OPTION(() => {
        condition = this.SUBRULE(this.expression, IN_BRACKETS);
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

  private readonly call: ParserMethod<[Expression], Expression> = this.RULE(
    "call",
    (callee: Expression): Expression => {
      this.symbol("(");
      const given: Expression[] = [];
      this.MANY_SEP({
        SEP: symbolToken(","),
        DEF: () => {
          given.push(this.SUBRULE(this.argument));
        },
      });
      const close = this.symbol(")");
      return this.ACTION(() => {
        const span = cover(callee.span, spanOf(close));
        return { kind: "CallExpression", callee, arguments: given, span };
      });
    },
  );

  private readonly argument: ParserMethod<[], Expression> = this.RULE(
    "argument",
    (): Expression =>
      this.OR({
        ERR_MSG: "an expression",
        DEF: [
          {
            ALT: () => {
              const token = this.symbol("?");
              return this.ACTION((): Expression => ({ kind: "PlaceholderExpression", span: spanOf(token) }));
            },
          },
          { ALT: () => this.SUBRULE(this.expression, IN_BRACKETS) },
        ],
      }),
  );

  private readonly group: ParserMethod<[Expression], Expression> = this.RULE(
    "group",
    (operand: Expression): Expression => {
      const object: { pairs: ObjectPair[]; span: Span } = this.SUBRULE(this.pairs);
      return this.ACTION(() => {
        const span = cover(operand.span, object.span);
        if (operand.kind === "GroupExpression") this.report({ code: "bad-grouping", span: object.span, values: {} });
        return { kind: "GroupExpression", operand, pairs: object.pairs, span };
      });
    },
  );

  private readonly sort: ParserMethod<[Expression], Expression> = this.RULE(
    "sort",
    (operand: Expression): Expression => {
      this.symbol("^");
      this.symbol("(");
      const terms: SortTerm[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: symbolToken(","),
        ERR_MSG: "an expression",
        DEF: () => {
          terms.push(this.SUBRULE(this.sortTerm));
        },
      });
      const close = this.symbol(")");
      return this.ACTION(() => ({ kind: "SortExpression", operand, terms, span: cover(operand.span, spanOf(close)) }));
    },
  );

  private readonly sortTerm: ParserMethod<[], SortTerm> = this.RULE("sortTerm", () => {
    const first = this.LA(1);
    this.OPTION(() => this.OR([{ ALT: () => this.symbol("<") }, { ALT: () => this.symbol(">") }]));
    const expression: Expression = this.SUBRULE(this.expression, IN_BRACKETS);
    return this.ACTION(() => {
      const descending = first.tokenType === GREATER;
      return { kind: "SortTerm" as const, descending, expression, span: cover(spanOf(first), expression.span) };
    });
  });

  private readonly bound: ParserMethod<[Expression], Expression> = this.RULE(
    "bound",
    (left: Expression): Expression => {
      const mark = this.OR([{ ALT: () => this.symbol("@") }, { ALT: () => this.symbol("#") }]);
      const variable = this.CONSUME(Variable);
      return this.ACTION(() => {
        const span = cover(spanOf(mark), spanOf(variable));
        if (mark.image === "@" && !canTakeFocus(left)) this.report({ code: "bad-focus", span, values: {} });
        return addStage(left, {
          kind: mark.image === "@" ? "FocusStage" : "IndexStage",
          variable: variable.image.slice(1),
          span,
        });
      });
    },
  );

  readonly wholeExpression: ParserMethod<[], Expression> = this.RULE("wholeExpression", () =>
    this.SUBRULE(this.expression, IN_BRACKETS),
  );
}

function negate(operand: Expression, span: Span): Expression {
  return operand.kind === "NumberLiteral"
    ? { kind: "NumberLiteral", value: -operand.value, span }
    : { kind: "NegateExpression", operand, span };
}

/** `@` comes right after a step: not after a filter or position, nor after sorting. */
function canTakeFocus(expression: Expression): boolean {
  if (expression.kind === "SortExpression") return false;
  if (expression.kind !== "PathExpression") return true;
  return expression.steps.at(-1)?.stages.every(({ kind }) => kind !== "FilterStage") ?? true;
}
