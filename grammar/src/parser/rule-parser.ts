import type { ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import { spanOf } from "./expression-parser.ts";
import { symbolToken } from "./tokens.ts";
import { ValueParser } from "./value-parser.ts";

/** Rules with their modifiers, guards and values. */
export class RuleParser extends ValueParser {
  protected readonly via: ParserMethod<[], tree.Via> = this.RULE("via", () => {
    const first = this.word("via");
    const start = this.LA(1);
    const target = this.OR([
      { ALT: () => this.SUBRULE(this.typeReference) },
      {
        ALT: () => {
          const arms: tree.Arm[] = this.SUBRULE(this.arms);
          return this.ACTION(() => ({ kind: "InlineArms" as const, arms, ...this.between(start) }));
        },
      },
    ]);
    let otherwise: tree.Answer | undefined;
    this.OPTION(() => {
      this.word("else");
      otherwise = this.SUBRULE(this.answer);
    });
    return this.ACTION(() => ({ kind: "Via" as const, target, otherwise, ...this.between(first) }));
  });

  protected readonly expressions: ParserMethod<[], Expression[]> = this.RULE("expressions", () => {
    const list: Expression[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        list.push(this.SUBRULE(this.expression, { ARGS: [0, "line"] }));
      },
    });
    return list;
  });

  protected readonly value: ParserMethod<[], tree.Value> = this.RULE("value", () => {
    const first = this.LA(1);
    const expressions: Expression[] = this.SUBRULE(this.expressions);
    let via: tree.Via | undefined;
    this.OPTION(() => {
      via = this.SUBRULE(this.via);
    });
    return this.ACTION(() => ({ kind: "Value" as const, expressions, via, ...this.between(first) }));
  });

  protected readonly guard: ParserMethod<[], tree.Guard> = this.RULE("guard", () => {
    const first = this.word("require");
    let direction: "->" | "<-" | undefined;
    this.OPTION(() => {
      const token = this.OR([{ ALT: () => this.symbol("->") }, { ALT: () => this.symbol("<-") }]);
      direction = token.image as "->" | "<-";
    });
    const condition: Expression = this.SUBRULE(this.expression, { ARGS: [0, "line"] });
    this.word("else");
    const outcome: tree.Outcome = this.SUBRULE(this.outcome);
    return this.ACTION(() => ({ kind: "Guard" as const, direction, condition, outcome, ...this.between(first) }));
  });

  protected readonly ruleItems: ParserMethod<[], tree.RuleItem[]> = this.RULE("ruleItems", () => {
    const items: tree.RuleItem[] = [];
    this.symbol("{");
    this.SUBRULE(this.lineEnds);
    this.MANY(() => {
      items.push(this.SUBRULE(this.ruleItem));
      this.SUBRULE2(this.lineEnds);
    });
    this.symbol("}");
    return items;
  });

  protected readonly ruleItem: ParserMethod<[], tree.RuleItem> = this.RULE("ruleItem", (): tree.RuleItem => {
    const first = this.LA(1);
    return this.OR([
      {
        GATE: () => this.LA(1).image === "let" && this.LA(3).image === "=",
        ALT: () => {
          this.word("let");
          const name: tree.Identifier = this.SUBRULE(this.name);
          this.symbol("=");
          const value: tree.Value = this.SUBRULE(this.value);
          return this.ACTION(() => ({ kind: "LetItem" as const, name, value, ...this.between(first) }));
        },
      },
      {
        GATE: () => this.LA(1).image === "include" && !["->", "<-", "<->", ".", ","].includes(this.LA(2).image),
        ALT: () => {
          this.word("include");
          const rules: tree.Identifier = this.SUBRULE2(this.name);
          let from: Expression | undefined;
          this.OPTION(() => {
            this.word("from");
            from = this.SUBRULE(this.expression, { ARGS: [0, "line"] });
          });
          return this.ACTION(() => ({ kind: "IncludeItem" as const, rules, from, ...this.between(first) }));
        },
      },
      { ALT: () => this.SUBRULE(this.rule) },
    ]);
  });

  protected readonly rule: ParserMethod<[], tree.Rule> = this.RULE("rule", () => {
    const first = this.LA(1);
    let left: Expression[] = this.SUBRULE(this.expressions);
    let target: tree.FieldPath | undefined;
    const arrow = this.OR([
      {
        ALT: () => {
          const token = this.OR2([{ ALT: () => this.symbol("->") }, { ALT: () => this.symbol("<->") }]);
          target = this.SUBRULE(this.fieldPath);
          return token.image;
        },
      },
      {
        ALT: () => {
          const token = this.symbol("<-");
          const right: Expression[] = this.SUBRULE2(this.expressions);
          this.ACTION(() => {
            target = toFieldPath(left[0]);
            left = right;
          });
          return token.image;
        },
      },
    ]);
    let body: tree.RuleBody | undefined;
    this.OPTION(() => {
      body = this.SUBRULE(this.ruleBody);
    });
    const modifiers: Modifiers = this.SUBRULE(this.modifiers);
    return this.ACTION(() => ({
      kind: "Rule" as const,
      direction: arrow as tree.Direction,
      sources: left,
      target: target ?? { kind: "FieldPath" as const, root: "" as const, names: [], span: spanOf(first) },
      body,
      ...modifiers,
      ...this.between(first),
    }));
  });

  protected readonly ruleBody: ParserMethod<[], tree.RuleBody> = this.RULE("ruleBody", () => {
    const first = this.LA(1);
    let by: tree.FieldPath[] | undefined;
    this.OPTION(() => {
      this.word("each");
      this.word("by");
      const fields: tree.FieldPath[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: symbolToken(","),
        DEF: () => {
          fields.push(this.SUBRULE(this.fieldPath));
        },
      });
      by = fields;
    });
    const items: tree.RuleItem[] = this.SUBRULE(this.ruleItems);
    return this.ACTION(() => ({ kind: "RuleBody" as const, by, items, ...this.between(first) }));
  });

  protected readonly modifiers: ParserMethod<[], Modifiers> = this.RULE("modifiers", () => {
    let via: tree.Via | undefined;
    let condition: Expression | undefined;
    let once = false;
    let key = false;
    let master: tree.Identifier | undefined;
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            via = this.SUBRULE(this.via);
          },
        },
        {
          ALT: () => {
            this.word("when");
            condition = this.SUBRULE(this.expression, { ARGS: [0, "line"] });
          },
        },
        {
          ALT: () => {
            this.word("once");
            once = true;
          },
        },
        {
          ALT: () => {
            this.word("key");
            key = true;
          },
        },
        {
          ALT: () => {
            this.word("master");
            master = this.SUBRULE(this.name);
          },
        },
      ]);
    });
    return { via, condition, once, key, master };
  });
}

interface Modifiers {
  readonly via: tree.Via | undefined;
  readonly condition: Expression | undefined;
  readonly once: boolean;
  readonly key: boolean;
  readonly master: tree.Identifier | undefined;
}

function toFieldPath(expression: Expression | undefined): tree.FieldPath | undefined {
  if (expression === undefined) return undefined;
  if (expression.kind === "VariableExpression")
    return { kind: "FieldPath", root: expression.name === "$" ? "$$" : "$", names: [], span: expression.span };
  if (expression.kind !== "PathExpression") return undefined;
  const names: tree.Identifier[] = [];
  for (const step of expression.steps) {
    if (step.operand.kind !== "NameStep" || step.stages.length > 0) return undefined;
    names.push({ kind: "Identifier", name: step.operand.name, span: step.operand.span });
  }
  return { kind: "FieldPath", root: "", names, span: expression.span };
}
