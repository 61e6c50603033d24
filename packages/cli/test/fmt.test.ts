import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";
import { fmt } from "../src/commands/fmt.ts";

const UNTIDY = "xmap 1\nentity A=shop.a{key id}\n";
const TIDY = "xmap 1\nentity A = shop.a { key id }\n";
const BROKEN = "xmap 1\nentity A = \n";

/** A project of these files, of which the drafts are excluded. */
function projectOf(files: Readonly<Record<string, string>>): { folder: string; read: (name: string) => string } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "drafts"));
  const configuration = { language: 1, installation: "test", exclude: ["drafts"] };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify(configuration));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { folder, read: (name) => readFileSync(join(folder, name), "utf8") };
}

/** Runs the command and answers what it said. */
async function run(path: string, check: boolean, input = ""): Promise<{ exitCode: number; out: string; talk: string }> {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const talk = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const exitCode = await fmt(path, { check }, Readable.from([input]));
  const said = { exitCode, out: out.mock.calls.join(""), talk: talk.mock.calls.join("") };
  vi.restoreAllMocks();
  return said;
}

test("all files of a project are formatted in place, excluded ones as well", async () => {
  const { folder, read } = projectOf({ "a.xmap": UNTIDY, "b.xmap": TIDY, "drafts/c.xmap": UNTIDY });
  const { exitCode, out, talk } = await run(folder, false);
  expect(exitCode).toBe(0);
  expect([read("a.xmap"), read("b.xmap"), read("drafts/c.xmap")]).toEqual([TIDY, TIDY, TIDY]);
  expect(out).toMatch(/^.*a\.xmap\n.*drafts\/c\.xmap\n$/);
  expect(talk).toBe("2 of 3 files formatted\n");
  expect(await run(folder, false)).toMatchObject({ exitCode: 0, out: "" });
});

test("--check names the files that differ, writes nothing and fails", async () => {
  const { folder, read } = projectOf({ "a.xmap": UNTIDY, "b.xmap": TIDY });
  const { exitCode, out, talk } = await run(folder, true);
  expect(exitCode).toBe(1);
  expect(read("a.xmap")).toBe(UNTIDY);
  expect(out).toMatch(/^.*a\.xmap\n$/);
  expect(talk).toContain("1 of 2 files to be formatted");
  expect(talk).toContain(`Run "xmap fmt ${folder}"`);
});

test("--check of formatted files is fine", async () => {
  const { folder } = projectOf({ "b.xmap": TIDY });
  expect(await run(join(folder, "b.xmap"), true)).toMatchObject({ exitCode: 0, out: "" });
});

test("a file with mistakes is left as it is and its mistakes are shown; the others are formatted", async () => {
  const { folder, read } = projectOf({ "a.xmap": BROKEN, "b.xmap": UNTIDY });
  const { exitCode, talk } = await run(folder, false);
  expect(exitCode).toBe(1);
  expect([read("a.xmap"), read("b.xmap")]).toEqual([BROKEN, TIDY]);
  expect(talk).toMatch(/a\.xmap:2:\d+: error\[syntax-error\]/);
});

test("standard input becomes standard output", async () => {
  expect(await run("-", false, UNTIDY)).toEqual({ exitCode: 0, out: TIDY, talk: "" });
  expect(await run("-", true, UNTIDY)).toEqual({ exitCode: 1, out: "", talk: "" });
  expect(await run("-", true, TIDY)).toEqual({ exitCode: 0, out: "", talk: "" });
});

test("standard input with mistakes gives no output", async () => {
  const { exitCode, out, talk } = await run("-", false, BROKEN);
  expect([exitCode, out]).toEqual([1, ""]);
  expect(talk).toContain("standard input:2:");
});
