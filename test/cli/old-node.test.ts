import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const command = resolve(import.meta.dirname, "../../packages/cli/bin/xmap.js");

it("says in one sentence that Node is too old", () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})';
  const result = spawnSync(process.execPath, ["--import", pretend, command, "check"], { encoding: "utf8" });
  expect([result.status, result.stdout, result.stderr]).toEqual([
    2,
    "",
    "xmap needs Node 24 or newer, and this is Node 20.20.2.\n",
  ]);
});
