import { expect, test } from "vitest";
import { formatSource } from "../../src/format/format-source.ts";
import { fixture } from "../project.ts";
import { binding } from "../snippets.ts";
import { applyEdits, openMain } from "./workspace.ts";

test("formatting gives the canonical text in one small change", () => {
  const formatted = formatSource("main.xmap", fixture("orders.xmap"));
  expect(formatted).toHaveProperty("text");
  const text = "text" in formatted ? formatted.text : "";
  const crooked = text.replace("when stage", "when   stage");
  const edits = openMain(crooked).formatting("main.xmap");
  expect(applyEdits(crooked, edits)).toBe(text);
  expect(edits.map(({ newText }) => newText)).toEqual([""]);
  expect(openMain(text).formatting("main.xmap")).toEqual([]);
});

test("a file with an error of syntax is left as it is", () => {
  expect(openMain(binding("number ->   note   ->")).formatting("main.xmap")).toEqual([]);
});

test("a file that is not there answers nothing", () => {
  const workspace = openMain("xmap 1\n");
  expect(workspace.formatting("gone.xmap")).toEqual([]);
  expect(workspace.hover("gone.xmap", 0)).toBeUndefined();
  expect(workspace.completion("gone.xmap", 0)).toEqual([]);
  expect(workspace.signatureHelp("gone.xmap", 0)).toBeUndefined();
  expect(workspace.rename("gone.xmap", 0, "x").kind).toBe("refused");
  expect(workspace.diagnostics("gone.xmap")).toEqual([]);
});
