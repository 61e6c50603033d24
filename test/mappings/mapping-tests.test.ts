import { expect, it } from "vitest";
import { MAPPINGS } from "../harness/mappings.ts";
import { runCommand } from "../harness/run-command.ts";

it("the mappings keep what their tests promise", () => {
  const { exitCode, stdout, stderr } = runCommand(["test"], MAPPINGS);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^\d{3} passed, 0 failed$/m);
  expect(exitCode).toBe(0);
});

it("the tests of the customers notice every change of their mapping", () => {
  const parameters = ["test", "xcart-odoo/customers.tests.xmap", "--mutate", "--minimum", "100"];
  const { exitCode, stdout } = runCommand(parameters, MAPPINGS);
  expect(stdout).toMatch(/^mutation score 100 % \(/m);
  expect(exitCode).toBe(0);
});
