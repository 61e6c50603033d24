import { join } from "node:path";
import { type AuditRecord, EXIT_CODES, type ExitCode } from "@xmap/contract";
import { AuditReader, type AuditReport, StoreRefusedError, verifyAudit } from "@xmap/runtime/node";
import { CommandError } from "../project/command-error.ts";
import { readConfiguration } from "../project/configuration-file.ts";
import { environmentNamed } from "../project/environment-named.ts";

/** Which store is read: the environment's, or a file. */
export interface AuditStoreOptions {
  readonly env?: string;
  readonly store?: string;
  readonly json: boolean;
}

export interface AuditVerifyOptions extends AuditStoreOptions {
  /** The hash of a record that must be there still. */
  readonly expect?: string;
}

export interface AuditListOptions extends AuditStoreOptions {
  /** Text of a reference: of the written record, or of the one that the flow ran for. */
  readonly record?: string;
  readonly run?: string;
}

const JSON_FORMAT = 1;

/** `xmap audit verify [path] --env name`: follows the hash chain of the store's audit log; 1 when a record does not fit. */
export function auditVerify(path: string, options: AuditVerifyOptions): ExitCode {
  const report = withReader(path, options, (reader) => verifyAudit(reader, options.expect));
  process.stdout.write(`${options.json ? reportAsJson(report) : describeReport(report)}\n`);
  return report.broken === undefined ? EXIT_CODES.fine : EXIT_CODES.findings;
}

/** `xmap audit list [path] --env name --record ref | --run id`: the writes of a record or a run, oldest first. */
export function auditList(path: string, options: AuditListOptions): ExitCode {
  const { record, run, json } = options;
  if (record === undefined && run === undefined)
    throw new CommandError("Say which writes: --record shop/Order/5207, or --run and the run's id.");
  const found = withReader(path, options, (reader) => {
    const runs = record === undefined ? undefined : reader.runsOf(record);
    const isMeant = (entry: AuditRecord): boolean =>
      (run === undefined || entry.run === run) &&
      (runs === undefined || entry.target === record || runs.has(entry.run));
    return reader
      .records()
      .flatMap((stored) => (stored.record === undefined ? [] : [stored.record]))
      .filter(isMeant)
      .toArray();
  });
  if (json) for (const entry of found) process.stdout.write(`${entryAsJson(entry)}\n`);
  else process.stdout.write(found.length === 0 ? "There are no such writes.\n" : `${tableOf(found)}\n`);
  return EXIT_CODES.fine;
}

function withReader<Result>(path: string, options: AuditStoreOptions, work: (reader: AuditReader) => Result): Result {
  const reader = openReader(options.store ?? storeOfEnvironment(path, options.env));
  try {
    return work(reader);
  } finally {
    reader.close();
  }
}

function openReader(file: string): AuditReader {
  try {
    return new AuditReader(file);
  } catch (error) {
    if (error instanceof StoreRefusedError) throw new CommandError(error.message);
    throw error;
  }
}

function storeOfEnvironment(path: string, name: string | undefined): string {
  if (name === undefined)
    throw new CommandError("Say which store: --env and a name of xmap.json, or --store and a file.");
  const { folder, configuration } = readConfiguration(path);
  return join(folder, environmentNamed(configuration, name).store);
}

function describeReport(report: AuditReport): string {
  const { records, firstAt, lastAt, lastHash, erased, broken, values } = report;
  const span = firstAt === undefined || lastAt === undefined ? "" : `, from ${timeOf(firstAt)} to ${timeOf(lastAt)}`;
  const count = `${records} audit record${records === 1 ? "" : "s"}`;
  if (broken?.sequence !== undefined)
    return `Audit record ${broken.sequence} does not fit: ${broken.reason}.\n${count} before it fit${span}.`;
  if (broken !== undefined) return `The audit log is not whole: ${broken.reason}.\n${count} fit${span}.`;
  if (records === 0) return "There are no audit records yet.";
  const forgotten = `The values of ${erased} of them cannot be proven any more: a person was erased.`;
  const erasures = erased === 0 ? [] : [forgotten];
  return [`${count} fit${span}.`, `The last hash is ${lastHash}.`, ...erasures, ...describeValues(values)].join("\n");
}

function describeValues(values: AuditReport["values"]): readonly string[] {
  if (values === undefined || values.proven + values.differing === 0) return [];
  const { proven, differing, firstDiffering } = values;
  const proved = `${proven} of ${proven + differing} values that the store keeps are proven by the log.`;
  if (firstDiffering === undefined) return [proved];
  return [proved, `The first that is not is ${firstDiffering.path} of ${firstDiffering.target}.`];
}

function reportAsJson({ firstAt, lastAt, ...report }: AuditReport): string {
  return JSON.stringify({
    format: JSON_FORMAT,
    fits: report.broken === undefined,
    first: firstAt === undefined ? null : timeOf(firstAt),
    last: lastAt === undefined ? null : timeOf(lastAt),
    ...report,
  });
}

function entryAsJson(entry: AuditRecord): string {
  return JSON.stringify({ format: JSON_FORMAT, time: timeOf(entry.at), ...entry });
}

/** Columns as wide as their widest cell; the last one is left as it is. */
function tableOf(entries: readonly AuditRecord[]): string {
  const rows = [
    ["number", "time", "actor", "operation", "record", "step", "run", "fields"],
    ...entries.map(({ sequence, at, actor, operation, target, step, run, fields }) => {
      const paths = fields.map((field) => field.path).join(", ");
      return [String(sequence), timeOf(at), actor, operation, target, step, run, paths];
    }),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0),
  );
  const lineOf = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return rows.map((row) => lineOf(row).trimEnd()).join("\n");
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
