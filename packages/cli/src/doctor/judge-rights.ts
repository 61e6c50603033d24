import type { ConnectorDiagnosis, DiagnosedAction } from "@xmap/contract";
import { type Finding, listed } from "./finding.ts";
import type { SystemNeeds } from "./system-needs.ts";

const WRITING: readonly DiagnosedAction[] = ["write", "create"];

/** What the account lacks, what could not be told, and what it may do that no flow needs. */
export function judgeRights(needs: SystemNeeds, diagnosis: ConnectorDiagnosis): readonly Finding[] {
  const { rights, missing = [] } = diagnosis;
  const told = new Map(rights.map(({ resource, action, allowed }) => [`${resource} ${action}`, allowed]));
  const findings: Finding[] = [];
  const unknown: string[] = [];
  for (const [resource, actions] of needs.rights) {
    if (missing.includes(resource)) {
      findings.push(missingResource(needs, resource, actions));
      continue;
    }
    for (const [action, flows] of actions) {
      const allowed = told.get(`${resource} ${action}`);
      if (allowed === undefined) unknown.push(`${action} ${resource}`);
      if (allowed !== false) continue;
      findings.push({
        level: "error",
        about: "rights",
        message: `The account may not ${action} ${resource}, which ${listed(flows)} ${flows.size === 1 ? "needs" : "need"}${operationsOf(needs, resource, action)}.`,
        mend: `Give the account of ${needs.system.name} the right to ${action} ${resource}.`,
      });
    }
  }
  if (unknown.length > 0)
    findings.push({
      level: "note",
      about: "rights",
      message: `${needs.system.name} does not tell whether the account may: ${listed(unknown.sort(), 30)}.`,
    });
  return [...findings, ...spareRights(needs, diagnosis)];
}

function missingResource(
  { system }: SystemNeeds,
  resource: string,
  actions: ReadonlyMap<DiagnosedAction, ReadonlySet<string>>,
): Finding {
  const flows = new Set([...actions.values()].flatMap((each) => [...each]));
  return {
    level: "error",
    about: "rights",
    message: `${system.name} has no ${resource}, which ${listed(flows)} ${flows.size === 1 ? "needs" : "need"}.`,
    mend: `Install in ${system.name} the module that brings ${resource}, or show it to the account.`,
  };
}

function operationsOf({ operations }: SystemNeeds, resource: string, action: DiagnosedAction): string {
  const calls = [...operations.keys()].filter((name) => name.startsWith(`${resource}.`));
  return action !== "write" || calls.length === 0
    ? ""
    : ` (${calls.map((call) => call.slice(resource.length + 1)).join(", ")})`;
}

function spareRights(needs: SystemNeeds, { rights, isIndivisible = false }: ConnectorDiagnosis): readonly Finding[] {
  const { name } = needs.system;
  const isNeeded = (resource: string, action: DiagnosedAction): boolean =>
    needs.rights.get(resource)?.has(action) === true;
  const spare = rights.filter(({ resource, action, allowed }) => allowed && !isNeeded(resource, action));
  if (isIndivisible) {
    const writes = rights.some(({ action, allowed }) => allowed && WRITING.includes(action));
    const needsToWrite = [...needs.rights.values()].some((actions) => WRITING.some((action) => actions.has(action)));
    if (!writes || needsToWrite) return [];
    return [
      {
        level: "warning",
        about: "rights",
        message: `The account may change everything in ${name}, and the mappings only read.`,
        mend: `Give ${name} a key that can only read.`,
      },
    ];
  }
  return WRITING.flatMap((action): readonly Finding[] => {
    const resources = spare.filter((right) => right.action === action).map(({ resource }) => resource);
    if (resources.length === 0) return [];
    return [
      {
        level: "warning",
        about: "rights",
        message: `The account may ${action} what no mapping ${action === "write" ? "writes" : "creates"}: ${listed(resources, 20)}.`,
        mend: `Take rights away from the account of ${name}, or give the mappings one of their own; see docs/least-privilege.md.`,
      },
    ];
  });
}
