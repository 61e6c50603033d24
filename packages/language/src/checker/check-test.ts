import type { TestDeclaration } from "@xmap/grammar";
import { TEST_DIAGNOSTICS } from "../diagnostics/test-diagnostics.ts";
import type { CheckContext } from "./check-context.ts";
import { resolveName } from "./resolve-name.ts";
import { checkAnswers, resolveAnswering } from "./tests/check-answers.ts";
import { checkExpectation } from "./tests/check-expectation.ts";
import { checkGiven } from "./tests/check-given.ts";
import type { CheckedTest } from "./tests/checked-test.ts";
import { partsOfSubject } from "./tests/subject-parts.ts";

/** A test of a binding or flow: its fixture, what is answered, and what is expected fit together. */
export function checkTest(declaration: TestDeclaration, context: CheckContext): CheckedTest | undefined {
  const { given, expectation, title } = declaration;
  const subject = resolveName(context, declaration.of, ["binding", "flow"]);
  if (subject === undefined || !isSound(subject.file, context)) {
    for (const answers of declaration.answers) resolveAnswering(answers, context);
    return undefined;
  }
  const parts = partsOfSubject(subject);
  const entity = subject.kind === "binding" ? subject.left : subject.entity;
  if (given === undefined) context.report({ code: "missing-fixture", wording: "none", span: title.span, values: {} });
  const fixture = given === undefined ? undefined : checkGiven(given, entity, context);
  const answers = declaration.answers
    .map((each) => checkAnswers(each, subject, parts, context))
    .filter((each) => each !== undefined);
  if (expectation === undefined) {
    context.report({ code: "wrong-expectation", wording: "none", span: title.span, values: {} });
    return undefined;
  }
  const expected = checkExpectation(expectation, { subject, parts, answers, context });
  if (fixture === undefined || expected === undefined) return undefined;
  return { declaration, subject, fixture, answers, expectation: expected };
}

/** What a test says of a mapping with mistakes is noise until these are mended. */
function isSound(file: string, context: CheckContext): boolean {
  const { diagnostics, otherFindings } = context.project;
  const findings = [...otherFindings, ...diagnostics];
  const errors = findings.filter((found) => found.file === file && found.severity === "error");
  return errors.every(({ code }) => Object.hasOwn(TEST_DIAGNOSTICS, code));
}
