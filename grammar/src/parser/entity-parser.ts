import type { IToken, ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import { spanOf } from "./base-parser.ts";
import { Broken } from "./block-tokens.ts";
import { FlowParser } from "./flow-parser.ts";
import { symbolToken } from "./symbols.ts";
import { TokenSet } from "./token-set.ts";
import { wordToken } from "./words.ts";

const MASTER = wordToken("master");
const REQUIRE = wordToken("require");
const KEY = wordToken("key");
const DOT_OR_COMMA = new TokenSet([symbolToken("."), symbolToken(",")]);
const COLON_OR_DOT = new TokenSet([symbolToken(":"), symbolToken(".")]);

/** Systems, entities, maps, lookups, rules, bindings and policies. */
export abstract class EntityParser extends FlowParser {
  protected readonly system = this.RULE("system", () => {
    this.word("system");
    const name: tree.Identifier = this.name();
    this.symbol("=");
    const connector: tree.Identifier = this.name(2);
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
    const name: tree.Identifier = this.name();
    this.symbol(":");
    const value: tree.SystemOption["value"] = this.SUBRULE(this.optionValue);
    return { kind: "SystemOption" as const, name, value, span: this.since(first) };
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
              const name = this.string();
              this.symbol(")");
              return {
                kind: "OptionReference" as const,
                source: source.image as "env" | "secret",
                name,
                span: this.since(first),
              };
            },
          },
        ],
      });
    },
  );

  protected readonly entity = this.RULE("entity", () => {
    this.word("entity");
    const name: tree.Identifier = this.name();
    this.symbol("=");
    const system: tree.Identifier = this.name(2);
    this.symbol(".", 1);
    const resource: tree.FieldPath = this.SUBRULE(this.fieldPath);
    const joins: tree.Identifier[] = [];
    this.OPTION(() => {
      this.word("with");
      this.AT_LEAST_ONE_SEP({
        SEP: symbolToken(","),
        DEF: () => {
          joins.push(this.name(3));
        },
      });
    });
    let body: EntityBody = { key: [], refinements: [] };
    this.OPTION2(() => {
      body = this.SUBRULE(this.entityBody);
    });
    return { kind: "EntityDeclaration" as const, name, system, resource, joins, ...body };
  });

  protected readonly entityBody: ParserMethod<[], EntityBody> = this.RULE("entityBody", () => {
    const key: tree.FieldPath[] = [];
    const refinements: tree.Refinement[] = [];
    this.statements("`key`, or a field with its type", () => {
      const item = this.choose(this.entityItemHere, this.allEntityItems);
      this.ACTION(() => {
        if (item === undefined) return;
        if (item.kind === "Refinement") refinements.push(item);
        else {
          if (key.length > 0) {
            this.report({ code: "duplicate-modifier", span: spanOf(item.word), values: { modifier: "key" } });
          }
          key.push(...item.paths);
        }
      });
    });
    return { key, refinements };
  });

  private readonly entityItemHere = (): ParserMethod<[], EntityItem | undefined> => {
    const { tokenType } = this.LA(1);
    if (tokenType === KEY && !this.isAfterNext(COLON_OR_DOT)) return this.keyClause;
    return tokenType === Broken ? this.broken : this.refinement;
  };

  private readonly allEntityItems = (): readonly ParserMethod<[], EntityItem | undefined>[] => [
    this.broken,
    this.keyClause,
    this.refinement,
  ];

  private readonly keyClause: ParserMethod<[], KeyClause> = this.RULE("keyClause", () => {
    const word = this.word("key");
    const paths: tree.FieldPath[] = [this.SUBRULE(this.fieldPath)];
    this.MANY(() => {
      this.symbol("+");
      paths.push(this.SUBRULE2(this.fieldPath));
    });
    return { kind: "KeyClause" as const, word, paths };
  });

  protected readonly refinement: ParserMethod<[], tree.Refinement> = this.RULE("refinement", () => {
    const first = this.LA(1);
    const path: tree.FieldPath = this.SUBRULE(this.fieldPath);
    this.symbol(":");
    const start = this.LA(1);
    const name: tree.Identifier = this.name();
    let argument: tree.FieldType["argument"];
    let unit: tree.FieldPath | undefined;
    this.OPTION(() => {
      this.symbol("(");
      argument = this.number();
      this.symbol(")");
    });
    this.OPTION2(() => {
      this.word("in");
      unit = this.SUBRULE2(this.fieldPath);
    });
    const type: tree.FieldType = { kind: "FieldType", name, argument, unit, span: this.since(start) };
    return { kind: "Refinement" as const, path, type, span: this.since(first) };
  });

  protected readonly map = this.RULE("map", () => {
    this.word("map");
    const name: tree.Identifier = this.name();
    this.symbol(":");
    const from: tree.TypeReference = this.SUBRULE(this.typeReference);
    let direction: tree.Direction = "->";
    let to: tree.TypeReference | undefined;
    this.OPTION(() => {
      direction = this.direction();
      to = this.SUBRULE2(this.typeReference);
    });
    const arms: tree.Arm[] = this.SUBRULE(this.arms);
    return { kind: "MapDeclaration" as const, name, from, direction, to, arms };
  });

  protected readonly lookup = this.RULE("lookup", () => {
    this.word("lookup");
    const name: tree.Identifier = this.name();
    this.symbol(":");
    const from: tree.TypeReference[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        from.push(this.SUBRULE(this.typeReference));
      },
    });
    const direction: tree.Direction = this.direction();
    const to: tree.TypeReference = this.SUBRULE2(this.typeReference);
    const items: tree.LookupItem[] = this.SUBRULE(this.lookupItems);
    return { kind: "LookupDeclaration" as const, name, from, direction, to, items };
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
          return { kind: "CacheItem" as const, duration, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.word("index");
          this.word("every");
          const every: tree.Duration = this.SUBRULE2(this.duration);
          return { kind: "IndexItem" as const, every, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          const on = this.OR2([{ ALT: () => this.word("none") }, { ALT: () => this.word("many") }]);
          this.symbol("->");
          const answer: tree.Answer = this.SUBRULE(this.answer);
          return {
            kind: "MissItem" as const,
            on: on.image as "none" | "many",
            answer,
            span: this.since(first),
          };
        },
      },
    ]);
  });

  protected readonly rules = this.RULE("rules", () => {
    this.word("rules");
    const name: tree.Identifier = this.name();
    this.symbol(":");
    const from: tree.TypeReference = this.SUBRULE(this.typeReference);
    const direction: tree.Direction = this.direction();
    const to: tree.TypeReference = this.SUBRULE2(this.typeReference);
    const items: tree.RuleItem[] = this.SUBRULE(this.ruleItems);
    return { kind: "RulesDeclaration" as const, name, from, direction, to, items };
  });

  protected readonly binding = this.RULE("binding", () => {
    this.word("binding");
    const name: tree.Identifier = this.name();
    let was: tree.Identifier | undefined;
    this.OPTION(() => {
      this.word("was");
      was = this.name(2);
    });
    this.symbol(":");
    const from: tree.TypeReference = this.SUBRULE(this.typeReference);
    const direction: tree.Direction = this.direction();
    const to: tree.TypeReference = this.SUBRULE2(this.typeReference);
    const items: BindingItem[] = this.SUBRULE(this.bindingItems);
    return { kind: "BindingDeclaration" as const, name, was, from, direction, to, items };
  });

  protected readonly bindingItems: ParserMethod<[], BindingItem[]> = this.RULE("bindingItems", () => {
    const items: BindingItem[] = [];
    this.statements("a rule", () => {
      const item = this.choose(this.bindingItemHere, this.allBindingItems);
      if (item !== undefined) items.push(item);
    });
    return items;
  });

  private readonly bindingItemHere = (): ParserMethod<[], BindingItem | undefined> => {
    switch (this.LA(1).tokenType) {
      case MASTER:
        return this.isClause() ? this.masterClause : this.rule;
      case REQUIRE:
        return this.isAfterNext(DOT_OR_COMMA) ? this.rule : this.guard;
      default:
        return this.ruleItemHere();
    }
  };

  private readonly allBindingItems = (): readonly ParserMethod<[], BindingItem | undefined>[] => [
    this.masterClause,
    this.guard,
    ...this.allRuleItems(),
  ];

  private readonly masterClause: ParserMethod<[], tree.MasterClause> = this.RULE("masterClause", () => {
    const first = this.word("master");
    const system: tree.Identifier = this.name();
    return { kind: "MasterClause" as const, system, span: this.since(first) };
  });
}

type EntityBody = Pick<tree.EntityDeclaration, "key" | "refinements">;
type BindingItem = tree.BindingDeclaration["items"][number];

interface KeyClause {
  readonly kind: "KeyClause";
  readonly word: IToken;
  readonly paths: readonly tree.FieldPath[];
}
type EntityItem = KeyClause | tree.Refinement;
