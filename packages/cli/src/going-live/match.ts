import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { type BaselineFinding, type BaselineReport, linkingBindings } from "@xmap/runtime/node";
import { copyStore } from "../operations/copy-store.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { textTable } from "../operations/text-table.ts";
import { openEngine } from "./open-engine.ts";
import { checkNamed, type OpenedProject } from "./opened-project.ts";

export interface MatchParts {
  readonly opened: OpenedProject;
  /** Names of bindings; none means all. */
  readonly names: readonly string[];
  readonly link: boolean;
  /** True when xmap has made the right records, as after a loss of the store. */
  readonly ours: boolean;
  readonly actor: string;
  readonly json: boolean;
  readonly isStopped: () => boolean;
}

/** Rows of each kind that are shown to people; `--json` has all. */
const SHOWN = 20;
const PROBLEMS: readonly Exclude<BaselineFinding["kind"], "matched">[] = [
  "ambiguous",
  "unmatchedLeft",
  "unmatchedRight",
];
const TITLES = { ambiguous: "AMBIGUOUS", unmatchedLeft: "UNMATCHED LEFT", unmatchedRight: "UNMATCHED RIGHT" } as const;

/** Matches the records of bindings by key. Without `link` it works on a copy of the store, also while an engine runs. */
export async function matchBindings(parts: MatchParts): Promise<ExitCode> {
  const { opened, link } = parts;
  if (link) return matchOn(parts, opened.storePath);
  const folder = mkdtempSync(join(tmpdir(), "xmap-baseline-"));
  try {
    const copy = join(folder, "store.sqlite");
    await copyStore(opened.storePath, copy);
    return await matchOn(parts, copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function matchOn({ opened, names, json, ...options }: MatchParts, storePath: string): Promise<ExitCode> {
  const all = linkingBindings(opened.modules);
  checkNamed(
    "binding",
    names,
    all.map(({ binding }) => binding.name),
  );
  const chosen = names.length === 0 ? all : all.filter(({ binding }) => names.includes(binding.name));
  const own = await openEngine({ ...opened, storePath });
  const reports: BaselineReport[] = [];
  const shown: BaselineFinding[] = [];
  const countOf = (finding: BaselineFinding): number =>
    shown.filter(({ kind, binding }) => kind === finding.kind && binding === finding.binding).length;
  const onFinding = (finding: BaselineFinding): void => {
    if (json) process.stdout.write(jsonLine("match", finding));
    else if (finding.kind !== "matched" && countOf(finding) < SHOWN) shown.push(finding);
  };
  const onProgress = (binding: string, records: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${binding}: ${records.toLocaleString("en-US")} records`);
  };
  try {
    for (const linking of chosen)
      reports.push(await own.engine.goingLive.match(linking, { ...options, onFinding, onProgress }));
  } finally {
    await own.close();
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
  if (json) for (const report of reports) process.stdout.write(jsonLine("baseline", report));
  else process.stdout.write(`${describe(reports, shown)}\n`);
  if (!options.link) process.stderr.write("Nothing was changed; add --link to link what matches.\n");
  const isClean = reports.every(({ ambiguous, unmatchedLeft }) => ambiguous + unmatchedLeft === 0);
  return isClean ? EXIT_CODES.fine : EXIT_CODES.findings;
}

function describe(reports: readonly BaselineReport[], shown: readonly BaselineFinding[]): string {
  const head = [
    "BINDING",
    "RECORDS",
    "LINKED",
    "MATCHED",
    "UNMATCHED LEFT",
    "UNMATCHED RIGHT",
    "AMBIGUOUS",
    "LEFT OUT",
  ];
  const rows = reports.map((one) => [
    one.binding,
    ...[one.records, one.linked, one.matched, one.unmatchedLeft].map(String),
    one.unmatchedRight === undefined ? "not listed" : String(one.unmatchedRight),
    ...[one.ambiguous, one.leftOut].map(String),
  ]);
  return [textTable(head, rows), ...PROBLEMS.flatMap((kind) => problemTable(kind, reports, shown))].join("\n\n");
}

function problemTable(
  kind: Exclude<BaselineFinding["kind"], "matched">,
  reports: readonly BaselineReport[],
  shown: readonly BaselineFinding[],
): readonly string[] {
  const findings = shown.filter((one) => one.kind === kind);
  if (findings.length === 0) return [];
  const rows = findings.map(({ binding, record, candidates, reason = "" }) => [
    binding,
    record,
    candidates.join(", "),
    reason,
  ]);
  const total = reports.reduce((sum, report) => sum + (report[kind] ?? 0), 0);
  const more = total > findings.length ? `\n… ${total - findings.length} more; --json has all` : "";
  return [`${textTable([TITLES[kind], "RECORD", "CANDIDATES", "WHY"], rows)}${more}`];
}
