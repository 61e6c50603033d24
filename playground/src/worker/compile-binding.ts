import type { MappingLineage } from "@xmap/compiler/lineage";
import type { GeneratedFile, LawPlan } from "@xmap/compiler/text";
import type { EntitySchema } from "@xmap/contract";
import { hashText } from "@xmap/contract";
import type { Severity } from "@xmap/diagnostics";
import { type BindingSymbol, checkProject, type ProjectHost } from "@xmap/language";
import type { DeclaredLaw } from "@xmap/runtime/laws";
import type { BindingChoice } from "../project/work.ts";

/** One side of a binding. */
export interface BindingSide {
  readonly entity: string;
  readonly system: string;
  readonly resource: string;
  readonly schema: EntitySchema | undefined;
}

/** A TypeScript file that was generated. */
export interface GeneratedText {
  readonly path: string;
  readonly text: string;
  /** Path of its mapping. */
  readonly sourceFile: string;
  /** From the text to its mapping, as JSON. */
  readonly sourceMap: string;
}

/** A binding with everything that it needs, ready to run. */
export interface CompiledBinding {
  readonly kind: "compiled";
  readonly binding: BindingChoice;
  /** Path of the JavaScript module that exports it. */
  readonly module: string;
  /** Whether it has a way back. */
  readonly isTwoWay: boolean;
  /** From where records come, and where they go, in the chosen direction. */
  readonly left: BindingSide;
  readonly right: BindingSide;
  readonly typescript: readonly GeneratedText[];
  /** Where each field comes from, in the chosen direction. */
  readonly lineage: MappingLineage;
  /** What must hold of a two-way binding; undefined of others. */
  readonly law: DeclaredLaw | undefined;
  /** The text of a function from the runtime package to the modules. */
  readonly program: string;
}

export type CompileResult =
  | CompiledBinding
  /** The file or one that it imports has errors; its diagnostics say which. */
  | { readonly kind: "errors"; readonly count: number }
  /** There is no such binding. */
  | { readonly kind: "absent" }
  /** The compiler does not translate something, or what it wrote cannot be linked. */
  | { readonly kind: "refused"; readonly message: string };

/** Checks the file of a binding with what it imports, compiles and links it. Compiler and linker are loaded when needed. */
export async function compileBinding(binding: BindingChoice, host: ProjectHost): Promise<CompileResult> {
  const { file, name, isBack } = binding;
  if (host.readFile(file) === undefined) return { kind: "absent" };
  const { program, diagnostics } = checkProject([file], host);
  if (program === undefined) return { kind: "errors", count: countOf(diagnostics, "error") };
  const symbol = program.files
    .find((checked) => checked.file.source.path === file)
    ?.bindings.find((candidate) => candidate.name === name);
  if (symbol === undefined || (isBack && symbol.reverse === undefined)) return { kind: "absent" };
  const [{ compileText, planLaws }, { linkModules }, { lineageOf }] = await Promise.all([
    import("@xmap/compiler/text"),
    import("../run/link-modules.ts"),
    import("@xmap/compiler/lineage"),
  ]);
  try {
    const schemaHash = schemaHashOf(symbol, host);
    const typescript = compileText(program, { schemaHash, sourceMap: { sourceRoot: "." } });
    const javascript = compileText(program, { schemaHash, target: "js" });
    const direction = isBack ? "<-" : "->";
    const lineage = lineageOf(program).mappings.find(
      (mapping) =>
        mapping.kind === "binding" &&
        mapping.name === name &&
        mapping.place.file === file &&
        mapping.direction === direction,
    );
    if (lineage === undefined) return { kind: "absent" };
    const law = planLaws(program).find((plan) => plan.name === name && plan.file === file);
    const sides = [sideOf(symbol.left, host), sideOf(symbol.right, host)] as const;
    return {
      kind: "compiled",
      binding,
      module: javascript.find((generated) => generated.sourceFile === file)?.path ?? "",
      isTwoWay: symbol.reverse !== undefined,
      left: sides[isBack ? 1 : 0],
      right: sides[isBack ? 0 : 1],
      typescript: typescript.map(generatedText),
      lineage,
      law: law === undefined ? undefined : lawOf(law),
      program: linkModules(javascript),
    };
  } catch (error) {
    return { kind: "refused", message: error instanceof Error ? error.message : String(error) };
  }
}

/** Without the line that names the map's file, which there is none of here. */
function generatedText({ path, text, sourceFile, sourceMap = "" }: GeneratedFile): GeneratedText {
  return { path, text: text.replace(/\/\/# sourceMappingURL=.*\n$/, ""), sourceFile, sourceMap };
}

function lawOf({ file, line, left, right, lookups }: LawPlan): DeclaredLaw {
  return { place: `${file}:${line}`, left, right, lookups };
}

function sideOf(entity: BindingSymbol["left"], host: ProjectHost): BindingSide {
  const { resource } = entity;
  const system = entity.system.name;
  return { entity: entity.name, system, resource, schema: host.readSchema(system, resource) };
}

function schemaHashOf({ left, right }: BindingSymbol, host: ProjectHost): string {
  const schemas = [left, right].map(({ system, resource }) => host.readSchema(system.name, resource));
  return hashText(JSON.stringify(schemas));
}

function countOf(diagnostics: readonly { readonly severity: Severity }[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
