import type { ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import { RuleParser } from "./rule-parser.ts";
import { symbolToken } from "./symbols.ts";

/** Policies: what happens when something fails, and how fast it may go. */
export abstract class PolicyParser extends RuleParser {
  protected readonly policy = this.RULE("policy", () => {
    this.word("policy");
    const name: tree.Identifier = this.name();
    const items: tree.PolicyItem[] = this.SUBRULE(this.policyItems);
    return { kind: "PolicyDeclaration" as const, name, items };
  });

  protected readonly policyItems: ParserMethod<[], tree.PolicyItem[]> = this.RULE("policyItems", () => {
    const items: tree.PolicyItem[] = [];
    this.statements("`retry`, `timeout`, `rate`, `parallel` or `alert`", () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.broken) },
        { ALT: () => items.push(this.SUBRULE(this.retryItem)) },
        { ALT: () => items.push(this.SUBRULE(this.timeoutItem)) },
        { ALT: () => items.push(this.SUBRULE(this.rateItem)) },
        { ALT: () => items.push(this.SUBRULE(this.parallelItem)) },
        { ALT: () => items.push(this.SUBRULE(this.alertItem)) },
      ]);
    });
    return items;
  });

  private readonly retryItem: ParserMethod<[], tree.RetryItem> = this.RULE("retryItem", () => {
    const first = this.word("retry");
    this.word("from");
    const from: tree.Duration = this.SUBRULE(this.duration);
    this.word("to");
    const to: tree.Duration = this.SUBRULE2(this.duration);
    this.word("for");
    const total: tree.Duration = this.SUBRULE3(this.duration);
    return { kind: "RetryItem" as const, from, to, for: total, span: this.since(first) };
  });

  private readonly timeoutItem: ParserMethod<[], tree.TimeoutItem> = this.RULE("timeoutItem", () => {
    const first = this.word("timeout");
    const duration: tree.Duration = this.SUBRULE(this.duration);
    return { kind: "TimeoutItem" as const, duration, span: this.since(first) };
  });

  private readonly rateItem: ParserMethod<[], tree.RateItem> = this.RULE("rateItem", () => {
    const first = this.word("rate");
    const count = this.number();
    this.word("per");
    const per: tree.Duration = this.SUBRULE(this.duration);
    this.word("on");
    const system: tree.Identifier = this.name();
    return { kind: "RateItem" as const, count, per, system, span: this.since(first) };
  });

  private readonly parallelItem: ParserMethod<[], tree.ParallelItem> = this.RULE("parallelItem", () => {
    const first = this.word("parallel");
    const count = this.number();
    this.word("on");
    const system: tree.Identifier = this.name();
    return { kind: "ParallelItem" as const, count, system, span: this.since(first) };
  });

  private readonly alertItem: ParserMethod<[], tree.AlertItem> = this.RULE("alertItem", () => {
    const first = this.word("alert");
    const words: tree.OutcomeWord[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      ERR_MSG: "an outcome (skip, warn, hold, reject or fail)",
      DEF: () => {
        words.push(this.SUBRULE(this.outcomeWord));
      },
    });
    this.word("to");
    const channel: tree.FieldPath = this.SUBRULE(this.fieldPath);
    return { kind: "AlertItem" as const, words, channel, span: this.since(first) };
  });
}
