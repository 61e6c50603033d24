import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A case of JSONata's test suite; its TESTSUITE.md describes the fields. */
export interface SuiteCase {
  /** Group, file and number within the file. */
  readonly name: string;
  readonly expression: string;
  readonly data: unknown;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly timelimit: number | undefined;
  readonly depth: number | undefined;
  readonly expected:
    | { readonly kind: "value"; readonly value: unknown; readonly isUnordered: boolean }
    | {
        readonly kind: "error";
        readonly code: string;
        readonly token: string | undefined;
        readonly message: string | undefined;
      };
}

interface CaseFile {
  readonly expr?: string;
  readonly "expr-file"?: string;
  readonly data?: unknown;
  readonly dataset?: string | null;
  readonly bindings?: Readonly<Record<string, unknown>>;
  readonly timelimit?: number;
  readonly depth?: number;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly unordered?: boolean;
  readonly code?: string;
  readonly token?: string;
  readonly error?: { readonly code?: string; readonly token?: string; readonly message?: string };
}

/** All cases below a folder with `groups` and `datasets`. */
export function readSuite(folder: string): readonly SuiteCase[] {
  const datasets = new Map<string, string>();
  const datasetFolder = join(folder, "datasets");
  for (const file of existsSync(datasetFolder) ? readdirSync(datasetFolder) : [])
    if (file.endsWith(".json"))
      datasets.set(file.slice(0, -".json".length), readFileSync(join(datasetFolder, file), "utf8"));
  const cases: SuiteCase[] = [];
  const groups = join(folder, "groups");
  for (const group of readdirSync(groups).sort()) {
    for (const file of readdirSync(join(groups, group)).sort()) {
      if (!file.endsWith(".json")) continue;
      const content = JSON.parse(readFileSync(join(groups, group, file), "utf8")) as CaseFile | readonly CaseFile[];
      for (const [index, entry] of (Array.isArray(content) ? content : [content as CaseFile]).entries()) {
        const number = Array.isArray(content) ? `[${index}]` : "";
        cases.push(readCase(`${group}/${file}${number}`, entry, join(groups, group), datasets));
      }
    }
  }
  return cases;
}

function readCase(name: string, entry: CaseFile, folder: string, datasets: ReadonlyMap<string, string>): SuiteCase {
  const file = entry["expr-file"];
  const expression = file === undefined ? entry.expr : readFileSync(join(folder, file), "utf8");
  if (expression === undefined) throw new Error(`${name} has no expression.`);
  const code = entry.code ?? entry.error?.code;
  const dataset = typeof entry.dataset === "string" ? datasets.get(entry.dataset) : undefined;
  return {
    name,
    expression,
    data: "data" in entry ? entry.data : dataset === undefined ? undefined : (JSON.parse(dataset) as unknown),
    bindings: entry.bindings ?? {},
    timelimit: entry.timelimit,
    depth: entry.depth,
    expected:
      code === undefined
        ? {
            kind: "value",
            value: entry.undefinedResult === true ? undefined : entry.result,
            isUnordered: entry.unordered === true,
          }
        : { kind: "error", code, token: entry.token ?? entry.error?.token, message: entry.error?.message },
  };
}
