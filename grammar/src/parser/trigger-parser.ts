import type { ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import { PolicyParser } from "./policy-parser.ts";
import { symbolToken } from "./symbols.ts";

/** `with careful, at most every 5m` */
export interface Pace {
  readonly kind: "Pace";
  readonly policy: tree.Identifier;
  readonly atMostEvery: tree.Duration | undefined;
}

/** `after RememberOrder` */
export interface AfterClause {
  readonly kind: "AfterClause";
  readonly flows: readonly tree.Identifier[];
}

/** What makes a flow run, what comes before it, and how often it may. */
export abstract class TriggerParser extends PolicyParser {
  protected readonly withClause: ParserMethod<[], Pace> = this.RULE("withClause", () => {
    this.word("with");
    const policy: tree.Identifier = this.name();
    let atMostEvery: tree.Duration | undefined;
    this.OPTION(() => {
      this.symbol(",");
      this.word("at");
      this.word("most");
      this.word("every");
      atMostEvery = this.SUBRULE(this.duration);
    });
    return { kind: "Pace" as const, policy, atMostEvery };
  });

  protected readonly afterClause: ParserMethod<[], AfterClause> = this.RULE("afterClause", () => {
    this.word("after");
    const flows: tree.Identifier[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      ERR_MSG: "the name of a flow",
      DEF: () => {
        flows.push(this.name());
      },
    });
    return { kind: "AfterClause" as const, flows };
  });

  protected readonly trigger: ParserMethod<[], tree.Trigger> = this.RULE("trigger", () => {
    const first = this.word("on");
    const event = this.OR([{ ALT: () => this.word("change") }, { ALT: () => this.word("removal") }]);
    let of: tree.Identifier | undefined;
    let at: tree.FieldPath | undefined;
    let via: tree.Identifier | undefined;
    this.OPTION(() => {
      this.word("of");
      of = this.name();
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
            via = this.name(2);
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
    return {
      kind: "Trigger" as const,
      event: event.image as "change" | "removal",
      of,
      at,
      via,
      hints,
      span: this.since(first),
    };
  });

  private readonly hint: ParserMethod<[], tree.Hint> = this.RULE("hint", () => {
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
                at = this.string();
              },
            },
          ]);
          return token.image;
        },
      },
    ]);
    return { kind: "Hint" as const, by: by as tree.Hint["by"], every, at, span: this.since(first) };
  });
}
