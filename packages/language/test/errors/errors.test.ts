import { readFileSync, writeFileSync } from "node:fs";
import { hasErrors } from "@xmap/diagnostics";
import { expect, test } from "vitest";
import { checkProject } from "../../src/check-project.ts";
import { DIAGNOSTICS } from "../../src/diagnostics/every-diagnostic.ts";
import { formatDiagnostics } from "../../src/format/format-diagnostics.ts";
import { FAULTY_CASES, FAULTY_CODES, textsOf } from "./faulty-cases.ts";
import { withMarks } from "./marks.ts";
import { worldOf } from "./world.ts";

/** Only these ask for a whole project; the other cases would have to use what they declare. */
const WHOLE: ReadonlySet<string> = new Set(["unused-name", "needless-ignore"]);

test.for(FAULTY_CASES)("$name", (faulty) => {
  const texts = textsOf(faulty);
  const check = checkProject(["main.xmap"], worldOf(texts), { isWhole: WHOLE.has(faulty.code) });
  const found = check.diagnostics.filter(({ file }) => texts.has(file));
  expect(found.map((diagnostic) => diagnostic.code)).toContain(faulty.code);
  expect(check.program === undefined).toBe(hasErrors(check.diagnostics));
  for (const [name, path] of faulty.files) {
    if (!name.endsWith(".xmap")) continue;
    const ours = found.filter(({ file }) => file === name);
    const shown = withMarks(texts.get(name) ?? "", ours);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, shown);
    else expect(readFileSync(path, "utf8")).toBe(shown);
  }
});

/** No text of a file leads to these: the file is not there, or only the formatter has them. */
const WITHOUT_FILE: ReadonlySet<string> = new Set(["missing-file", ...Object.keys(formatDiagnostics.table)]);

test("every code has a faulty file", () => {
  const codes = Object.keys(DIAGNOSTICS).filter((code) => !WITHOUT_FILE.has(code));
  expect(codes.filter((code) => !FAULTY_CODES.includes(code))).toEqual([]);
  expect(FAULTY_CODES.filter((code) => !Object.hasOwn(DIAGNOSTICS, code))).toEqual([]);
});

test("there are many faulty files", () => {
  expect(FAULTY_CASES.length).toBeGreaterThanOrEqual(150);
});
