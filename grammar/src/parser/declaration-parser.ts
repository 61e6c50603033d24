import type { IToken, ParserMethod } from "chevrotain";
import type { SyntaxNode } from "../tree/child-keys.ts";
import type * as tree from "../tree/declarations.ts";
import type { CallEffect, NotifyStep } from "../tree/steps.ts";
import { type GrammarCheck, spanOf } from "./base-parser.ts";
import { type BlockKind, Broken, blockOpener, LineEnd } from "./block-tokens.ts";
import { cover } from "./build-expression.ts";
import { EntityParser } from "./entity-parser.ts";
import { symbolToken } from "./symbols.ts";

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;
type Undocumented = DistributiveOmit<tree.Declaration, "span" | "documentation">;
type TestContent = Pick<tree.TestDeclaration, "given" | "answers" | "expectation">;
type Mutable<Content> = { -readonly [Key in keyof Content]: Content[Key] };

/** A file: its version, imports, and any declaration. */
export class DeclarationParser extends EntityParser {
  constructor(check: GrammarCheck) {
    super(check);
    this.performSelfAnalysis();
  }

  readonly versionLine: ParserMethod<[], tree.XmapFile["version"]> = this.RULE("versionLine", () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.broken) },
      {
        ALT: () => {
          this.word("xmap");
          const version = this.number("the version `1`");
          this.CONSUME(LineEnd);
          return version;
        },
      },
    ]),
  );

  readonly importLine: ParserMethod<[], tree.Import | undefined> = this.RULE(
    "importLine",
    (): tree.Import | undefined =>
      this.OR([{ ALT: () => this.SUBRULE(this.broken) }, { ALT: () => this.SUBRULE(this.import) }]),
  );

  private readonly import: ParserMethod<[], tree.Import> = this.RULE("import", () => {
    const first = this.word("import");
    const names: tree.Identifier[] = [];
    this.symbol("{");
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      ERR_MSG: "a name",
      DEF: () => {
        names.push(this.name());
      },
    });
    this.symbol("}");
    this.word("from");
    const from = this.string();
    this.CONSUME(LineEnd);
    return { kind: "Import" as const, names, from, span: cover(spanOf(first), from.span) };
  });

  readonly declaration: ParserMethod<[string | undefined], tree.Declaration | undefined> = this.RULE(
    "declaration",
    (documentation: string | undefined) => {
      const first = this.LA(1);
      const made: Undocumented | undefined = this.OR({
        ERR_MSG: "a declaration",
        DEF: [
          { ALT: () => this.SUBRULE(this.broken) },
          { ALT: () => this.SUBRULE(this.system) },
          { ALT: () => this.SUBRULE(this.entity) },
          { ALT: () => this.SUBRULE(this.map) },
          { ALT: () => this.SUBRULE(this.lookup) },
          { ALT: () => this.SUBRULE(this.rules) },
          { ALT: () => this.SUBRULE(this.binding) },
          { ALT: () => this.SUBRULE(this.policy) },
          { ALT: () => this.SUBRULE(this.flow) },
          { ALT: () => this.SUBRULE(this.test) },
        ],
      });
      const span = this.since(first);
      this.CONSUME(LineEnd);
      return this.ACTION((): tree.Declaration | undefined =>
        made === undefined ? undefined : ({ ...made, documentation, span } as tree.Declaration),
      );
    },
  );

  protected readonly broken: ParserMethod<[], undefined> = this.RULE("broken", () => {
    this.CONSUME(Broken);
    this.OPTION(() => this.SUBRULE(this.blockOfBroken));
    return undefined;
  });

  /** Read only for the mistakes in it. */
  private readonly blockOfBroken: ParserMethod<[], void> = this.RULE("blockOfBroken", () => {
    const inside = (kind: BlockKind) => () => this.LA(1).tokenType === blockOpener(kind);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { GATE: inside("options"), ALT: () => void this.SUBRULE(this.systemOptions) },
        { GATE: inside("entity"), ALT: () => void this.SUBRULE(this.entityBody) },
        { GATE: inside("arms"), ALT: () => void this.SUBRULE(this.arms) },
        { GATE: inside("lookup"), ALT: () => void this.SUBRULE(this.lookupItems) },
        { GATE: inside("rules"), ALT: () => void this.SUBRULE(this.ruleItems) },
        { GATE: inside("binding"), ALT: () => void this.SUBRULE(this.bindingItems) },
        { GATE: inside("policy"), ALT: () => void this.SUBRULE(this.policyItems) },
        { GATE: inside("flow"), ALT: () => void this.SUBRULE(this.flowBody) },
        { GATE: inside("steps"), ALT: () => void this.SUBRULE(this.stepBlock) },
        { GATE: inside("test"), ALT: () => void this.SUBRULE(this.testContent) },
        { GATE: inside("testArms"), ALT: () => void this.SUBRULE(this.testArms) },
      ],
    });
  });

  private readonly test: ParserMethod<[], DistributiveOmit<tree.TestDeclaration, "span" | "documentation">> = this.RULE(
    "test",
    () => {
      this.word("test");
      const title = this.string();
      this.word("of");
      const of: tree.Identifier = this.name();
      const content: TestContent = this.SUBRULE(this.testContent);
      return { kind: "TestDeclaration" as const, title, of, ...content };
    },
  );

  private readonly testContent: ParserMethod<[], TestContent> = this.RULE("testContent", () => {
    const answers: tree.TestAnswers[] = [];
    const content: Mutable<TestContent> = { given: undefined, answers, expectation: undefined };
    this.statements("`given`, `answers` or `expect`", () => {
      this.OR({
        ERR_MSG: "`given`, `answers` or `expect`",
        DEF: [
          { ALT: () => this.SUBRULE(this.broken) },
          {
            ALT: () => {
              const first = this.word("given");
              const given: TestContent["given"] = this.string();
              this.ACTION(() => {
                this.refuseSecond(first, content.given);
                content.given = given;
              });
            },
          },
          { ALT: () => answers.push(this.SUBRULE(this.testAnswers)) },
          {
            ALT: () => {
              const first = this.LA(1);
              const expectation: TestContent["expectation"] = this.SUBRULE(this.expectation);
              this.ACTION(() => {
                this.refuseSecond(first, content.expectation);
                content.expectation = expectation;
              });
            },
          },
        ],
      });
    });
    return content;
  });

  private refuseSecond(token: IToken, earlier: SyntaxNode | undefined): void {
    if (earlier === undefined) return;
    this.report({ code: "duplicate-modifier", span: spanOf(token), values: { modifier: token.image } });
  }

  private readonly testAnswers: ParserMethod<[], tree.TestAnswers> = this.RULE("testAnswers", () => {
    const first = this.word("answers");
    const of: tree.Identifier = this.name();
    const invocation: tree.TestAnswers["invocation"] = this.OPTION(() => {
      this.symbol(".");
      return this.name(1);
    });
    const arms: tree.TestArm[] = this.OR({
      ERR_MSG: "`->` or `{`",
      DEF: [{ ALT: () => this.SUBRULE(this.onlyAnswer) }, { ALT: () => this.SUBRULE(this.testArms) }],
    });
    return { kind: "TestAnswers" as const, of, invocation, arms, span: this.since(first) };
  });

  private readonly onlyAnswer: ParserMethod<[], tree.TestArm[]> = this.RULE("onlyAnswer", () => {
    const first = this.symbol("->");
    const answer: tree.TestArm["answer"] = this.SUBRULE(this.testAnswer);
    return this.ACTION(() => [{ kind: "TestArm" as const, patterns: [], answer, span: this.since(first) }]);
  });

  private readonly testArms: ParserMethod<[], tree.TestArm[]> = this.RULE("testArms", () => {
    const arms: tree.TestArm[] = [];
    this.statements("a value and an arrow, or `else`", () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.broken) },
        {
          ALT: () => {
            const first = this.LA(1);
            const patterns: tree.Literal[] = this.SUBRULE(this.patterns);
            this.symbol("->");
            const answer: tree.TestArm["answer"] = this.SUBRULE(this.testAnswer);
            this.ACTION(() => arms.push({ kind: "TestArm", patterns, answer, span: this.since(first) }));
          },
        },
      ]);
    });
    return arms;
  });

  private readonly testAnswer: ParserMethod<[], tree.TestArm["answer"]> = this.RULE(
    "testAnswer",
    (): tree.TestArm["answer"] =>
      this.OR({
        ERR_MSG: "a literal value, an object or `none`",
        DEF: [
          { ALT: () => this.SUBRULE(this.literal) },
          { ALT: () => this.SUBRULE(this.object) },
          { ALT: () => this.SUBRULE(this.noneAnswer) },
        ],
      }),
  );

  private readonly expectation: ParserMethod<[], tree.Expectation> = this.RULE("expectation", () => {
    const first = this.word("expect");
    let written: tree.FieldPath | undefined;
    let never = false;
    const expected: tree.Expectation["expected"] = this.OR({
      ERR_MSG: "an object, an outcome, `write`, `call` or `notify`",
      DEF: [
        { ALT: () => this.SUBRULE(this.object) },
        { ALT: () => this.SUBRULE(this.outcome) },
        {
          ALT: () => {
            this.word("write");
            written = this.SUBRULE(this.fieldPath);
            return this.SUBRULE2(this.object);
          },
        },
        { ALT: () => this.SUBRULE(this.expectedAct) },
        {
          ALT: () => {
            this.word("no");
            never = true;
            return this.SUBRULE2(this.expectedAct);
          },
        },
      ],
    });
    return { kind: "Expectation" as const, written, never, expected, span: this.since(first) };
  });

  private readonly expectedAct: ParserMethod<[], CallEffect | NotifyStep> = this.RULE(
    "expectedAct",
    (): CallEffect | NotifyStep =>
      this.OR({
        ERR_MSG: "`call` or `notify`",
        DEF: [{ ALT: () => this.SUBRULE(this.callEffect) }, { ALT: () => this.SUBRULE(this.notifyStep) }],
      }),
  );
}
