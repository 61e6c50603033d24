import type { Command } from "commander";
import type { Ended } from "../operations/operator-command.ts";
import type { AuditListOptions, AuditVerifyOptions } from "./audit.ts";

/** `xmap audit …`: the log of all writes. */
export function declareAudit(program: Command, ended: Ended): void {
  const audit = program.command("audit").description("Verify and read the log of all writes.");
  audit
    .command("verify")
    .description("Say whether the audit log is whole.")
    .argument("[path]", "project folder", ".")
    .option("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--expect <hash>", "a hash that a record must have still")
    .option("--json", "one line of JSON", false)
    .action(async (path: string, options: AuditVerifyOptions) => {
      const { auditVerify } = await import("./audit.ts");
      ended(auditVerify(path, options));
    });
  audit
    .command("list")
    .description("List the writes of a record or run.")
    .argument("[path]", "project folder", ".")
    .option("--env <name>", "environment of xmap.json")
    .option("--store <file>", "the SQLite file, instead of the environment's")
    .option("--record <reference>", "the written record, or the one that the flow ran for")
    .option("--run <id>", "the run")
    .option("--json", "one JSON object a line", false)
    .action(async (path: string, options: AuditListOptions) => {
      const { auditList } = await import("./audit.ts");
      ended(auditList(path, options));
    });
}
