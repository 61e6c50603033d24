// @module-tag long

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, test } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/generic-connectors.md"), "utf8");
const blocks = [...page.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, file, text = ""]) => {
  return { language, file, text };
});
const pulls = blocks.flatMap(({ language, text }) => (language === "sh" ? text.trim().split("\n") : []));

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  const environments = { dev: { envFile: "dev.env", store: "store.sqlite" } };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "docs", environments }));
  writeFileSync(join(folder, "dev.env"), "DESK_URL=http://127.0.0.1:1\nDESK_KEY=k\n", { mode: 0o600 });
  for (const { language, file, text } of blocks) {
    if (file === undefined) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    if (language !== "sql") writeFileSync(join(folder, file), text);
    else new DatabaseSync(join(folder, file)).exec(text);
  }
});

test("the examples of the page on generic connectors are pulled, checked and compiled as they stand", () => {
  expect(pulls).toHaveLength(4);
  for (const line of pulls) {
    const [, ...words] = line.split(" ");
    expect(runCommand(words, folder)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("new,") });
  }
  const read = (name: string) => JSON.parse(readFileSync(join(folder, "schemas/desk", name), "utf8"));
  expect(read("tickets.json").properties.order_number).toMatchObject({ "x-xmap-searchable": true });
  expect(read("connector.json").resources.tickets).toMatchObject({
    changes: "cursor",
    operations: { close: { doneWhen: 'status is "closed"' } },
  });
  const checked = runCommand(["check", "."], folder);
  expect([checked.exitCode, checked.stdout]).toEqual([0, ""]);
  expect(runCommand(["fmt", "--check", "."], folder).exitCode).toBe(0);
  expect(runCommand(["compile", ".", "--out", "generated"], folder).exitCode).toBe(0);
  expect(readFileSync(join(folder, "generated/desk.ts"), "utf8")).toContain("FailedJobs");
}, 120_000);
