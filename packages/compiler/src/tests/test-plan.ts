import type { DataRecord, Value } from "@xmap/contract";
import { positionAt } from "@xmap/diagnostics";
import type { CheckedAnswers, CheckedExpectation, CheckedFile, CheckedProgram, CheckedTest } from "@xmap/language";
import type { ExportedName } from "../ir/code.ts";
import { createProgramContext, type ProgramContext } from "../lower/program-context.ts";

/** A `test` declaration with the names that its subject and answers have in the generated modules. */
export interface TestPlan {
  readonly title: string;
  readonly documentation: string | undefined;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly kind: "binding" | "flow";
  readonly subject: ExportedName;
  readonly fixture: { readonly path: string; readonly record: DataRecord };
  readonly answers: readonly PlannedAnswers[];
  readonly expect: PlannedExpectation;
}

export interface PlannedAnswers {
  readonly of: ExportedName | PlannedInvocation;
  readonly arms: readonly { readonly key?: readonly Value[]; readonly answer?: Value }[];
}

/** A call of a system that is answered; it has no name in a generated module. */
export interface PlannedInvocation {
  readonly system: string;
  readonly invocation: string;
  readonly parameters: readonly string[];
}

export type PlannedExpectation =
  | { readonly fields: DataRecord }
  | { readonly written: string; readonly fields: DataRecord }
  | { readonly called: string; readonly operation: string; readonly arguments: DataRecord; readonly never: boolean }
  | { readonly notified: string; readonly text: string; readonly never: boolean }
  | { readonly outcome: string; readonly message?: string };

/** The tests of a checked program, in the order of its files. */
export function planTests(program: CheckedProgram): readonly TestPlan[] {
  const context = createProgramContext(program);
  return program.files.flatMap((file) => file.tests.map((test) => planTest(test, file, context)));
}

function planTest(test: CheckedTest, { file }: CheckedFile, context: ProgramContext): TestPlan {
  const { declaration, subject, fixture } = test;
  return {
    title: declaration.title.value,
    documentation: declaration.documentation,
    file: file.source.path,
    line: positionAt(file.source, declaration.span.start).line,
    kind: subject.kind,
    subject: context.nameOf(subject, "constant"),
    fixture,
    answers: test.answers.map((answers) => planAnswers(answers, context)),
    expect: planExpectation(test.expectation),
  };
}

function planAnswers({ of, arms }: CheckedAnswers, context: ProgramContext): PlannedAnswers {
  return {
    of:
      of.kind === "invocation"
        ? { system: of.system.name, invocation: of.name, parameters: of.parameters }
        : context.nameOf(of, "constant"),
    arms: arms.map(({ key, answer }) => ({
      ...(key === undefined ? {} : { key }),
      ...(answer === "none" ? {} : { answer: answer.value }),
    })),
  };
}

function planExpectation(expectation: CheckedExpectation): PlannedExpectation {
  switch (expectation.kind) {
    case "fields":
      return { fields: expectation.fields };
    case "written":
      return { written: expectation.name, fields: expectation.fields };
    case "called": {
      const { target, operation, never } = expectation;
      return { called: target, operation, arguments: expectation.arguments, never };
    }
    case "notified":
      return { notified: expectation.channel, text: expectation.text, never: expectation.never };
    case "outcome": {
      const { word, message } = expectation;
      return message === undefined ? { outcome: word } : { outcome: word, message };
    }
  }
}
