import type { IToken, ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import { spanOf } from "./base-parser.ts";
import { Broken } from "./block-tokens.ts";
import { ON_LINE } from "./operand-parser.ts";
import { symbolToken } from "./symbols.ts";
import { TokenSet } from "./token-set.ts";
import { FORWARD_ARROWS, ValueParser } from "./value-parser.ts";
import { wordToken } from "./words.ts";

/** What may follow a target, gathered while it is read. */
interface Modifiers {
  via: tree.Via | undefined;
  condition: Expression | undefined;
  once: boolean;
  key: boolean;
  master: tree.Identifier | undefined;
}

const COMMA = symbolToken(",");
const BACKWARD_ARROW = symbolToken("<-");
const LET = wordToken("let");
const INCLUDE = wordToken("include");
const AFTER_FIELD = new TokenSet((["->", "<-", "<->", ".", ","] as const).map(symbolToken));
const MODIFIERS = new TokenSet((["via", "when", "once", "key", "master"] as const).map((word) => wordToken(word)));

/** Rules with their modifiers, guards and values. */
export abstract class RuleParser extends ValueParser {
  protected readonly via: ParserMethod<[], tree.Via> = this.RULE("via", () => {
    const first = this.word("via");
    const target = this.OR(this.viaTargets);
    let otherwise: tree.Answer | undefined;
    this.OPTION(() => {
      this.word("else");
      otherwise = this.SUBRULE(this.answer);
    });
    return { kind: "Via" as const, target, otherwise, span: this.since(first) };
  });

  private readonly viaTargets = {
    ERR_MSG: "the name of a map, lookup or binding, or `{`",
    DEF: [
      { ALT: (): tree.Via["target"] => this.SUBRULE(this.typeReference) },
      { ALT: (): tree.Via["target"] => this.SUBRULE(this.inlineArms) },
    ],
  };

  private readonly inlineArms: ParserMethod<[], tree.InlineArms> = this.RULE("inlineArms", () => {
    const first = this.LA(1);
    const arms: tree.Arm[] = this.SUBRULE(this.arms);
    return { kind: "InlineArms" as const, arms, span: this.since(first) };
  });

  protected readonly expressions: ParserMethod<[], Expression[]> = this.RULE("expressions", () => {
    const list: Expression[] = [this.SUBRULE(this.expression, ON_LINE)];
    if (this.RECORDING_PHASE || this.LA(1).tokenType === COMMA) {
      this.MANY(() => {
        this.symbol(",");
        list.push(this.SUBRULE2(this.expression, ON_LINE));
      });
    }
    return list;
  });

  protected readonly value: ParserMethod<[], tree.Value> = this.RULE("value", () => {
    const first = this.LA(1);
    const expressions: Expression[] = this.SUBRULE(this.expressions);
    let via: tree.Via | undefined;
    this.OPTION(() => {
      via = this.SUBRULE(this.via);
    });
    return { kind: "Value" as const, expressions, via, span: this.since(first) };
  });

  protected readonly guard: ParserMethod<[], tree.Guard> = this.RULE("guard", () => {
    const first = this.word("require");
    let direction: "->" | "<-" | undefined;
    this.OPTION(() => {
      const token = this.OR([{ ALT: () => this.symbol("->") }, { ALT: () => this.symbol("<-") }]);
      direction = token.image === "->" ? "->" : "<-";
    });
    const condition: Expression = this.SUBRULE(this.expression, ON_LINE);
    this.word("else");
    const outcome: tree.Outcome = this.SUBRULE(this.outcome);
    return { kind: "Guard" as const, direction, condition, outcome, span: this.since(first) };
  });

  protected readonly ruleItems: ParserMethod<[], tree.RuleItem[]> = this.RULE("ruleItems", () => {
    const items: tree.RuleItem[] = [];
    this.statements("a rule", () => {
      const item = this.choose(this.ruleItemHere, this.allRuleItems);
      if (item !== undefined) items.push(item);
    });
    return items;
  });

  /** A clause's word begins a clause unless it is followed as a field is. */
  protected isClause(): boolean {
    return !this.isAfterNext(AFTER_FIELD);
  }

  protected readonly ruleItemHere = (): ParserMethod<[], tree.RuleItem | undefined> => {
    switch (this.LA(1).tokenType) {
      case LET:
        return this.isClause() ? this.letItem : this.rule;
      case INCLUDE:
        return this.isClause() ? this.includeItem : this.rule;
      case Broken:
        return this.broken;
      default:
        return this.rule;
    }
  };

  protected readonly allRuleItems = (): readonly ParserMethod<[], tree.RuleItem | undefined>[] => [
    this.broken,
    this.letItem,
    this.includeItem,
    this.rule,
  ];

  private readonly letItem: ParserMethod<[], tree.LetItem> = this.RULE("letItem", () => {
    const first = this.word("let");
    const name: tree.Identifier = this.name();
    this.symbol("=");
    const value: tree.Value = this.SUBRULE(this.value);
    return { kind: "LetItem" as const, name, value, span: this.since(first) };
  });

  private readonly includeItem: ParserMethod<[], tree.IncludeItem> = this.RULE("includeItem", () => {
    const first = this.word("include");
    const rules: tree.Identifier = this.name();
    let from: Expression | undefined;
    this.OPTION(() => {
      this.word("from");
      from = this.SUBRULE(this.expression, ON_LINE);
    });
    return { kind: "IncludeItem" as const, rules, from, span: this.since(first) };
  });

  protected readonly rule: ParserMethod<[], tree.Rule> = this.RULE("rule", () => {
    const first = this.LA(1);
    const left: Expression[] = this.SUBRULE(this.expressions);
    const mirrored = this.LA(1).tokenType === BACKWARD_ARROW;
    const direction = mirrored ? "<-" : this.forwardArrow();
    let target: tree.FieldPath | undefined;
    let body: tree.RuleBody | undefined;
    if (!mirrored) {
      target = this.SUBRULE(this.target);
      this.OPTION(() => {
        body = this.SUBRULE(this.ruleBody);
      });
    }
    let sources = left;
    if (this.RECORDING_PHASE || mirrored) {
      this.symbol("<-");
      sources = this.SUBRULE2(this.expressions);
    }
    const modifiers: Modifiers = { via: undefined, condition: undefined, once: false, key: false, master: undefined };
    if (this.RECORDING_PHASE || (body === undefined && MODIFIERS.has(this.LA(1)))) {
      this.MANY(() => this.SUBRULE(this.modifier, { ARGS: [modifiers] }));
    }
    return this.ACTION(() => {
      const written = target ?? this.toFieldPath(left);
      const { via, condition, once, key, master } = modifiers;
      const span = this.since(first);
      return {
        kind: "Rule" as const,
        direction,
        sources,
        target: written,
        body,
        via,
        condition,
        once,
        key,
        master,
        span,
      };
    });
  });

  private forwardArrow(): tree.Direction {
    if (this.RECORDING_PHASE || FORWARD_ARROWS.has(this.LA(1))) return this.direction();
    return this.refuse("an arrow (`->`, `<-` or `<->`)");
  }

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
    return { kind: "RuleBody" as const, by, items, span: this.since(first) };
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
          const condition: Expression = this.SUBRULE(this.expression, ON_LINE);
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
          const system: tree.Identifier = this.name();
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
