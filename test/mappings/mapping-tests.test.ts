import { resolve } from "node:path";
import { expect, it } from "vitest";
import { MAPPINGS } from "../harness/mappings.ts";
import { runCommand } from "../harness/run-command.ts";

const TIMEOUT = 300_000;

it(
  "the mappings keep what their tests promise, and the tests notice nine of ten changes of orders.xmap",
  () => {
    const parameters = ["test", "mappings/xcart-odoo/orders.tests.xmap", "--mutate", "--minimum", "90"];
    const { exitCode, stdout, stderr } = runCommand(parameters, resolve(MAPPINGS, ".."));
    expect(stderr).toBe("");
    expect(stdout).toMatch(/\n\d+ passed, 0 failed\n/);
    expect(stdout).toMatch(/\nmutation score 9\d % \(/);
    expect(exitCode).toBe(0);
  },
  TIMEOUT,
);
