import type { IToken, ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import { spanOf } from "./base-parser.ts";
import { symbolToken } from "./tokens.ts";
import { ValueParser } from "./value-parser.ts";

/** What may follow a target, gathered while it is read. */
interface Modifiers {
  via: tree.Via | undefined;
  condition: Expression | undefined;
  once: boolean;
  key: boolean;
  master: tree.Identifier | undefined;
}

const ARROWS = ["->", "<-", "<->"] as const;

/** Rules with their modifiers, guards and values. */
export abstract class RuleParser extends ValueParser {
  protected readonly via: ParserMethod<[], tree.Via> = this.RULE("via", () => {
    const first = this.word("via");
    const target = this.OR({
      ERR_MSG: "the name of a map, lookup or binding, or `{`",
      DEF: [{ ALT: () => this.SUBRULE(this.typeReference) }, { ALT: () => this.SUBRULE(this.inlineArms) }],
    });
    let otherwise: tree.Answer | undefined;
    this.OPTION(() => {
      this.word("else");
      otherwise = this.SUBRULE(this.answer);
    });
    return this.ACTION(() => ({ kind: "Via" as const, target, otherwise, ...this.since(first) }));
  });

  private readonly inlineArms: ParserMethod<[], tree.InlineArms> = this.RULE("inlineArms", () => {
    const first = this.LA(1);
    const arms: tree.Arm[] = this.SUBRULE(this.arms);
    return this.ACTION(() => ({ kind: "InlineArms" as const, arms, ...this.since(first) }));
  });

  protected readonly condition: ParserMethod<[], Expression> = this.RULE("condition", () =>
    this.SUBRULE(this.expression, { ARGS: [0, "line"] }),
  );

  protected readonly expressions: ParserMethod<[], Expression[]> = this.RULE("expressions", () => {
    const list: Expression[] = [this.SUBRULE(this.condition)];
    this.MANY(() => {
      this.symbol(",");
      list.push(this.SUBRULE2(this.condition));
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
    return this.ACTION(() => ({ kind: "Value" as const, expressions, via, ...this.since(first) }));
  });

  protected readonly guard: ParserMethod<[], tree.Guard> = this.RULE("guard", () => {
    const first = this.word("require");
    let direction: "->" | "<-" | undefined;
    this.OPTION(() => {
      const token = this.OR([{ ALT: () => this.symbol("->") }, { ALT: () => this.symbol("<-") }]);
      direction = token.image === "->" ? "->" : "<-";
    });
    const condition: Expression = this.SUBRULE(this.condition);
    this.word("else");
    const outcome: tree.Outcome = this.SUBRULE(this.outcome);
    return this.ACTION(() => ({ kind: "Guard" as const, direction, condition, outcome, ...this.since(first) }));
  });

  protected readonly ruleItems: ParserMethod<[], tree.RuleItem[]> = this.RULE("ruleItems", () => {
    const items: tree.RuleItem[] = [];
    this.statements("a rule", () => {
      this.OR([{ ALT: () => this.SUBRULE(this.broken) }, { ALT: () => items.push(this.SUBRULE(this.ruleItem)) }]);
    });
    return items;
  });

  /** A clause's word begins a rule when it is followed as a field is. */
  protected isClause(word: string): boolean {
    return this.isNext(word) && !this.isAfterNext(...ARROWS, ".", ",");
  }

  protected readonly ruleItem: ParserMethod<[], tree.RuleItem> = this.RULE(
    "ruleItem",
    (): tree.RuleItem =>
      this.OR({
        ERR_MSG: "a rule",
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { GATE: () => this.isClause("let"), ALT: () => this.SUBRULE(this.letItem) },
          { GATE: () => this.isClause("include"), ALT: () => this.SUBRULE(this.includeItem) },
          { ALT: () => this.SUBRULE(this.rule) },
        ],
      }),
  );

  private readonly letItem: ParserMethod<[], tree.LetItem> = this.RULE("letItem", () => {
    const first = this.word("let");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol("=");
    const value: tree.Value = this.SUBRULE(this.value);
    return this.ACTION(() => ({ kind: "LetItem" as const, name, value, ...this.since(first) }));
  });

  private readonly includeItem: ParserMethod<[], tree.IncludeItem> = this.RULE("includeItem", () => {
    const first = this.word("include");
    const rules: tree.Identifier = this.SUBRULE(this.name);
    let from: Expression | undefined;
    this.OPTION(() => {
      this.word("from");
      from = this.SUBRULE(this.condition);
    });
    return this.ACTION(() => ({ kind: "IncludeItem" as const, rules, from, ...this.since(first) }));
  });

  protected readonly rule: ParserMethod<[], tree.Rule> = this.RULE("rule", () => {
    const first = this.LA(1);
    const left: Expression[] = this.SUBRULE(this.expressions);
    const modifiers: Modifiers = { via: undefined, condition: undefined, once: false, key: false, master: undefined };
    let direction: tree.Direction = "->";
    let sources = left;
    let target: tree.FieldPath | undefined;
    let body: tree.RuleBody | undefined;
    this.OR({
      ERR_MSG: "an arrow (`->`, `<-` or `<->`)",
      DEF: [
        {
          ALT: () => {
            direction = this.SUBRULE(this.direction);
            target = this.SUBRULE(this.target);
            this.OPTION(() => {
              body = this.SUBRULE(this.ruleBody);
            });
          },
        },
        {
          ALT: () => {
            this.symbol("<-");
            sources = this.SUBRULE2(this.expressions);
            direction = "<-";
          },
        },
      ],
    });
    this.MANY({
      GATE: () => body === undefined,
      DEF: () => this.SUBRULE(this.modifier, { ARGS: [modifiers] }),
    });
    return this.ACTION(() => {
      const written = target ?? this.toFieldPath(left);
      return { kind: "Rule" as const, direction, sources, target: written, body, ...modifiers, ...this.since(first) };
    });
  });

  private toFieldPath(left: readonly Expression[]): tree.FieldPath {
    const [expression] = left;
    const span = expression?.span ?? { start: 0, end: 0 };
    const path = expression === undefined || left.length > 1 ? undefined : fieldPathOf(expression);
    if (path === undefined) this.report({ code: "bad-target", span, values: {} });
    return path ?? { kind: "FieldPath", root: "", names: [], span };
  }

  private readonly ruleBody: ParserMethod<[], tree.RuleBody> = this.RULE("ruleBody", () => {
    const first = this.LA(1);
    let by: tree.FieldPath[] | undefined;
    this.OPTION(() => {
      this.word("each");
      this.word("by");
      const fields: tree.FieldPath[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: symbolToken(","),
        ERR_MSG: "a field",
        DEF: () => {
          fields.push(this.SUBRULE(this.fieldPath));
        },
      });
      by = fields;
    });
    const items: tree.RuleItem[] = this.SUBRULE(this.ruleItems);
    return this.ACTION(() => ({ kind: "RuleBody" as const, by, items, ...this.since(first) }));
  });

  private readonly modifier: ParserMethod<[Modifiers], void> = this.RULE("modifier", (modifiers: Modifiers) => {
    const first = this.LA(1);
    this.OR([
      {
        ALT: () => {
          const via: tree.Via = this.SUBRULE(this.via);
          this.ACTION(() => {
            this.noteModifier(first, modifiers.via !== undefined);
            modifiers.via = via;
          });
        },
      },
      {
        ALT: () => {
          this.word("when");
          const condition: Expression = this.SUBRULE(this.condition);
          this.ACTION(() => {
            this.noteModifier(first, modifiers.condition !== undefined);
            modifiers.condition = condition;
          });
        },
      },
      {
        ALT: () => {
          this.word("once");
          this.ACTION(() => {
            this.noteModifier(first, modifiers.once);
            modifiers.once = true;
          });
        },
      },
      {
        ALT: () => {
          this.word("key");
          this.ACTION(() => {
            this.noteModifier(first, modifiers.key);
            modifiers.key = true;
          });
        },
      },
      {
        ALT: () => {
          this.word("master");
          const system: tree.Identifier = this.SUBRULE(this.name);
          this.ACTION(() => {
            this.noteModifier(first, modifiers.master !== undefined);
            modifiers.master = system;
          });
        },
      },
    ]);
  });

  private noteModifier(token: IToken, isThere: boolean): void {
    if (!isThere) return;
    this.report({ code: "duplicate-modifier", span: spanOf(token), values: { modifier: token.image } });
  }
}

function fieldPathOf(expression: Expression): tree.FieldPath | undefined {
  const root = expression.kind === "PathExpression" ? expression.steps[0]?.operand : expression;
  const steps = expression.kind === "PathExpression" ? expression.steps : [];
  const names: tree.Identifier[] = [];
  const isRoot = root?.kind === "VariableExpression" && (root.name === "" || root.name === "$");
  for (const { operand, stages, span } of isRoot ? steps.slice(1) : steps) {
    if (operand.kind !== "NameStep" || stages.length > 0) return undefined;
    names.push({ kind: "Identifier", name: operand.name, span });
  }
  if (!isRoot && names.length === 0) return undefined;
  return { kind: "FieldPath", root: !isRoot ? "" : root.name === "$" ? "$$" : "$", names, span: expression.span };
}
