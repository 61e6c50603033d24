import type { ArrowCode, Code, ExportedName, ObjectMember } from "../ir/code.ts";
import { exported, list, literal, object } from "../ir/code.ts";
import type { InterfaceIr, RuleIr } from "../ir/module.ts";
import { keyword } from "../ir/type-code.ts";
import { type Document, group, indent, join, LINE, placed } from "./document.ts";
import type { FileNames } from "./file-names.ts";
import { printBody, printCode, printParameters } from "./print-code.ts";
import { annotation, printType } from "./print-type.ts";
import { documentationLines, propertyName } from "./text-literals.ts";

/** `export const name: type = value;` */
export function constant(name: string, type: Document, value: Code, names: FileNames): Document {
  const typed: Document = names.typed && type !== "" ? [": ", type] : "";
  return ["export const ", name, typed, " = ", printCode(value, names), ";"];
}

/** A declaration with its documentation before it. */
export function documented(documentation: string | undefined, declaration: Document): Document {
  const lines = documentation === undefined ? [] : documentationLines(documentation);
  return join("\n", [...lines, declaration]);
}

/** Exported interfaces; one without members is a type that every object has. JavaScript has none. */
export function emitInterfaces(declared: readonly InterfaceIr[], names: FileNames): readonly Document[] {
  return names.typed ? declared.map((each) => emitInterface(each, names)) : [];
}

function emitInterface(declared: InterfaceIr, names: FileNames): Document {
  const bases =
    declared.bases.length === 0
      ? ""
      : [
          " extends ",
          join(
            ", ",
            declared.bases.map((base) => printType(base, names)),
          ),
        ];
  const members = declared.members.map(
    (member): Document => [
      ...(member.documentation === undefined
        ? []
        : documentationLines(member.documentation).flatMap((line): Document[] => [line, LINE])),
      "readonly ",
      propertyName(member.name),
      member.optional ? "?: " : ": ",
      member.type.kind === "record" ? printType(member.type, names) : group(indent(printType(member.type, names))),
      ";",
    ],
  );
  if (members.length === 0 && declared.bases.length === 0)
    return documented(declared.documentation, `export type ${declared.exported.name} = object;`);
  const body: Document =
    members.length === 0 ? "{}" : group(["{", indent([LINE, join(LINE, members)]), LINE, "}"], true);
  return documented(declared.documentation, ["export interface ", declared.exported.name, bases, " ", body]);
}

/** A list of texts. */
export function texts(values: readonly string[]) {
  return list(values.map((value) => literal(value)));
}

/** A member that is left out when it has no value. */
export function given(name: string, value: string | number | undefined): readonly ObjectMember[] {
  return value === undefined ? [] : [{ name, value: literal(value) }];
}

/** A function with its statements. */
export function emitFunction(name: ExportedName, code: ArrowCode, names: FileNames, isExported: boolean): Document {
  const head = placed(code.place, [
    isExported ? "export function " : "function ",
    name.name,
    printParameters(code, names),
    annotation(code.result ?? keyword("void"), names),
    " ",
  ]);
  return [head, printBody(code.statements, code.value, names)];
}

/** Own rules after those of the included sets. */
export function ruleList(rules: readonly RuleIr[], includes: readonly ExportedName[]) {
  const own = rules.map((rule) => {
    const fields: readonly (readonly [string, string | number])[] = Object.entries(rule);
    return object(fields.map(([name, value]) => ({ name, value: literal(value) })));
  });
  const shared = [...new Set(includes)].map(
    (name) => ({ kind: "unary", operator: "...", operand: exported(name) }) as const,
  );
  return list([...shared, ...own]);
}
