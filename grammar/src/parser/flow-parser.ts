import type { IToken, ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import type * as steps from "../tree/steps.ts";
import { spanOf } from "./base-parser.ts";
import { BLOCK_OPENERS, Broken } from "./block-tokens.ts";
import { IN_BRACKETS, NAME_STARTS, ON_LINE } from "./operand-parser.ts";
import { symbolToken } from "./symbols.ts";
import { TokenSet } from "./token-set.ts";
import { type AfterClause, type Pace, TriggerParser } from "./trigger-parser.ts";
import { wordToken } from "./words.ts";

type FlowItem = tree.Trigger | AfterClause | Pace | steps.Step;
type FlowBody = Pick<tree.FlowDeclaration, "triggers" | "after" | "policy" | "atMostEvery" | "steps">;

const EQUALS = symbolToken("=");
const ON = wordToken("on");
const AFTER = wordToken("after");
const WITH = wordToken("with");
const OFFERS = wordToken("offers");
const EFFECTS = new TokenSet((["read", "find", "sync", "call"] as const).map((word) => wordToken(word)));
const BRACES = new TokenSet([symbolToken("{"), ...BLOCK_OPENERS]);

/** Flows: triggers and steps. */
export abstract class FlowParser extends TriggerParser {
  protected readonly flow = this.RULE("flow", () => {
    this.word("flow");
    const name: tree.Identifier = this.name();
    this.word("for");
    const subject: tree.Identifier = this.name(2);
    this.symbol(":");
    const entity: tree.TypeReference = this.SUBRULE(this.typeReference);
    let where: Expression | undefined;
    this.OPTION(() => {
      this.word("where");
      where = this.SUBRULE(this.expression, ON_LINE);
    });
    const body: FlowBody = this.SUBRULE(this.flowBody);
    return { kind: "FlowDeclaration" as const, name, subject, entity, where, ...body };
  });

  protected readonly flowBody: ParserMethod<[], FlowBody> = this.RULE("flowBody", () => {
    const triggers: tree.Trigger[] = [];
    const after: tree.Identifier[] = [];
    const list: steps.Step[] = [];
    let policy: tree.Identifier | undefined;
    let atMostEvery: tree.Duration | undefined;
    this.statements("a trigger or a step", () => {
      const first = this.LA(1);
      const item = this.choose(this.flowItemHere, this.allFlowItems);
      if (item === undefined) return;
      if (item.kind !== "Trigger" && item.kind !== "AfterClause" && item.kind !== "Pace") {
        list.push(item);
        return;
      }
      if (item.kind === "Trigger") triggers.push(item);
      else if (item.kind === "AfterClause") {
        if (after.length > 0) this.reportTwice(first);
        after.push(...item.flows);
      } else {
        if (policy !== undefined) this.reportTwice(first);
        policy = item.policy;
        atMostEvery = item.atMostEvery ?? atMostEvery;
      }
      if (list.length > 0) this.report({ code: "late-trigger", span: this.since(first), values: {} });
    });
    return { triggers, after, policy, atMostEvery, steps: list };
  });

  private reportTwice(word: IToken): void {
    this.report({ code: "duplicate-modifier", span: spanOf(word), values: { modifier: word.image } });
  }

  private readonly flowItemHere = (): ParserMethod<[], FlowItem | undefined> => {
    const { tokenType } = this.LA(1);
    const isName = this.LA(2).tokenType === EQUALS;
    if (tokenType === ON && !isName) return this.trigger;
    if (tokenType === AFTER && !isName) return this.afterClause;
    if (tokenType === WITH && !isName) return this.withClause;
    return this.stepHere();
  };

  private readonly allFlowItems = (): readonly ParserMethod<[], FlowItem | undefined>[] => [
    this.trigger,
    this.afterClause,
    this.withClause,
    ...this.allSteps(),
  ];

  protected readonly stepBlock: ParserMethod<[], steps.Step[]> = this.RULE("stepBlock", () => {
    const list: steps.Step[] = [];
    this.statements("a step", () => {
      const step = this.choose(this.stepHere, this.allSteps);
      if (step !== undefined) list.push(step);
    });
    return list;
  });

  /** A step's word is a name when it is assigned to. */
  private readonly stepHere = (): ParserMethod<[], steps.Step | undefined> => {
    const { tokenType } = this.LA(1);
    if (tokenType === Broken) return this.broken;
    return this.LA(2).tokenType === EQUALS ? this.assignment : this.flowStep;
  };

  private readonly allSteps = (): readonly ParserMethod<[], steps.Step | undefined>[] => [
    this.broken,
    this.assignment,
    this.flowStep,
  ];

  private readonly flowStep: ParserMethod<[], steps.Step> = this.RULE(
    "flowStep",
    (): steps.Step => this.OR(this.stepAlternatives),
  );

  private readonly stepAlternatives = {
    ERR_MSG: "a step",
    DEF: [
      { ALT: (): steps.Step => this.SUBRULE(this.requireStep) },
      { ALT: (): steps.Step => this.SUBRULE(this.whenStep) },
      { ALT: (): steps.Step => this.SUBRULE(this.eachStep) },
      { ALT: (): steps.Step => this.SUBRULE(this.writeStep) },
      { ALT: (): steps.Step => this.SUBRULE(this.notifyStep) },
      { ALT: (): steps.Step => this.SUBRULE(this.outcomeStep) },
      { ALT: (): steps.Step => this.SUBRULE(this.effectStep) },
    ],
  };

  private readonly requireStep: ParserMethod<[], steps.Step> = this.RULE("requireStep", () => {
    const guard: tree.Guard = this.SUBRULE(this.guard);
    const { condition, outcome, span, direction } = guard;
    if (direction !== undefined) this.report({ code: "guard-direction", span, values: { arrow: direction } });
    return { kind: "RequireStep" as const, condition, outcome, span };
  });

  private readonly eachStep: ParserMethod<[], steps.Step> = this.RULE("eachStep", () => {
    const first = this.word("each");
    const name: tree.Identifier = this.name();
    this.word("in");
    const list: Expression = this.SUBRULE(this.expression, ON_LINE);
    const inner: steps.Step[] = this.SUBRULE(this.stepBlock);
    return { kind: "EachStep" as const, name, list, steps: inner, span: this.since(first) };
  });

  private readonly writeStep: ParserMethod<[], steps.Step> = this.RULE("writeStep", () => {
    const first = this.word("write");
    const target: tree.FieldPath = this.SUBRULE(this.fieldPath);
    const items: tree.RuleItem[] = this.SUBRULE(this.ruleItems);
    return { kind: "WriteStep" as const, target, items, span: this.since(first) };
  });

  protected readonly notifyStep: ParserMethod<[], steps.NotifyStep> = this.RULE("notifyStep", () => {
    const first = this.word("notify");
    const channel: tree.FieldPath = this.SUBRULE(this.fieldPath);
    const template: tree.Template = this.SUBRULE(this.template);
    return { kind: "NotifyStep" as const, channel, template, span: this.since(first) };
  });

  private readonly outcomeStep: ParserMethod<[], steps.Step> = this.RULE("outcomeStep", () => {
    const outcome: tree.Outcome = this.SUBRULE(this.outcome);
    return { kind: "OutcomeStep" as const, outcome, span: outcome.span };
  });

  private readonly effectStep: ParserMethod<[], steps.Step> = this.RULE("effectStep", () => {
    const effect: steps.Effect = this.SUBRULE(this.effect);
    return { kind: "EffectStep" as const, name: undefined, effect, span: effect.span };
  });

  protected readonly whenStep: ParserMethod<[], steps.Step> = this.RULE("whenStep", () => {
    const first = this.word("when");
    let capability: steps.CapabilityTest | undefined;
    let condition: Expression | undefined;
    this.OPTION({
      GATE: () => this.LA(2).tokenType === OFFERS,
      DEF: () => {
        const start = this.LA(1);
        const system: tree.Identifier = this.name();
        this.word("offers");
        const name: tree.Identifier = this.name(2);
        capability = { kind: "CapabilityTest", system, capability: name, span: this.since(start) };
        this.OPTION2(() => this.word("and"));
      },
    });
    this.OPTION3({
      GATE: () => !BRACES.has(this.LA(1)),
      DEF: () => {
        condition = this.SUBRULE(this.expression, ON_LINE);
      },
    });
    this.ACTION(() => {
      if (capability !== undefined || condition !== undefined) return;
      const values = { expected: "a condition", found: "`{`" };
      this.report({ code: "syntax-error", span: spanOf(first), values });
    });
    const inner: steps.Step[] = this.SUBRULE(this.stepBlock);
    return {
      kind: "WhenStep" as const,
      capability,
      condition,
      steps: inner,
      span: this.since(first),
    };
  });

  protected readonly assignment: ParserMethod<[], steps.Step> = this.RULE("assignment", (): steps.Step => {
    const first = this.LA(1);
    const name: tree.Identifier = this.name();
    this.symbol("=");
    const isEffect = EFFECTS.has(this.LA(1)) && this.isAfterNext(NAME_STARTS);
    if (this.RECORDING_PHASE || isEffect) {
      const effect: steps.Effect = this.SUBRULE(this.effect);
      if (isEffect) return { kind: "EffectStep" as const, name, effect, span: this.since(first) };
    }
    const value: tree.Value = this.SUBRULE(this.value);
    return { kind: "ValueStep" as const, name, value, span: this.since(first) };
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
        key.push(this.SUBRULE(this.expression, IN_BRACKETS));
      },
    });
    this.symbol(")");
    return { kind: "ReadEffect" as const, entity, key, span: this.since(first) };
  });

  private readonly findEffect: ParserMethod<[], steps.FindEffect> = this.RULE("findEffect", () => {
    const first = this.word("find");
    const record: Expression = this.SUBRULE(this.expression, ON_LINE);
    this.word("via");
    const binding: tree.Identifier = this.name();
    let outcome: tree.Outcome | undefined;
    this.OPTION(() => {
      this.word("else");
      outcome = this.SUBRULE(this.outcome);
    });
    return { kind: "FindEffect" as const, record, binding, outcome, span: this.since(first) };
  });

  private readonly syncEffect: ParserMethod<[], steps.SyncEffect> = this.RULE("syncEffect", () => {
    const first = this.word("sync");
    const record: Expression = this.SUBRULE(this.expression, ON_LINE);
    this.word("via");
    const binding: tree.Identifier = this.name();
    return { kind: "SyncEffect" as const, record, binding, span: this.since(first) };
  });

  protected readonly callEffect: ParserMethod<[], steps.CallEffect> = this.RULE("callEffect", () => {
    const first = this.word("call");
    const target: tree.FieldPath = this.SUBRULE(this.fieldPath);
    const given: steps.CallArgument[] = [];
    this.symbol("(");
    this.MANY_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        const start = this.LA(1);
        const name: tree.Identifier = this.name();
        this.symbol(":");
        const value: Expression = this.SUBRULE(this.expression, IN_BRACKETS);
        this.ACTION(() => given.push({ kind: "CallArgument", name, value, span: this.since(start) }));
      },
    });
    this.symbol(")");
    return { kind: "CallEffect" as const, target, arguments: given, span: this.since(first) };
  });
}
