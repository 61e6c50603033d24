import type { Span } from "@xmap/diagnostics";
import type { IToken, ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import { spanOf } from "./expression-parser.ts";
import { FlowParser } from "./flow-parser.ts";
import { NumberToken, symbolToken } from "./tokens.ts";
import { OUTCOMES } from "./value-parser.ts";

/** Systems, entities, maps, lookups, rules, bindings and policies. */
export class EntityParser extends FlowParser {
  protected readonly system = this.RULE("system", () => {
    this.word("system");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol("=");
    const connector: tree.Identifier = this.SUBRULE2(this.name);
    const options: tree.SystemOption[] = [];
    this.symbol("{");
    this.SUBRULE(this.separators);
    this.MANY(() => {
      const first = this.LA(1);
      const option: tree.Identifier = this.SUBRULE3(this.name);
      this.symbol(":");
      const value: tree.SystemOption["value"] = this.SUBRULE(this.optionValue);
      this.ACTION(() => options.push({ kind: "SystemOption", name: option, value, ...this.between(first) }));
      this.SUBRULE2(this.separators);
    });
    this.symbol("}");
    return { kind: "SystemDeclaration" as const, name, connector, options };
  });

  protected readonly optionValue: ParserMethod<[], tree.SystemOption["value"]> = this.RULE(
    "optionValue",
    (): tree.SystemOption["value"] => {
      const first = this.LA(1);
      return this.OR([
        { ALT: () => this.SUBRULE(this.literal) },
        {
          ALT: () => {
            const source = this.OR2([{ ALT: () => this.word("env") }, { ALT: () => this.word("secret") }]);
            this.symbol("(");
            const name = this.SUBRULE(this.string);
            this.symbol(")");
            return this.ACTION(() => ({
              kind: "OptionReference" as const,
              source: source.image as "env" | "secret",
              name,
              ...this.between(first),
            }));
          },
        },
      ]);
    },
  );

  protected readonly entity = this.RULE("entity", () => {
    this.word("entity");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol("=");
    const system: tree.Identifier = this.SUBRULE2(this.name);
    this.symbol(".", 1);
    const resource: tree.FieldPath = this.SUBRULE(this.fieldPath);
    const joins: tree.Identifier[] = [];
    this.OPTION(() => {
      this.word("with");
      this.AT_LEAST_ONE_SEP({
        SEP: symbolToken(","),
        DEF: () => {
          joins.push(this.SUBRULE3(this.name));
        },
      });
    });
    const key: tree.FieldPath[] = [];
    const refinements: tree.Refinement[] = [];
    this.OPTION2(() => {
      this.symbol("{");
      this.SUBRULE(this.lineEnds);
      this.word("key");
      key.push(this.SUBRULE2(this.fieldPath));
      this.MANY(() => {
        this.symbol("+");
        key.push(this.SUBRULE3(this.fieldPath));
      });
      this.SUBRULE(this.separators);
      this.MANY2(() => {
        refinements.push(this.SUBRULE(this.refinement));
        this.SUBRULE2(this.separators);
      });
      this.symbol("}");
    });
    return { kind: "EntityDeclaration" as const, name, system, resource, joins, key, refinements };
  });

  protected readonly refinement: ParserMethod<[], tree.Refinement> = this.RULE("refinement", () => {
    const first = this.LA(1);
    const path: tree.FieldPath = this.SUBRULE(this.fieldPath);
    this.symbol(":");
    const start = this.LA(1);
    const name: tree.Identifier = this.SUBRULE(this.name);
    let argument: tree.FieldType["argument"];
    let unit: tree.FieldPath | undefined;
    this.OPTION(() => {
      this.symbol("(");
      const token = this.CONSUME(NumberToken);
      argument = this.ACTION(() => ({
        kind: "NumberLiteral" as const,
        value: Number(token.image),
        span: spanOf(token),
      }));
      this.symbol(")");
    });
    this.OPTION2(() => {
      this.word("in");
      unit = this.SUBRULE2(this.fieldPath);
    });
    return this.ACTION(() => {
      const type: tree.FieldType = { kind: "FieldType", name, argument, unit, ...this.between(start) };
      return { kind: "Refinement" as const, path, type, ...this.between(first) };
    });
  });

  protected readonly map = this.RULE("map", () => {
    this.word("map");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol(":");
    const from: tree.TypeReference = this.SUBRULE(this.typeReference);
    let direction: tree.Direction = "->";
    let to: tree.TypeReference | undefined;
    this.OPTION(() => {
      direction = this.SUBRULE(this.direction);
      to = this.SUBRULE2(this.typeReference);
    });
    const arms: tree.Arm[] = this.SUBRULE(this.arms);
    return { kind: "MapDeclaration" as const, name, from, direction, to, arms };
  });

  protected readonly lookup = this.RULE("lookup", () => {
    this.word("lookup");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol(":");
    const from: tree.TypeReference[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        from.push(this.SUBRULE(this.typeReference));
      },
    });
    const direction: tree.Direction = this.SUBRULE(this.direction);
    const to: tree.TypeReference = this.SUBRULE2(this.typeReference);
    const items: tree.LookupItem[] = [];
    this.symbol("{");
    this.SUBRULE(this.separators);
    this.MANY(() => {
      items.push(this.SUBRULE(this.lookupItem));
      this.SUBRULE2(this.separators);
    });
    this.symbol("}");
    return { kind: "LookupDeclaration" as const, name, from, direction, to, items };
  });

  protected readonly lookupItem: ParserMethod<[], tree.LookupItem> = this.RULE("lookupItem", (): tree.LookupItem => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: () => {
          this.word("cache");
          const duration: tree.Duration = this.SUBRULE(this.duration);
          return this.ACTION(() => ({ kind: "CacheItem" as const, duration, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          this.word("index");
          this.word("every");
          const every: tree.Duration = this.SUBRULE2(this.duration);
          return this.ACTION(() => ({ kind: "IndexItem" as const, every, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          const on = this.OR2([{ ALT: () => this.word("none") }, { ALT: () => this.word("many") }]);
          this.symbol("->");
          const answer: tree.Answer = this.SUBRULE(this.answer);
          return this.ACTION(() => ({
            kind: "MissItem" as const,
            on: on.image as "none" | "many",
            answer,
            ...this.between(first),
          }));
        },
      },
    ]);
  });

  protected readonly rules = this.RULE("rules", () => {
    this.word("rules");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol(":");
    const from: tree.TypeReference = this.SUBRULE(this.typeReference);
    const direction: tree.Direction = this.SUBRULE(this.direction);
    const to: tree.TypeReference = this.SUBRULE2(this.typeReference);
    const items: tree.RuleItem[] = this.SUBRULE(this.ruleItems);
    return { kind: "RulesDeclaration" as const, name, from, direction, to, items };
  });

  protected readonly binding = this.RULE("binding", () => {
    this.word("binding");
    const name: tree.Identifier = this.SUBRULE(this.name);
    let was: tree.Identifier | undefined;
    this.OPTION(() => {
      this.word("was");
      was = this.SUBRULE2(this.name);
    });
    this.symbol(":");
    const from: tree.TypeReference = this.SUBRULE(this.typeReference);
    const direction: tree.Direction = this.SUBRULE(this.direction);
    const to: tree.TypeReference = this.SUBRULE2(this.typeReference);
    const items: (tree.MasterClause | tree.Guard | tree.RuleItem)[] = [];
    this.symbol("{");
    this.SUBRULE(this.lineEnds);
    this.MANY(() => {
      items.push(this.SUBRULE(this.bindingItem));
      this.SUBRULE2(this.lineEnds);
    });
    this.symbol("}");
    return { kind: "BindingDeclaration" as const, name, was, from, direction, to, items };
  });

  protected readonly bindingItem: ParserMethod<[], tree.MasterClause | tree.Guard | tree.RuleItem> = this.RULE(
    "bindingItem",
    () => {
      const first = this.LA(1);
      const isField = (): boolean =>
        ["->", "<->", ".", ","].includes(this.LA(2).image) &&
        !(this.LA(1).image === "require" && this.LA(2).image !== ".");
      return this.OR([
        {
          GATE: () => this.LA(1).image === "master" && !isField() && this.LA(2).image !== "<-",
          ALT: () => {
            this.word("master");
            const system: tree.Identifier = this.SUBRULE(this.name);
            return this.ACTION(() => ({ kind: "MasterClause" as const, system, ...this.between(first) }));
          },
        },
        { GATE: () => this.LA(1).image === "require" && !isField(), ALT: () => this.SUBRULE(this.guard) },
        { ALT: () => this.SUBRULE(this.ruleItem) },
      ]);
    },
  );

  protected readonly policy = this.RULE("policy", () => {
    this.word("policy");
    const name: tree.Identifier = this.SUBRULE(this.name);
    const items: tree.PolicyItem[] = [];
    this.symbol("{");
    this.SUBRULE(this.lineEnds);
    this.MANY(() => {
      items.push(this.SUBRULE(this.policyItem));
      this.SUBRULE2(this.lineEnds);
    });
    this.symbol("}");
    return { kind: "PolicyDeclaration" as const, name, items };
  });

  protected readonly policyItem: ParserMethod<[], tree.PolicyItem> = this.RULE("policyItem", (): tree.PolicyItem => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: () => {
          this.word("retry");
          this.word("from");
          const from: tree.Duration = this.SUBRULE(this.duration);
          this.word("to");
          const to: tree.Duration = this.SUBRULE2(this.duration);
          this.word("for");
          const total: tree.Duration = this.SUBRULE3(this.duration);
          return this.ACTION(() => ({ kind: "RetryItem" as const, from, to, for: total, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          this.word("timeout");
          const duration: tree.Duration = this.SUBRULE4(this.duration);
          return this.ACTION(() => ({ kind: "TimeoutItem" as const, duration, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          this.word("rate");
          const count = this.CONSUME(NumberToken);
          this.word("per");
          const per: tree.Duration = this.SUBRULE5(this.duration);
          this.word("on", 1);
          const system: tree.Identifier = this.SUBRULE(this.name);
          return this.ACTION(() => ({
            kind: "RateItem" as const,
            count: numberOf(count),
            per,
            system,
            ...this.between(first),
          }));
        },
      },
      {
        ALT: () => {
          this.word("parallel");
          const count = this.CONSUME2(NumberToken);
          this.word("on", 2);
          const system: tree.Identifier = this.SUBRULE2(this.name);
          return this.ACTION(() => ({
            kind: "ParallelItem" as const,
            count: numberOf(count),
            system,
            ...this.between(first),
          }));
        },
      },
      {
        ALT: () => {
          this.word("alert");
          const words: tree.OutcomeWord[] = [];
          this.AT_LEAST_ONE_SEP({
            SEP: symbolToken(","),
            DEF: () => {
              const token = this.OR2(OUTCOMES.map((word) => ({ ALT: () => this.word(word) })));
              this.ACTION(() => words.push(token.image as tree.OutcomeWord));
            },
          });
          this.word("to", 1);
          const channel: tree.FieldPath = this.SUBRULE(this.fieldPath);
          return this.ACTION(() => ({ kind: "AlertItem" as const, words, channel, ...this.between(first) }));
        },
      },
    ]);
  });
}

function numberOf(token: IToken): { kind: "NumberLiteral"; value: number; span: Span } {
  return { kind: "NumberLiteral", value: Number(token.image), span: spanOf(token) };
}
