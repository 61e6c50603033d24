import type { ParserMethod } from "chevrotain";
import type * as tree from "../tree/declarations.ts";
import type { ObjectExpression } from "../tree/expressions.ts";
import { cover } from "./build-expression.ts";
import { EntityParser } from "./entity-parser.ts";
import { spanOf } from "./expression-parser.ts";
import { NumberToken, symbolToken } from "./tokens.ts";

/** A file: its version, imports, and any declaration. */
export class DeclarationParser extends EntityParser {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  readonly versionLine: ParserMethod<[], tree.XmapFile["version"]> = this.RULE("versionLine", () => {
    this.word("xmap");
    const token = this.CONSUME(NumberToken);
    this.SUBRULE(this.lineEnds);
    return this.ACTION(() => ({ kind: "NumberLiteral" as const, value: Number(token.image), span: spanOf(token) }));
  });

  readonly importLine: ParserMethod<[], tree.Import> = this.RULE("importLine", () => {
    const first = this.word("import");
    const names: tree.Identifier[] = [];
    this.symbol("{");
    this.AT_LEAST_ONE_SEP({
      SEP: symbolToken(","),
      DEF: () => {
        names.push(this.SUBRULE(this.name));
      },
    });
    this.symbol("}");
    this.word("from");
    const from = this.SUBRULE(this.string);
    this.SUBRULE(this.lineEnds);
    return this.ACTION(() => ({ kind: "Import" as const, names, from, span: cover(spanOf(first), from.span) }));
  });

  readonly declaration: ParserMethod<[string | undefined], tree.Declaration> = this.RULE(
    "declaration",
    (documentation: string | undefined): tree.Declaration => {
      const first = this.LA(1);
      const made = this.OR([
        { ALT: () => this.SUBRULE(this.system) },
        { ALT: () => this.SUBRULE(this.entity) },
        { ALT: () => this.SUBRULE(this.map) },
        { ALT: () => this.SUBRULE(this.lookup) },
        { ALT: () => this.SUBRULE(this.rules) },
        { ALT: () => this.SUBRULE(this.binding) },
        { ALT: () => this.SUBRULE(this.policy) },
        { ALT: () => this.SUBRULE(this.flow) },
        { ALT: () => this.SUBRULE(this.test) },
      ]);
      const span = this.ACTION(() => this.between(first).span);
      this.SUBRULE(this.lineEnds);
      return this.ACTION(() => ({ ...made, documentation, span }) as tree.Declaration);
    },
  );

  protected readonly test = this.RULE("test", () => {
    this.word("test");
    const title = this.SUBRULE(this.string);
    this.word("of");
    const of: tree.Identifier = this.SUBRULE(this.name);
    let given: tree.TestDeclaration["given"];
    const answers: tree.TestAnswers[] = [];
    let expectation: tree.Expectation | undefined;
    this.symbol("{");
    this.SUBRULE(this.lineEnds);
    this.MANY(() => {
      const first = this.LA(1);
      this.OR([
        {
          ALT: () => {
            this.word("given");
            given = this.SUBRULE2(this.string);
          },
        },
        {
          ALT: () => {
            this.word("answers");
            const name: tree.Identifier = this.SUBRULE2(this.name);
            const arms: tree.TestArm[] = this.SUBRULE(this.testArms);
            this.ACTION(() => answers.push({ kind: "TestAnswers", of: name, arms, ...this.between(first) }));
          },
        },
        {
          ALT: () => {
            this.word("expect");
            let written: tree.FieldPath | undefined;
            this.OPTION(() => {
              this.word("write");
              written = this.SUBRULE(this.fieldPath);
            });
            const expected = this.OR2([
              { ALT: () => this.SUBRULE(this.object) },
              { ALT: () => this.SUBRULE(this.outcome) },
            ]);
            expectation = this.ACTION(() => ({
              kind: "Expectation" as const,
              written,
              expected,
              ...this.between(first),
            }));
          },
        },
      ]);
      this.SUBRULE2(this.lineEnds);
    });
    this.symbol("}");
    return { kind: "TestDeclaration" as const, title, of, given, answers, expectation } as unknown as DistributiveOmit<
      tree.Declaration,
      "span" | "documentation"
    >;
  });

  protected readonly object: ParserMethod<[], ObjectExpression> = this.RULE("object", () => {
    const object = this.SUBRULE(this.pairs);
    return this.ACTION(() => ({ kind: "ObjectExpression" as const, ...object }));
  });

  protected readonly testAnswer: ParserMethod<[], tree.TestArm["answer"]> = this.RULE(
    "testAnswer",
    (): tree.TestArm["answer"] =>
      this.OR([
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.object) },
        {
          ALT: () => {
            const token = this.word("none");
            return this.ACTION(() => ({ kind: "NoneAnswer" as const, span: spanOf(token) }));
          },
        },
      ]),
  );

  protected readonly testArms: ParserMethod<[], tree.TestArm[]> = this.RULE("testArms", () => {
    const arms: tree.TestArm[] = [];
    const first = this.LA(1);
    this.OR([
      {
        ALT: () => {
          this.symbol("->", 1);
          const answer: tree.TestArm["answer"] = this.SUBRULE(this.testAnswer);
          this.ACTION(() => arms.push({ kind: "TestArm", patterns: [], answer, ...this.between(first) }));
        },
      },
      {
        ALT: () => {
          this.symbol("{");
          this.SUBRULE(this.separators);
          this.MANY(() => {
            const start = this.LA(1);
            const patterns: tree.Literal[] = this.SUBRULE(this.patterns);
            this.symbol("->", 2);
            const answer: tree.TestArm["answer"] = this.SUBRULE2(this.testAnswer);
            this.ACTION(() => arms.push({ kind: "TestArm", patterns, answer, ...this.between(start) }));
            this.SUBRULE2(this.separators);
          });
          this.symbol("}");
        },
      },
    ]);
    return arms;
  });
}

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;
