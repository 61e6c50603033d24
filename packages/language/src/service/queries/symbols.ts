import type { Span } from "@xmap/diagnostics";
import type { Declaration, FieldPath, RuleItem, Step } from "@xmap/grammar";
import type { SymbolKind } from "../../binder/any-symbol.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";

export type OutlineKind =
  | SymbolKind
  | "test"
  | "rule"
  | "let"
  | "include"
  | "guard"
  | "arm"
  | "option"
  | "field"
  | "step";

/** An entry of a file's outline. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: OutlineKind;
  /** The whole of it. */
  readonly span: Span;
  /** Its name. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** A declaration somewhere in the project. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly file: string;
  readonly span: Span;
}

function pathText(path: FieldPath): string {
  const names = path.names.map(({ name }) => name);
  return (path.root === "" ? names : [path.root, ...names]).join(".");
}

class OutlineReader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  declaration(node: Declaration): DocumentSymbol {
    if (node.kind === "TestDeclaration")
      return this.#entry("test", node.title.value, node.of.name, node.span, node.title.span);
    const { name } = node;
    switch (node.kind) {
      case "SystemDeclaration":
        return this.#entry("system", name.name, node.connector.name, node.span, name.span, this.#options(node.options));
      case "EntityDeclaration": {
        const detail = `${node.system.name}.${pathText(node.resource)}`;
        const fields = node.refinements.map((item) =>
          this.#entry("field", pathText(item.path), item.type.name.name, item.span, item.path.span),
        );
        return this.#entry("entity", name.name, detail, node.span, name.span, fields);
      }
      case "MapDeclaration": {
        const arms = node.arms.map((arm) => {
          const patterns = arm.patterns.map(({ span }) => this.#cut(span)).join(", ");
          return this.#entry(
            "arm",
            patterns === "" ? "else" : patterns,
            this.#cut(arm.answer.span),
            arm.span,
            arm.span,
          );
        });
        return this.#entry("map", name.name, this.#cut(node.from.span), node.span, name.span, arms);
      }
      case "LookupDeclaration":
        return this.#entry("lookup", name.name, this.#cut(node.to.span), node.span, name.span);
      case "PolicyDeclaration":
        return this.#entry("policy", name.name, "", node.span, name.span);
      case "FlowDeclaration": {
        const detail = `${node.subject.name}: ${this.#cut(node.entity.span)}`;
        return this.#entry("flow", name.name, detail, node.span, name.span, this.#steps(node.steps));
      }
      default: {
        const kind = node.kind === "BindingDeclaration" ? "binding" : "rules";
        const detail = `${this.#cut(node.from.span)} ${node.direction} ${this.#cut(node.to.span)}`;
        return this.#entry(kind, name.name, detail, node.span, name.span, this.#items(node.items));
      }
    }
  }

  #cut(span: Span): string {
    return this.#text.slice(span.start, span.end).replace(/\s+/g, " ");
  }

  #entry(
    kind: OutlineKind,
    name: string,
    detail: string,
    span: Span,
    nameSpan: Span,
    children: readonly DocumentSymbol[] = [],
  ): DocumentSymbol {
    return { name: name === "" ? kind : name, detail, kind, span, nameSpan, children };
  }

  #options(options: Extract<Declaration, { kind: "SystemDeclaration" }>["options"]): DocumentSymbol[] {
    return options.map((option) =>
      this.#entry("option", option.name.name, this.#cut(option.value.span), option.span, option.name.span),
    );
  }

  #items(items: Extract<Declaration, { kind: "BindingDeclaration" }>["items"]): DocumentSymbol[] {
    return items.map((item) => {
      if (item.kind === "Guard")
        return this.#entry("guard", "require", this.#cut(item.condition.span), item.span, item.span);
      if (item.kind === "MasterClause") return this.#entry("guard", "master", item.system.name, item.span, item.span);
      return this.#item(item);
    });
  }

  #item(item: RuleItem): DocumentSymbol {
    if (item.kind === "LetItem")
      return this.#entry("let", `$${item.name.name}`, this.#cut(item.value.span), item.span, item.name.span);
    if (item.kind === "IncludeItem")
      return this.#entry("include", `include ${item.rules.name}`, "", item.span, item.rules.span);
    const sources = item.sources.map(({ span }) => this.#cut(span)).join(", ");
    const detail = `${item.direction === "->" ? "from" : item.direction} ${sources}`;
    const children = item.body === undefined ? [] : this.#items(item.body.items);
    return this.#entry("rule", pathText(item.target), detail, item.span, item.target.span, children);
  }

  #steps(steps: readonly Step[]): DocumentSymbol[] {
    return steps.map((step) => {
      const [line = ""] = this.#text.slice(step.span.start, step.span.end).split(/\r?\n/);
      const label = line.replace(/\s*\{\s*$/, "").trim();
      const children =
        step.kind === "WhenStep" || step.kind === "EachStep"
          ? this.#steps(step.steps)
          : step.kind === "WriteStep"
            ? step.items.map((item) => this.#item(item))
            : [];
      const named = step.kind === "ValueStep" || step.kind === "EffectStep" ? step.name : undefined;
      return this.#entry(
        "step",
        named?.name ?? label,
        named === undefined ? "" : label,
        step.span,
        named?.span ?? step.span,
        children,
      );
    });
  }
}

/** A file's declarations with what is in them. */
export function documentSymbols(file: FileAnalysis): readonly DocumentSymbol[] {
  const reader = new OutlineReader(file.loaded.file.source.text);
  return file.loaded.file.declarations.map((declaration) => reader.declaration(declaration));
}

/** Whether the letters of a query stand in a name in this order. */
function fits(query: string, name: string): boolean {
  let at = 0;
  for (const letter of name.toLowerCase()) if (letter === query.charAt(at)) at += 1;
  return at >= query.length;
}

/** Declarations whose name has the query's letters in order, the nearest first; an empty query finds all. */
export function workspaceSymbols(project: ProjectAnalysis, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found: WorkspaceSymbol[] = [];
  for (const file of project.files.values()) {
    for (const { name, kind, span } of file.declared.values())
      if (fits(wanted, name)) found.push({ name, kind, file: file.path, span });
  }
  const rank = ({ name }: WorkspaceSymbol) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.file.localeCompare(b.file));
}
