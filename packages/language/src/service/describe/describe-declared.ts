import type { Arm, Declaration } from "@xmap/grammar";
import type { AnySymbol, DeclaredName } from "../../binder/any-symbol.ts";
import type { CheckedItem, CheckedStep } from "../../program.ts";
import { typeToText } from "../../types/type-to-text.ts";
import type { ProjectAnalysis } from "../project/analysis.ts";
import { codeBlock, codeNames, markdownTable, paragraphs } from "./markdown.ts";

const SHOWN_ROWS = 30;

/** The declaration that gives a name, with the text of its file. */
export function declarationOf(
  declared: DeclaredName,
  project: ProjectAnalysis,
): { readonly declaration: Exclude<Declaration, { kind: "TestDeclaration" }>; readonly text: string } | undefined {
  const file = project.files.get(declared.file)?.loaded.file;
  for (const declaration of file?.declarations ?? []) {
    if (declaration.kind === "TestDeclaration" || declaration.name.span.start !== declared.span.start) continue;
    return { declaration, text: file?.source.text ?? "" };
  }
  return undefined;
}

/** The declaration's first line up to its block. */
function headerOf(declaration: Declaration, text: string): string {
  const written = text.slice(declaration.span.start, declaration.span.end);
  const [line = ""] = written.split(/\r?\n/);
  return line.replace(/\s*\{.*$/, "").trim();
}

function armRows(arms: readonly Arm[], text: string): string[][] {
  const rows = arms.map((arm) => {
    const patterns = arm.patterns.map(({ span }) => text.slice(span.start, span.end)).join(", ");
    return [patterns === "" ? "else" : patterns, text.slice(arm.answer.span.start, arm.answer.span.end)];
  });
  if (rows.length <= SHOWN_ROWS) return rows;
  return [...rows.slice(0, SHOWN_ROWS), [`${rows.length - SHOWN_ROWS} more`, ""]];
}

/** How many rules write a field, those in nested blocks included. */
export function countRules(items: readonly CheckedItem[]): number {
  let count = 0;
  for (const item of items) {
    if (item.kind === "rule") count += 1;
    else if (item.kind === "include") count += countRules(item.rules.block.items);
    else count += countRules(item.block.items);
  }
  return count;
}

/** The steps of a flow, those in blocks included. */
export function allSteps(steps: readonly CheckedStep[]): readonly CheckedStep[] {
  return steps.flatMap((step) =>
    step.kind === "when" || step.kind === "each" ? [step, ...allSteps(step.steps)] : [step],
  );
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What a flow does, in numbers: "2 reads, 1 lookup, 1 write". */
export function flowSummary(steps: readonly CheckedStep[]): string {
  const all = allSteps(steps);
  const count = (...kinds: readonly CheckedStep["kind"][]) => all.filter(({ kind }) => kinds.includes(kind)).length;
  const lookups = all.filter((step) => step.kind === "value" && step.value.via?.kind === "lookup").length;
  const parts = [
    [count("read", "find"), "read"],
    [lookups, "lookup"],
    [count("write", "sync"), "write"],
    [count("call", "invoke"), "call"],
    [count("notify"), "message"],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => counted(number, word));
  return said.length === 0 ? "no effects" : said.join(", ");
}

function details(symbol: AnySymbol, text: string): string {
  switch (symbol.kind) {
    case "system":
      return paragraphs(symbol.description.description, `Connector \`${symbol.description.connector}\`.`);
    case "entity": {
      const key = symbol.key.map(({ field }) => field);
      const about = symbol.system.description.resources[symbol.resource]?.description;
      const joins = symbol.joins.length === 0 ? "" : ` Joined: ${codeNames(symbol.joins)}.`;
      const fields = counted(symbol.type.fields.size, "field");
      return paragraphs(about, `${fields}, key ${codeNames(key)}.${joins}`);
    }
    case "map":
      return paragraphs(
        markdownTable(["value", "answer"], armRows(symbol.arms, text)),
        `Takes ${typeToText(symbol.input)}, answers ${typeToText(symbol.answer)}.`,
      );
    case "lookup": {
      const rows = [
        ...symbol.columns.map((column) => ["asked by", column.path, typeToText(column.value)]),
        ["answers", symbol.result.path, typeToText(symbol.result.value)],
      ];
      const { none, many } = symbol;
      const miss = `Nothing found: \`${text.slice(none.span.start, none.span.end)}\`.`;
      const several = many === undefined ? "hold" : text.slice(many.span.start, many.span.end);
      return paragraphs(markdownTable(["", "field", "type"], rows), `${miss} Several found: \`${several}\`.`);
    }
    case "rules":
      return `${counted(countRules(symbol.block.items), "rule")}.`;
    case "binding": {
      const keys = symbol.block.items.flatMap((item) =>
        item.kind === "rule" && item.key ? item.target.path.join(".") : [],
      );
      const key = keys.length === 0 ? "" : ` Found by ${codeNames(keys)}.`;
      return `${counted(countRules(symbol.block.items), "rule")}.${key}`;
    }
    case "policy":
      return "";
    case "flow":
      return `${flowSummary(symbol.steps)}.`;
  }
}

/** A declaration for a hover: how it begins, its documentation, and what it holds. */
export function describeDeclared(declared: DeclaredName, project: ProjectAnalysis): string {
  const found = declarationOf(declared, project);
  const header = found === undefined ? `${declared.kind} ${declared.name}` : headerOf(found.declaration, found.text);
  const { symbol } = declared;
  return paragraphs(
    codeBlock(header),
    found?.declaration.documentation,
    symbol === undefined ? "Not known: the declaration has errors." : details(symbol, found?.text ?? ""),
  );
}
