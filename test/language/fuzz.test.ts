import fastCheck from "fast-check";
import { expect, it } from "vitest";
import { expressionText } from "./harness/arbitrary-expressions.ts";
import { mutatedFile, tokenStream } from "./harness/arbitrary-texts.ts";
import { judgeExpression, judgeFile } from "./harness/laws.ts";
import { REAL_FILES } from "./harness/mappings-project.ts";

const SEED = 1;

it.each(REAL_FILES)("$name keeps the laws of the language and is accepted", ({ folder, text }) => {
  expect(judgeFile(folder, text)).toBe("accepted");
});

it("400 changed files keep the laws of the language", { timeout: 180_000 }, () => {
  const verdicts = { accepted: 0, refused: 0 };
  const law = fastCheck.property(mutatedFile, ({ folder, text }) => {
    verdicts[judgeFile(folder, text)] += 1;
  });
  fastCheck.assert(law, { numRuns: 400, seed: SEED });
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(40);
});

it("800 streams of words and signs keep the laws of the language", { timeout: 180_000 }, () => {
  const law = fastCheck.property(tokenStream, (text) => {
    judgeFile("xcart-odoo", text);
  });
  fastCheck.assert(law, { numRuns: 800, seed: SEED });
});

it("700 expressions are read again from their print as the same tree", { timeout: 180_000 }, () => {
  const verdicts = { accepted: 0, refused: 0 };
  const law = fastCheck.property(expressionText, (text) => {
    verdicts[judgeExpression(text)] += 1;
  });
  fastCheck.assert(law, { numRuns: 700, seed: SEED });
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(70);
});
