import { literal, local, method, REPORT } from "../ir/code.ts";
import { type AnswerIr, type MapIr, reportsProblems } from "../ir/module.ts";
import { helperType, keyword } from "../ir/type-code.ts";
import { type Document, group, indent, join, LINE, placed } from "./document.ts";
import type { FileNames } from "./file-names.ts";
import { printCode } from "./print-code.ts";
import { annotation, printType } from "./print-type.ts";
import { documentationLines, quoted } from "./text-literals.ts";

/** A value map: the type of its answers and a function with a `switch`. */
export function emitMap(map: MapIr, names: FileNames): readonly Document[] {
  const documentation = map.documentation === undefined ? [] : documentationLines(map.documentation);
  const type: readonly Document[] =
    map.answers === undefined || !names.typed
      ? []
      : [["export type ", map.answers.name, " = ", printType(map.answerType, names), ";"]];
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
        indent([LINE, answerDocument(arm.answer, names)]),
      ],
    ),
    ["default:", indent([LINE, answerDocument(map.otherwise, names)])],
  ];
  const reporting: readonly Document[] = reportsProblems(map)
    ? [
        ["rule", annotation(keyword("string"), names)],
        [REPORT.name, annotation(helperType("Report"), names)],
      ]
    : [];
  const head = placed(map.place, [
    map.answers === undefined ? "function " : "export function ",
    map.function.name,
    group(["(", join(", ", [[map.parameter.name, annotation(map.parameterType, names)], ...reporting]), ")"]),
    annotation(map.result, names),
    " ",
  ]);
  const body: Document = [
    "{",
    indent([LINE, "switch (", map.parameter.name, ") {", indent([LINE, join(LINE, cases)]), LINE, "}"]),
    LINE,
    "}",
  ];
  return [...type, join("\n", [...documentation, [head, body]])];
}

function answerDocument(answer: AnswerIr, names: FileNames): Document {
  return placed(answer.place, bareAnswer(answer, names));
}

function bareAnswer(answer: AnswerIr, names: FileNames): Document {
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
