import { grammarDiagnostics } from "@xmap/grammar";
import { expect, test } from "vitest";
import { DIAGNOSTICS } from "../src/diagnostics/every-diagnostic.ts";
import { languageDiagnostics } from "../src/diagnostics/language-diagnostics.ts";
import { formatDiagnostics } from "../src/format/format-diagnostics.ts";

test("every code of every registry is there, and no code is in two", () => {
  const registries = [grammarDiagnostics, languageDiagnostics, formatDiagnostics];
  const codes = registries.flatMap(({ table }) => Object.keys(table));
  expect(Object.keys(DIAGNOSTICS).toSorted()).toEqual(codes.toSorted());
});
