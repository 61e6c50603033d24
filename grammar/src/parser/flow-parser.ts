import type { Span } from "@xmap/diagnostics";
import type { ParserMethod, TokenType } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import type * as steps from "../tree/steps.ts";
import { spanOf } from "./base-parser.ts";
import { PolicyParser } from "./policy-parser.ts";
import { NameToken, symbolToken, Variable } from "./tokens.ts";

interface Pace {
  policy: tree.Identifier | undefined;
  atMostEvery: tree.Duration | undefined;
}
type FlowBody = Pick<tree.FlowDeclaration, "triggers" | "policy" | "atMostEvery" | "steps">;

const EFFECTS = ["read", "find", "sync", "call"] as const;
const OUTCOMES = ["skip", "warn", "hold", "reject", "fail"] as const;

/** Flows: triggers and steps. */
export abstract class FlowParser extends PolicyParser {
  protected readonly flow = this.RULE("flow", () => {
    this.word("flow");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.word("for");
    const subject: tree.Identifier = this.SUBRULE2(this.name);
    this.symbol(":");
    const entity: tree.TypeReference = this.SUBRULE(this.typeReference);
    let where: Expression | undefined;
    this.OPTION(() => {
      this.word("where");
      where = this.SUBRULE(this.condition);
    });
    const body: FlowBody = this.SUBRULE(this.flowBody);
    return { kind: "FlowDeclaration" as const, name, subject, entity, where, ...body };
  });

  protected readonly flowBody: ParserMethod<[], FlowBody> = this.RULE("flowBody", () => {
    const triggers: tree.Trigger[] = [];
    const list: steps.Step[] = [];
    const pace: Pace = { policy: undefined, atMostEvery: undefined };
    this.statements("a trigger or a step", () => {
      this.OR({
        ERR_MSG: "a trigger or a step",
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.SUBRULE(this.broken) },
          {
            GATE: () => this.isNext("on") && !this.isAfterNext("="),
            ALT: () => {
              const trigger: tree.Trigger = this.SUBRULE(this.trigger);
              this.ACTION(() => this.checkOrder(trigger.span, list));
              triggers.push(trigger);
            },
          },
          {
            GATE: () => this.isNext("with") && !this.isAfterNext("="),
            ALT: () => {
              const first = this.LA(1);
              this.SUBRULE(this.withClause, { ARGS: [pace] });
              this.ACTION(() => this.checkOrder(this.since(first).span, list));
            },
          },
          { ALT: () => list.push(this.SUBRULE(this.flowStep)) },
        ],
      });
    });
    return { triggers, ...pace, steps: list };
  });

  private checkOrder(span: Span, before: readonly steps.Step[]): void {
    if (before.length > 0) this.report({ code: "late-trigger", span, values: {} });
  }

  private readonly withClause: ParserMethod<[Pace], void> = this.RULE("withClause", (pace: Pace) => {
    const first = this.word("with");
    const policy: tree.Identifier = this.SUBRULE(this.name);
    this.ACTION(() => {
      if (pace.policy !== undefined) {
        this.report({ code: "duplicate-modifier", span: spanOf(first), values: { modifier: "with" } });
      }
      pace.policy = policy;
    });
    this.OPTION(() => {
      this.symbol(",");
      this.word("at");
      this.word("most");
      this.word("every");
      const every: tree.Duration = this.SUBRULE(this.duration);
      this.ACTION(() => {
        pace.atMostEvery = every;
      });
    });
  });

  protected readonly trigger: ParserMethod<[], tree.Trigger> = this.RULE("trigger", () => {
    const first = this.word("on");
    const event = this.OR([{ ALT: () => this.word("change") }, { ALT: () => this.word("removal") }]);
    let of: tree.Identifier | undefined;
    let at: tree.FieldPath | undefined;
    let via: tree.Identifier | undefined;
    this.OPTION(() => {
      this.word("of");
      of = this.SUBRULE(this.name);
      this.OR2([
        {
          ALT: () => {
            this.word("at");
            at = this.SUBRULE(this.fieldPath);
          },
        },
        {
          ALT: () => {
            this.word("via");
            via = this.SUBRULE2(this.name);
          },
        },
      ]);
    });
    this.word("by");
    const hints: tree.Hint[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        hints.push(this.SUBRULE(this.hint));
      },
    });
    return this.ACTION(() => ({
      kind: "Trigger" as const,
      event: event.image as "change" | "removal",
      of,
      at,
      via,
      hints,
      ...this.since(first),
    }));
  });

  protected readonly hint: ParserMethod<[], tree.Hint> = this.RULE("hint", () => {
    const first = this.LA(1);
    let every: tree.Duration | undefined;
    let at: tree.Hint["at"];
    const by = this.OR([
      { ALT: () => this.word("webhook").image },
      {
        ALT: () => {
          const token = this.word("poll");
          this.word("every", 1);
          every = this.SUBRULE(this.duration);
          return token.image;
        },
      },
      {
        ALT: () => {
          const token = this.word("sweep");
          this.OR2([
            {
              ALT: () => {
                this.word("every", 2);
                every = this.SUBRULE2(this.duration);
              },
            },
            {
              ALT: () => {
                this.word("at");
                at = this.SUBRULE(this.string);
              },
            },
          ]);
          return token.image;
        },
      },
    ]);
    return this.ACTION(() => ({ kind: "Hint" as const, by: by as tree.Hint["by"], every, at, ...this.since(first) }));
  });

  protected readonly stepBlock: ParserMethod<[], steps.Step[]> = this.RULE("stepBlock", () => {
    const list: steps.Step[] = [];
    this.statements("a step", () => {
      this.OR([{ ALT: () => this.SUBRULE(this.broken) }, { ALT: () => list.push(this.SUBRULE(this.flowStep)) }]);
    });
    return list;
  });

  /** A step's word is a name when it is assigned to. */
  private startsStep(...words: readonly string[]): boolean {
    return this.isNext(...words) && !this.isAfterNext("=");
  }

  protected readonly flowStep: ParserMethod<[], steps.Step> = this.RULE(
    "flowStep",
    (): steps.Step =>
      this.OR({
        ERR_MSG: "a step",
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { GATE: () => this.startsStep("require"), ALT: () => this.SUBRULE(this.requireStep) },
          { GATE: () => this.startsStep("when"), ALT: () => this.SUBRULE(this.whenStep) },
          { GATE: () => this.startsStep("each"), ALT: () => this.SUBRULE(this.eachStep) },
          { GATE: () => this.startsStep("write"), ALT: () => this.SUBRULE(this.writeStep) },
          { GATE: () => this.startsStep("notify"), ALT: () => this.SUBRULE(this.notifyStep) },
          { GATE: () => this.startsStep(...OUTCOMES), ALT: () => this.SUBRULE(this.outcomeStep) },
          { GATE: () => this.startsStep(...EFFECTS), ALT: () => this.SUBRULE(this.effectStep) },
          { GATE: () => this.isAfterNext("="), ALT: () => this.SUBRULE(this.assignment) },
        ],
      }),
  );

  private readonly requireStep: ParserMethod<[], steps.Step> = this.RULE("requireStep", () => {
    const guard: tree.Guard = this.SUBRULE(this.guard);
    return this.ACTION(() => {
      const { condition, outcome, span, direction } = guard;
      if (direction !== undefined) this.report({ code: "guard-direction", span, values: { arrow: direction } });
      return { kind: "RequireStep" as const, condition, outcome, span };
    });
  });

  private readonly eachStep: ParserMethod<[], steps.Step> = this.RULE("eachStep", () => {
    const first = this.word("each");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.word("in");
    const list: Expression = this.SUBRULE(this.condition);
    const inner: steps.Step[] = this.SUBRULE(this.stepBlock);
    return this.ACTION(() => ({ kind: "EachStep" as const, name, list, steps: inner, ...this.since(first) }));
  });

  private readonly writeStep: ParserMethod<[], steps.Step> = this.RULE("writeStep", () => {
    const first = this.word("write");
    const target: tree.FieldPath = this.SUBRULE(this.fieldPath);
    const items: tree.RuleItem[] = this.SUBRULE(this.ruleItems);
    return this.ACTION(() => ({ kind: "WriteStep" as const, target, items, ...this.since(first) }));
  });

  private readonly notifyStep: ParserMethod<[], steps.Step> = this.RULE("notifyStep", () => {
    const first = this.word("notify");
    const channel: tree.FieldPath = this.SUBRULE(this.fieldPath);
    const template: tree.Template = this.SUBRULE(this.template);
    return this.ACTION(() => ({ kind: "NotifyStep" as const, channel, template, ...this.since(first) }));
  });

  private readonly outcomeStep: ParserMethod<[], steps.Step> = this.RULE("outcomeStep", () => {
    const outcome: tree.Outcome = this.SUBRULE(this.outcome);
    return this.ACTION(() => ({ kind: "OutcomeStep" as const, outcome, span: outcome.span }));
  });

  private readonly effectStep: ParserMethod<[], steps.Step> = this.RULE("effectStep", () => {
    const effect: steps.Effect = this.SUBRULE(this.effect);
    return this.ACTION(() => ({ kind: "EffectStep" as const, name: undefined, effect, span: effect.span }));
  });

  protected readonly whenStep: ParserMethod<[], steps.Step> = this.RULE("whenStep", () => {
    const first = this.word("when");
    let capability: steps.CapabilityTest | undefined;
    let condition: Expression | undefined;
    this.OPTION({
      GATE: () => this.isAfterNext("offers"),
      DEF: () => {
        const start = this.LA(1);
        const system: tree.Identifier = this.SUBRULE(this.name);
        this.word("offers");
        const name: tree.Identifier = this.SUBRULE2(this.name);
        capability = this.ACTION(() => ({
          kind: "CapabilityTest" as const,
          system,
          capability: name,
          ...this.since(start),
        }));
        this.OPTION2(() => this.word("and"));
      },
    });
    this.OPTION3({
      GATE: () => !this.isNext("{"),
      DEF: () => {
        condition = this.SUBRULE(this.condition);
      },
    });
    this.ACTION(() => {
      if (capability !== undefined || condition !== undefined) return;
      const values = { expected: "a condition", found: "`{`" };
      this.report({ code: "syntax-error", span: spanOf(first), values });
    });
    const inner: steps.Step[] = this.SUBRULE(this.stepBlock);
    return this.ACTION(() => ({
      kind: "WhenStep" as const,
      capability,
      condition,
      steps: inner,
      ...this.since(first),
    }));
  });

  protected readonly assignment: ParserMethod<[], steps.Step> = this.RULE("assignment", (): steps.Step => {
    const first = this.LA(1);
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol("=");
    return this.OR({
      ERR_MSG: "an expression",
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.isNext(...EFFECTS) && beginsName(this.LA(2).tokenType),
          ALT: () => {
            const effect: steps.Effect = this.SUBRULE(this.effect);
            return this.ACTION(() => ({ kind: "EffectStep" as const, name, effect, ...this.since(first) }));
          },
        },
        {
          ALT: () => {
            const value: tree.Value = this.SUBRULE(this.value);
            return this.ACTION(() => ({ kind: "ValueStep" as const, name, value, ...this.since(first) }));
          },
        },
      ],
    });
  });

  private readonly effect: ParserMethod<[], steps.Effect> = this.RULE(
    "effect",
    (): steps.Effect =>
      this.OR([
        { ALT: () => this.SUBRULE(this.readEffect) },
        { ALT: () => this.SUBRULE(this.findEffect) },
        { ALT: () => this.SUBRULE(this.syncEffect) },
        { ALT: () => this.SUBRULE(this.callEffect) },
      ]),
  );

  private readonly readEffect: ParserMethod<[], steps.ReadEffect> = this.RULE("readEffect", () => {
    const first = this.word("read");
    const entity: tree.TypeReference = this.SUBRULE(this.typeReference);
    this.symbol("(");
    const key: Expression[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      ERR_MSG: "the key of the record",
      DEF: () => {
        key.push(this.SUBRULE(this.expression, { ARGS: [0, "brackets"] }));
      },
    });
    this.symbol(")");
    return this.ACTION(() => ({ kind: "ReadEffect" as const, entity, key, ...this.since(first) }));
  });

  private readonly findEffect: ParserMethod<[], steps.FindEffect> = this.RULE("findEffect", () => {
    const first = this.word("find");
    const record: Expression = this.SUBRULE(this.condition);
    this.word("via");
    const binding: tree.Identifier = this.SUBRULE(this.name);
    this.word("else");
    const outcome: tree.Outcome = this.SUBRULE(this.outcome);
    return this.ACTION(() => ({ kind: "FindEffect" as const, record, binding, outcome, ...this.since(first) }));
  });

  private readonly syncEffect: ParserMethod<[], steps.SyncEffect> = this.RULE("syncEffect", () => {
    const first = this.word("sync");
    const record: Expression = this.SUBRULE(this.condition);
    this.word("via");
    const binding: tree.Identifier = this.SUBRULE(this.name);
    return this.ACTION(() => ({ kind: "SyncEffect" as const, record, binding, ...this.since(first) }));
  });

  private readonly callEffect: ParserMethod<[], steps.CallEffect> = this.RULE("callEffect", () => {
    const first = this.word("call");
    const target: tree.FieldPath = this.SUBRULE(this.fieldPath);
    const given: steps.CallArgument[] = [];
    this.symbol("(");
    this.MANY_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        const start = this.LA(1);
        const name: tree.Identifier = this.SUBRULE(this.name);
        this.symbol(":");
        const value: Expression = this.SUBRULE(this.expression, { ARGS: [0, "brackets"] });
        this.ACTION(() => given.push({ kind: "CallArgument", name, value, ...this.since(start) }));
      },
    });
    this.symbol(")");
    return this.ACTION(() => ({ kind: "CallEffect" as const, target, arguments: given, ...this.since(first) }));
  });
}

function beginsName(type: TokenType): boolean {
  return type === Variable || type.CATEGORIES?.includes(NameToken) === true;
}
