import type { ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import { spanOf } from "./base-parser.ts";
import { FlowParser } from "./flow-parser.ts";
import { symbolToken } from "./tokens.ts";

/** Systems, entities, maps, lookups, rules, bindings and policies. */
export abstract class EntityParser extends FlowParser {
  protected readonly system = this.RULE("system", () => {
    this.word("system");
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol("=");
    const connector: tree.Identifier = this.SUBRULE2(this.name);
    const options: tree.SystemOption[] = this.SUBRULE(this.systemOptions);
    return { kind: "SystemDeclaration" as const, name, connector, options };
  });

  protected readonly systemOptions: ParserMethod<[], tree.SystemOption[]> = this.RULE("systemOptions", () => {
    const options: tree.SystemOption[] = [];
    this.statements('an option such as `url: env("NAME")`', () => {
      this.OR([{ ALT: () => this.SUBRULE(this.broken) }, { ALT: () => options.push(this.SUBRULE(this.systemOption)) }]);
    });
    return options;
  });

  private readonly systemOption: ParserMethod<[], tree.SystemOption> = this.RULE("systemOption", () => {
    const first = this.LA(1);
    const name: tree.Identifier = this.SUBRULE(this.name);
    this.symbol(":");
    const value: tree.SystemOption["value"] = this.SUBRULE(this.optionValue);
    return this.ACTION(() => ({ kind: "SystemOption" as const, name, value, ...this.since(first) }));
  });

  protected readonly optionValue: ParserMethod<[], tree.SystemOption["value"]> = this.RULE(
    "optionValue",
    (): tree.SystemOption["value"] => {
      const first = this.LA(1);
      return this.OR({
        ERR_MSG: "a literal value, `env(…)` or `secret(…)`",
        DEF: [
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
                ...this.since(first),
              }));
            },
          },
        ],
      });
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
    let body: EntityBody = { key: [], refinements: [] };
    this.OPTION2(() => {
      body = this.SUBRULE(this.entityBody);
    });
    return this.ACTION(() => ({ kind: "EntityDeclaration" as const, name, system, resource, joins, ...body }));
  });

  protected readonly entityBody: ParserMethod<[], EntityBody> = this.RULE("entityBody", () => {
    const key: tree.FieldPath[] = [];
    const refinements: tree.Refinement[] = [];
    this.statements("`key`, or a field with its type", () => {
      this.OR({
        IGNORE_AMBIGUITIES: true,
        ERR_MSG: "`key`, or a field with its type",
        DEF: [
          { ALT: () => this.SUBRULE(this.broken) },
          {
            GATE: () => this.isNext("key") && !this.isAfterNext(":", "."),
            ALT: () => this.SUBRULE(this.keyClause, { ARGS: [key] }),
          },
          { ALT: () => refinements.push(this.SUBRULE(this.refinement)) },
        ],
      });
    });
    return { key, refinements };
  });

  private readonly keyClause: ParserMethod<[tree.FieldPath[]], void> = this.RULE(
    "keyClause",
    (key: tree.FieldPath[]) => {
      const first = this.word("key");
      this.ACTION(() => {
        if (key.length > 0)
          this.report({ code: "duplicate-modifier", span: spanOf(first), values: { modifier: "key" } });
      });
      const path: tree.FieldPath = this.SUBRULE(this.fieldPath);
      this.ACTION(() => key.push(path));
      this.MANY(() => {
        this.symbol("+");
        const next: tree.FieldPath = this.SUBRULE2(this.fieldPath);
        this.ACTION(() => key.push(next));
      });
    },
  );

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
      argument = this.SUBRULE(this.number);
      this.symbol(")");
    });
    this.OPTION2(() => {
      this.word("in");
      unit = this.SUBRULE2(this.fieldPath);
    });
    return this.ACTION(() => {
      const type: tree.FieldType = { kind: "FieldType", name, argument, unit, ...this.since(start) };
      return { kind: "Refinement" as const, path, type, ...this.since(first) };
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
    const items: tree.LookupItem[] = this.SUBRULE(this.lookupItems);
    return this.ACTION(() => ({ kind: "LookupDeclaration" as const, name, from, direction, to, items }));
  });

  protected readonly lookupItems: ParserMethod<[], tree.LookupItem[]> = this.RULE("lookupItems", () => {
    const items: tree.LookupItem[] = [];
    this.statements("`cache`, `index`, `none` or `many`", () => {
      this.OR([{ ALT: () => this.SUBRULE(this.broken) }, { ALT: () => items.push(this.SUBRULE(this.lookupItem)) }]);
    });
    return items;
  });

  protected readonly lookupItem: ParserMethod<[], tree.LookupItem> = this.RULE("lookupItem", (): tree.LookupItem => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: () => {
          this.word("cache");
          const duration: tree.Duration = this.SUBRULE(this.duration);
          return this.ACTION(() => ({ kind: "CacheItem" as const, duration, ...this.since(first) }));
        },
      },
      {
        ALT: () => {
          this.word("index");
          this.word("every");
          const every: tree.Duration = this.SUBRULE2(this.duration);
          return this.ACTION(() => ({ kind: "IndexItem" as const, every, ...this.since(first) }));
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
            ...this.since(first),
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
    const items: BindingItem[] = this.SUBRULE(this.bindingItems);
    return this.ACTION(() => ({ kind: "BindingDeclaration" as const, name, was, from, direction, to, items }));
  });

  protected readonly bindingItems: ParserMethod<[], BindingItem[]> = this.RULE("bindingItems", () => {
    const items: BindingItem[] = [];
    this.statements("a rule", () => {
      this.OR({
        ERR_MSG: "a rule",
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.SUBRULE(this.broken) },
          { GATE: () => this.isClause("master"), ALT: () => items.push(this.SUBRULE(this.masterClause)) },
          {
            GATE: () => this.isNext("require") && !this.isAfterNext(".", ","),
            ALT: () => items.push(this.SUBRULE(this.guard)),
          },
          { ALT: () => items.push(this.SUBRULE(this.ruleItem)) },
        ],
      });
    });
    return items;
  });

  private readonly masterClause: ParserMethod<[], tree.MasterClause> = this.RULE("masterClause", () => {
    const first = this.word("master");
    const system: tree.Identifier = this.SUBRULE(this.name);
    return this.ACTION(() => ({ kind: "MasterClause" as const, system, ...this.since(first) }));
  });
}

type EntityBody = Pick<tree.EntityDeclaration, "key" | "refinements">;
type BindingItem = tree.BindingDeclaration["items"][number];
