import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const DEMO = ["--conditions=@xmap/source", "test/demo/main.ts", "--orders", "40", "--seed", "1", "--latency", "2"];

it("the demo with fewer orders ends as its oracle says, and shows how long things take", { tags: ["long"] }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, DEMO, {
    cwd: ROOT,
    encoding: "utf8",
    timeout: 110_000,
  });
  expect(stdout.trimEnd().split("\n").at(-1), stderr).toMatch(
    /^40 orders: \d+ delivered, \d+ dead-lettered, \d+ held, 0 lost, 0 twice, 0 against the oracle$/,
  );
  expect(stdout).toMatch(/webhook .* ms/);
  expect(status).toBe(0);
});
