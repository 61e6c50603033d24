import type { ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import type * as steps from "../tree/steps.ts";
import { RuleParser } from "./rule-parser.ts";
import { StringToken, symbolToken, type Word } from "./tokens.ts";
import { OUTCOMES } from "./value-parser.ts";

/** Flows: triggers and steps. */
export class FlowParser extends RuleParser {
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
      where = this.SUBRULE(this.expression, { ARGS: [0, "line"] });
    });
    const triggers: tree.Trigger[] = [];
    let policy: tree.Identifier | undefined;
    let atMostEvery: tree.Duration | undefined;
    this.symbol("{");
    this.SUBRULE(this.lineEnds);
    this.MANY({
      GATE: () => this.LA(1).image === "on" && this.LA(2).image !== "=",
      DEF: () => {
        triggers.push(this.SUBRULE(this.trigger));
        this.SUBRULE2(this.lineEnds);
      },
    });
    this.OPTION2({
      GATE: () => this.LA(1).image === "with" && this.LA(2).image !== "=",
      DEF: () => {
        this.word("with");
        policy = this.SUBRULE3(this.name);
        this.OPTION3(() => {
          this.symbol(",");
          this.word("at");
          this.word("most");
          this.word("every");
          atMostEvery = this.SUBRULE(this.duration);
        });
        this.SUBRULE3(this.lineEnds);
      },
    });
    const list: steps.Step[] = [];
    this.MANY2(() => {
      list.push(this.SUBRULE(this.flowStep));
      this.SUBRULE4(this.lineEnds);
    });
    this.symbol("}");
    return {
      kind: "FlowDeclaration" as const,
      name,
      subject,
      entity,
      where,
      triggers,
      policy,
      atMostEvery,
      steps: list,
    };
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
      ...this.between(first),
    }));
  });

  protected readonly hint: ParserMethod<[], tree.Hint> = this.RULE("hint", () => {
    const first = this.LA(1);
    let every: tree.Duration | undefined;
    const by = this.OR([
      { ALT: () => this.word("webhook").image },
      {
        ALT: () => {
          const token = this.OR2([{ ALT: () => this.word("poll") }, { ALT: () => this.word("sweep") }]);
          this.word("every");
          every = this.SUBRULE(this.duration);
          return token.image;
        },
      },
    ]);
    return this.ACTION(() => ({ kind: "Hint" as const, by: by as tree.Hint["by"], every, ...this.between(first) }));
  });

  protected readonly stepBlock: ParserMethod<[], steps.Step[]> = this.RULE("stepBlock", () => {
    const list: steps.Step[] = [];
    this.symbol("{");
    this.SUBRULE(this.lineEnds);
    this.MANY(() => {
      list.push(this.SUBRULE(this.flowStep));
      this.SUBRULE2(this.lineEnds);
    });
    this.symbol("}");
    return list;
  });

  protected startsStep(word: Word): boolean {
    return this.LA(1).image === word && this.LA(2).image !== "=";
  }

  protected readonly flowStep: ParserMethod<[], steps.Step> = this.RULE("flowStep", (): steps.Step => {
    const first = this.LA(1);
    const isOutcome = (): boolean =>
      (OUTCOMES as readonly string[]).includes(this.LA(1).image) && this.LA(2).image !== "=";
    return this.OR([
      {
        GATE: () => this.startsStep("require"),
        ALT: () => {
          const { condition, outcome } = this.SUBRULE(this.guard) ?? {};
          return this.ACTION(() => ({ kind: "RequireStep" as const, condition, outcome, ...this.between(first) }));
        },
      },
      { GATE: () => this.startsStep("when"), ALT: () => this.SUBRULE(this.whenStep) },
      {
        GATE: () => this.startsStep("each"),
        ALT: () => {
          this.word("each");
          const name: tree.Identifier = this.SUBRULE(this.name);
          this.word("in");
          const list: Expression = this.SUBRULE(this.expression, { ARGS: [0, "line"] });
          const inner: steps.Step[] = this.SUBRULE(this.stepBlock);
          return this.ACTION(() => ({ kind: "EachStep" as const, name, list, steps: inner, ...this.between(first) }));
        },
      },
      {
        GATE: () => this.startsStep("write"),
        ALT: () => {
          this.word("write");
          const target: tree.FieldPath = this.SUBRULE(this.fieldPath);
          const items: tree.RuleItem[] = this.SUBRULE(this.ruleItems);
          return this.ACTION(() => ({ kind: "WriteStep" as const, target, items, ...this.between(first) }));
        },
      },
      {
        GATE: () => this.startsStep("notify"),
        ALT: () => {
          this.word("notify");
          const channel: tree.FieldPath = this.SUBRULE2(this.fieldPath);
          const text = this.CONSUME(StringToken);
          return this.ACTION(() => ({
            kind: "NotifyStep" as const,
            channel,
            template: this.readTemplate(text),
            ...this.between(first),
          }));
        },
      },
      {
        GATE: isOutcome,
        ALT: () => {
          const outcome: tree.Outcome = this.SUBRULE(this.outcome);
          return this.ACTION(() => ({ kind: "OutcomeStep" as const, outcome, ...this.between(first) }));
        },
      },
      {
        GATE: () => ["read", "find", "sync", "call"].some((word) => this.startsStep(word as Word)),
        ALT: () => {
          const effect: steps.Effect = this.SUBRULE(this.effect);
          return this.ACTION(() => ({ kind: "EffectStep" as const, name: undefined, effect, ...this.between(first) }));
        },
      },
      { ALT: () => this.SUBRULE(this.assignment) },
    ]);
  });

  protected readonly whenStep: ParserMethod<[], steps.Step> = this.RULE("whenStep", () => {
    const first = this.word("when");
    let capability: steps.CapabilityTest | undefined;
    let condition: Expression | undefined;
    this.OPTION({
      GATE: () => this.LA(2).image === "offers",
      DEF: () => {
        const start = this.LA(1);
        const system: tree.Identifier = this.SUBRULE(this.name);
        this.word("offers");
        const name: tree.Identifier = this.SUBRULE2(this.name);
        capability = this.ACTION(() => ({
          kind: "CapabilityTest" as const,
          system,
          capability: name,
          ...this.between(start),
        }));
        this.OPTION2(() => this.word("and"));
      },
    });
    this.OPTION3({
      GATE: () => this.LA(1).image !== "{",
      DEF: () => {
        condition = this.SUBRULE(this.expression, { ARGS: [0, "line"] });
      },
    });
    const inner: steps.Step[] = this.SUBRULE(this.stepBlock);
    return this.ACTION(() => ({
      kind: "WhenStep" as const,
      capability,
      condition,
      steps: inner,
      ...this.between(first),
    }));
  });

  protected readonly assignment: ParserMethod<[], steps.Step> = this.RULE("assignment", (): steps.Step => {
    const first = this.LA(1);
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol("=");
    const isEffect = (): boolean =>
      ["read", "find", "sync", "call"].includes(this.LA(1).image) &&
      ![".", "->", ",", "[", "(", "="].includes(this.LA(2).image);
    return this.OR([
      {
        GATE: isEffect,
        ALT: () => {
          const effect: steps.Effect = this.SUBRULE(this.effect);
          return this.ACTION(() => ({ kind: "EffectStep" as const, name, effect, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          const value: tree.Value = this.SUBRULE(this.value);
          return this.ACTION(() => ({ kind: "ValueStep" as const, name, value, ...this.between(first) }));
        },
      },
    ]);
  });

  protected readonly effect: ParserMethod<[], steps.Effect> = this.RULE("effect", (): steps.Effect => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: () => {
          this.word("read");
          const entity: tree.TypeReference = this.SUBRULE(this.typeReference);
          this.symbol("(", 1);
          const key: Expression[] = [];
          this.AT_LEAST_ONE_SEP({
            SEP: symbolToken(","),
            DEF: () => {
              key.push(this.SUBRULE(this.expression, { ARGS: [0, "brackets"] }));
            },
          });
          this.symbol(")", 1);
          return this.ACTION(() => ({ kind: "ReadEffect" as const, entity, key, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          this.word("find");
          const record: Expression = this.SUBRULE2(this.expression, { ARGS: [0, "line"] });
          this.word("via", 1);
          const binding: tree.Identifier = this.SUBRULE(this.name);
          this.word("else");
          const outcome: tree.Outcome = this.SUBRULE(this.outcome);
          return this.ACTION(() => ({ kind: "FindEffect" as const, record, binding, outcome, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          this.word("sync");
          const record: Expression = this.SUBRULE3(this.expression, { ARGS: [0, "line"] });
          this.word("via", 2);
          const binding: tree.Identifier = this.SUBRULE2(this.name);
          return this.ACTION(() => ({ kind: "SyncEffect" as const, record, binding, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          this.word("call");
          const target: tree.FieldPath = this.SUBRULE(this.fieldPath);
          const given: steps.CallArgument[] = [];
          this.symbol("(", 2);
          this.MANY_SEP({
            SEP: symbolToken(","),
            DEF: () => {
              const start = this.LA(1);
              const name: tree.Identifier = this.SUBRULE3(this.name);
              this.symbol(":");
              const value: Expression = this.SUBRULE4(this.expression, { ARGS: [0, "brackets"] });
              this.ACTION(() => given.push({ kind: "CallArgument", name, value, ...this.between(start) }));
            },
          });
          this.symbol(")", 2);
          return this.ACTION(() => ({ kind: "CallEffect" as const, target, arguments: given, ...this.between(first) }));
        },
      },
    ]);
  });
}
