import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { mappingsWithChannels } from "./channels.ts";

it("channels and messages to their receivers are mappings without a mistake", () => {
  const steps = '  notify team.sales "order {order.order_number}"\n  notify mail "order {order.order_number}"';
  const mappings = mappingsWithChannels(temporaryFolder(), steps);
  const result = runCommand(["check", "mappings"], join(mappings, ".."));
  expect(result.stdout).toBe("");
  expect(result.exitCode).toBe(0);
});

it("a secret in the open and an option that is missing are found", () => {
  const declarations =
    'xmap 1\n\nsystem team = slack { url: "https://hooks.slack.com/x" }\nsystem mail = email { to: "a@b.c" }\n';
  const mappings = mappingsWithChannels(temporaryFolder(), "", declarations);
  const result = runCommand(["check", "mappings"], join(mappings, ".."));
  expect(result.exitCode).toBe(1);
  expect(result.stdout).toContain('write `secret("TEAM_URL")`');
  expect(result.stdout).toMatch(/channels\.xmap:4:8: error\[unknown-option\][^\n]*from/);
});
