import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const PACKAGE = resolve(import.meta.dirname, "../../packages/cli/package.json");

it("--version says the package's version, in any folder", () => {
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { readonly version: string };
  for (const option of ["--version", "-V"])
    expect(runCommand([option], temporaryFolder())).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

it("without a command it says which there are", () => {
  const { exitCode, stderr } = runCommand([], temporaryFolder());
  expect(stderr).toContain("Usage: xmap");
  for (const command of ["check", "compile", "test", "run", "playground"]) expect(stderr).toContain(`  ${command} `);
  expect(exitCode).toBe(2);
});

it("a command that is misspelt is refused with the one that is near", () => {
  const { exitCode, stderr } = runCommand(["chek"], temporaryFolder());
  expect(stderr).toContain("error: unknown command 'chek'");
  expect(stderr).toContain("(Did you mean check?)");
  expect(exitCode).toBe(2);
});
