import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

it.each([
  [{ language: 2 }, 'language version 2 is not known; this xmap reads version 1: write "language": 1'],
  [{ language: "1" }, 'language version "1" is not known; this xmap reads version 1: write "language": 1'],
  [{}, 'the language version is missing: write "language": 1'],
])("a project whose xmap.json says %j is refused with the mend", (written, message) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ ...written, installation: "test" }));
  writeFileSync(join(folder, "a.xmap"), "xmap 1\n");
  const { exitCode, stderr } = runCommand(["check", "."], folder);
  expect(stderr).toContain(message);
  expect(exitCode).not.toBe(0);
});

it("a project of language version 1 is checked", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "test" }));
  writeFileSync(join(folder, "a.xmap"), "xmap 1\n");
  expect(runCommand(["check", "."], folder).exitCode).toBe(0);
});
