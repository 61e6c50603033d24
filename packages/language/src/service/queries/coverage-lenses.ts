import { positionAt, type SourceText } from "@xmap/diagnostics";
import { type Declaration, type SyntaxNode, visitNodes } from "@xmap/grammar";
import type { FileAnalysis } from "../project/analysis.ts";
import type { RuleCoverage } from "../project/service-host.ts";
import type { CodeLens } from "./code-lenses.ts";

type Covered = Extract<Declaration, { kind: "BindingDeclaration" | "RulesDeclaration" | "FlowDeclaration" }>;

const NONE = { kind: "none" } as const;
const NO_TEST = "no test goes through";

/** How many tests went through declarations with rules or steps, and which rules and steps none did. */
export function coverageLenses(file: FileAnalysis, coverage: RuleCoverage): readonly CodeLens[] {
  return file.loaded.file.declarations.filter(isCovered).flatMap((declaration) => {
    const lines = new LineCounts(declaration, file.loaded.file.source, coverage);
    if (lines.counts.length === 0) return [];
    const { span } = declaration.name;
    if (coverage.isStale) return [{ span, title: "the tests ran before the last change", action: NONE }];
    const most = Math.max(...lines.counts);
    if (most === 0) return [{ span, title: NO_TEST, action: NONE }];
    const missed = lines.missed();
    const rest = missed.length === 0 ? "" : `, ${missed.length === 1 ? "one line" : `${missed.length} lines`} by none`;
    const title = `covered by ${most === 1 ? "one test" : `${most} tests`}${rest}`;
    return [
      { span, title, action: NONE },
      ...missed.map((node) => ({ span: node.span, title: NO_TEST, action: NONE })),
    ];
  });
}

function isCovered(declaration: Declaration): declaration is Covered {
  const { kind } = declaration;
  return kind === "BindingDeclaration" || kind === "RulesDeclaration" || kind === "FlowDeclaration";
}

const STATEMENTS: ReadonlySet<string> = new Set([
  "Rule",
  "LetItem",
  "Guard",
  "EffectStep",
  "ValueStep",
  "RequireStep",
  "WhenStep",
  "NotifyStep",
  "OutcomeStep",
]);

/** The counts of the lines on which a declaration's statements begin. */
class LineCounts {
  readonly counts: readonly number[];
  readonly #statements: readonly { readonly node: SyntaxNode; readonly tests: number }[];

  constructor(declaration: Covered, source: SourceText, { testsByLine }: RuleCoverage) {
    const statements = new Map<number, { node: SyntaxNode; tests: number }>();
    visitNodes(declaration, (node) => {
      if (!STATEMENTS.has(node.kind)) return;
      const { line } = positionAt(source, node.span.start);
      const tests = testsByLine.get(line);
      if (tests !== undefined && !statements.has(line)) statements.set(line, { node, tests });
    });
    this.#statements = [...statements.values()];
    this.counts = this.#statements.map(({ tests }) => tests);
  }

  missed(): readonly SyntaxNode[] {
    return this.#statements.filter(({ tests }) => tests === 0).map(({ node }) => node);
  }
}
