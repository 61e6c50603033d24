import type { DataRecord } from "@xmap/contract";
import { didYouMean, positionAt } from "@xmap/diagnostics";
import type { FlowSymbol } from "@xmap/language";
import { type FlowTrial, tryFlow } from "@xmap/runtime/testing";
import { CommandError } from "../project/command-error.ts";
import type { CheckedProject } from "./checked-project.ts";
import type { CompiledProject } from "./compiled-project.ts";
import type { ReadAnswers } from "./read-answers.ts";
import { showFlowTrial } from "./show-flow-trial.ts";
import { trialSource } from "./trial-source.ts";

const FLOW_TRACE_SCHEMA = "xmap.flow-trace/1";

/** The flow of that name in the files that are meant. */
export function flowNamed(name: string, file: string, project: CheckedProject): FlowSymbol {
  const flows = project.program.files
    .filter((each) => project.sources.includes(each.file.source.path))
    .flatMap((each) => each.flows);
  const found = flows.find((flow) => flow.name === name);
  if (found !== undefined) return found;
  const names = flows.map((flow) => flow.name);
  const mend = didYouMean(name, names) ?? (names.length === 0 ? "it has none." : `it has ${names.join(", ")}.`);
  throw new CommandError(`${file} has no flow \`${name}\`; ${mend}`);
}

/** What a flow does for one record, step by step: text, or JSON in one line. */
export async function traceFlow(
  flow: FlowSymbol,
  record: DataRecord,
  answers: ReadAnswers,
  project: CheckedProject,
  compiled: CompiledProject,
  asJson: boolean,
): Promise<string> {
  const module = compiled.flows.get(flow.name);
  if (module === undefined) throw new TypeError(`${flow.name} was not compiled`);
  const trial = await tried(() => tryFlow(module, record, trialSource(answers, answers.source, project.program)));
  const source = project.sourceText(flow.file);
  const line = source === undefined ? 0 : positionAt(source, flow.declaration.span.start).line;
  const place = { file: flow.file, line };
  if (asJson) return JSON.stringify({ schema: FLOW_TRACE_SCHEMA, flow: flow.name, place, ...trial });
  const lineOf = (file: string, number: number): string =>
    project.sourceText(file)?.text.split("\n")[number - 1]?.trim() ?? "";
  const subject = `${flow.entity.name} of ${flow.entity.system.name}`;
  return showFlowTrial({ flow: flow.name, subject, place, trial, lineOf });
}

async function tried(work: () => Promise<FlowTrial>): Promise<FlowTrial> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(`The flow cannot be traced: ${error.message}.`);
    throw error;
  }
}
