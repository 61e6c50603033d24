import { literal, local, method, REPORT } from "../ir/code.ts";
import { type AnswerIr, type MapIr, reportsProblems } from "../ir/module.ts";
import { helperType, keyword } from "../ir/type-code.ts";
import { type Document, group, indent, join, LINE, printDocument } from "./document.ts";
import type { FileNames } from "./file-names.ts";
import { printCode } from "./print-code.ts";
import { printType } from "./print-type.ts";
import { documentationLines, quoted } from "./text-literals.ts";

/** A value map: the type of its answers and a function with a `switch`. */
export function emitMap(map: MapIr, names: FileNames): readonly string[] {
  const documentation = map.documentation === undefined ? [] : documentationLines(map.documentation);
  const type =
    map.answers === undefined
      ? []
      : [printDocument(["export type ", map.answers.name, " = ", printType(map.answerType, names), ";"])];
  const cases: Document[] = [
    [join(LINE, ["case undefined:"]), indent([LINE, "return undefined;"])],
    ...map.arms.map(
      (arm): Document => [
        join(
          LINE,
          arm.patterns.map(
            (pattern): Document => `case ${typeof pattern === "string" ? quoted(pattern) : String(pattern)}:`,
          ),
        ),
        indent([LINE, ...answerDocument(arm.answer, names)]),
      ],
    ),
    ["default:", indent([LINE, ...answerDocument(map.otherwise, names)])],
  ];
  const reporting: readonly Document[] = reportsProblems(map)
    ? [
        ["rule: ", printType(keyword("string"), names)],
        [REPORT.name, ": ", printType(helperType("Report"), names)],
      ]
    : [];
  const text = printDocument([
    map.answers === undefined ? "function " : "export function ",
    map.function.name,
    group(["(", join(", ", [[map.parameter.name, ": ", printType(map.parameterType, names)], ...reporting]), ")"]),
    ": ",
    printType(map.result, names),
    " {",
    indent([LINE, "switch (", map.parameter.name, ") {", indent([LINE, join(LINE, cases)]), LINE, "}"]),
    LINE,
    "}",
  ]);
  return [...type, [...documentation, text].join("\n")];
}

function answerDocument(answer: AnswerIr, names: FileNames): readonly Document[] {
  switch (answer.kind) {
    case "value":
      return ["return ", printCode(literal(answer.value), names), ";"];
    case "keep":
      return ["return ", names.helper("KEEP"), ";"];
    case "absent":
      return ["return undefined;"];
    case "outcome": {
      const problem = method(
        local(REPORT),
        "problem",
        literal(answer.word),
        local({ name: "rule", reported: false }),
        answer.message,
      );
      return [printCode(problem, names), ";", LINE, "return undefined;"];
    }
  }
}
