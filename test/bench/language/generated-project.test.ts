import { checkProject } from "@xmap/language";
import { expect, it } from "vitest";
import { generateProject } from "./generated-project.ts";

it("a generated project is right, and has the rules that it says it has", () => {
  const { host, files, rules } = generateProject(50);
  const { diagnostics } = checkProject(host.listFiles(), host);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const text = files.map((file) => file.text).join("");
  expect(text.match(/^ +(?!let|require).* -> .*$/gm)).toHaveLength(rules);
  expect(files[0]?.text.split("\n").length).toBeGreaterThan(450);
});
