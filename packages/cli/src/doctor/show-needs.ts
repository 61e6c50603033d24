import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { jsonLine } from "../operations/json-lines.ts";
import { loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { loadModules } from "../run/load-modules.ts";
import { type SystemNeeds, systemNeeds } from "./system-needs.ts";

/** `xmap doctor --needs`: what an account of each system must be allowed, as Markdown or JSON; asks nobody. */
export async function showNeeds(path: string, { json }: { readonly json: boolean }): Promise<ExitCode> {
  const project = loadProject(path);
  if (project.program === undefined) {
    process.stderr.write(`${showDiagnostics(project, "pretty")}\n\n${summarize(project)}\n`);
    return EXIT_CODES.findings;
  }
  const used = systemNeeds(project.program, await loadModules(project)).filter(({ rights }) => rights.size > 0);
  const text = json
    ? used.map((needs) => jsonLine("doctor.needs", plain(needs))).join("")
    : used.map(needsText).join("\n");
  process.stdout.write(text);
  return EXIT_CODES.fine;
}

function plain({ system, rights, operations, capabilities, webhooks }: SystemNeeds): object {
  const flowsOf = (needs: ReadonlyMap<string, ReadonlySet<string>>): object =>
    Object.fromEntries([...needs].map(([name, flows]) => [name, [...flows]]));
  return {
    system: system.name,
    connector: system.declaration.connector.name,
    rights: Object.fromEntries([...rights].map(([resource, actions]) => [resource, flowsOf(actions)])),
    operations: flowsOf(operations),
    capabilities: flowsOf(capabilities),
    webhooks: flowsOf(webhooks),
  };
}

const ACTIONS = ["read", "create", "write"] as const;

function needsText({ system, rights, operations, capabilities, webhooks }: SystemNeeds): string {
  const rows = [...rights]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([resource, actions]) => {
      const flows = new Set([...actions.values()].flatMap((each) => [...each]));
      const calls = [...operations.keys()]
        .filter((name) => name.startsWith(`${resource}.`))
        .map((name) => name.slice(resource.length + 1));
      const allowed = ACTIONS.filter((action) => actions.has(action)).join(", ");
      return `| \`${resource}\` | ${allowed} | ${sorted(calls)} | ${sorted(flows)} |`;
    });
  const more = [
    ...(webhooks.size === 0 ? [] : [`Webhooks of ${sorted(webhooks.keys())}.`]),
    ...(capabilities.size === 0 ? [] : [`Better with ${sorted(capabilities.keys())}.`]),
  ];
  const head = `### ${system.name} (${system.declaration.connector.name})`;
  const table = ["| resource | rights | operations | flows |", "|---|---|---|---|", ...rows];
  return `${[head, "", ...table, ...(more.length === 0 ? [] : ["", ...more])].join("\n")}\n`;
}

function sorted(names: Iterable<string>): string {
  return [...names].sort().join(", ");
}
