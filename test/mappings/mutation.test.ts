import { expect, it } from "vitest";
import { MAPPINGS } from "../harness/mappings.ts";
import { runCommand } from "../harness/run-command.ts";

const TIMEOUT = 1_500_000;

it.each(["xcart-odoo", "xcart-acumatica"])(
  "the tests of %s notice nine of ten changes of its mappings",
  {
    timeout: TIMEOUT,
    tags: ["long"],
  },
  (pair) => {
    const { exitCode, stdout } = runCommand(["test", pair, "--mutate", "--minimum", "90"], MAPPINGS);
    expect(stdout).toMatch(/^\d{2,3} passed, 0 failed$/m);
    expect(stdout).toMatch(/^mutation score (9\d|100) % \(/m);
    expect(exitCode).toBe(0);
  },
);
