import type { Span } from "@xmap/diagnostics";
import type { CheckedStep, CheckedTrigger, FlowSymbol } from "@xmap/language";
import { type Html, html, joined } from "./html.ts";
import { mappingAnchor, mappingTitle } from "./mapping-names.ts";
import { mappingTable } from "./mapping-parts.ts";
import { code, prose, section } from "./parts.ts";
import type { Specification } from "./specification.ts";
import { durationText } from "./table-parts.ts";

/** The flows: what starts them, and their steps in order. */
export function flowParts(specification: Specification): Html {
  const flows = specification.program.files.flatMap((file) => file.flows);
  return section(
    "flows",
    2,
    "Flows",
    flows.map((flow) => flowPart(flow, specification)),
  );
}

function flowPart(flow: FlowSymbol, specification: Specification): Html {
  const { anchors, lineage } = specification;
  const textOf: TextOf = (span) => specification.textOf(flow.file, span);
  const where = flow.where === undefined ? html`` : html` where ${code(textOf(flow.where.span))}`;
  const policy = flow.policy === undefined ? html`` : html` Policy: ${code(flow.policy.name)}.`;
  const after = flow.after.length === 0 ? html`` : html` It comes after ${code(flow.after.join(", "))}.`;
  const writes = lineage.mappings.filter(
    (mapping) =>
      mapping.kind === "write" && mapping.place.file === flow.file && mapping.name.startsWith(`${flow.name}/`),
  );
  return section(anchors.of("flow", flow.name, flow.file), 3, flow.name, [
    prose(flow.declaration.documentation),
    html`<p>For each ${anchors.link(["entity"], flow.entity.name)}, called ${code(flow.subject)}${where}.${after}${policy}</p>`,
    html`<ul>${flow.triggers.map((trigger) => html`<li>${triggerPart(trigger, specification)}</li>`)}</ul>`,
    html`<ol class="steps">${flow.steps.map((step) => stepPart(step, flow.name, textOf, specification))}</ol>`,
    ...writes.map(
      (mapping) => html`<div id="${mappingAnchor(mapping, specification)}"><h4>${mappingTitle(mapping)}</h4>
${mappingTable(mapping, specification)}</div>`,
    ),
  ]);
}

function triggerPart({ declaration, entity, via, at, hints }: CheckedTrigger, { anchors }: Specification): Html {
  const through = via === undefined ? html`` : html` through ${anchors.link(["binding"], via.name)}`;
  const field = at === undefined ? html`` : html` at ${code(at)}`;
  const what = declaration.event === "change" ? "When" : "When the removal of";
  const happens = declaration.event === "change" ? "changes" : "is seen";
  return html`${what} ${anchors.link(["entity"], entity.name)}${field} ${happens}${through}: ${hints.map(hintText).join(", ")}`;
}

function hintText({ by, every, at }: Hint): string {
  const often = every === undefined ? "" : ` every ${durationText(every.milliseconds)}`;
  return `${by}${often}${at === undefined ? "" : ` at ${at.value} (UTC)`}`;
}

type TextOf = (span: Span) => string;
type Hint = CheckedTrigger["hints"][number];

function stepPart(step: CheckedStep, flow: string, textOf: TextOf, specification: Specification): Html {
  const { anchors, lineage } = specification;
  switch (step.kind) {
    case "when": {
      const offered = step.capability === undefined ? [] : [`${step.capability.system} offers ${step.capability.name}`];
      const tested = step.condition === undefined ? [] : [textOf(step.condition.span)];
      const conditions = joined([...offered, ...tested].map(code), " and ");
      return html`<li><b>Only when</b> ${conditions}:${innerSteps(step.steps, flow, textOf, specification)}</li>`;
    }
    case "each":
      return html`<li><b>For each</b> ${code(step.name)} in ${code(textOf(step.list.span))}:${innerSteps(step.steps, flow, textOf, specification)}</li>`;
    case "write": {
      const mapping = lineage.mappings.find((each) => each.name === `${flow}/${step.id}`);
      const rules =
        mapping === undefined ? html`` : html`, <a href="#${mappingAnchor(mapping, specification)}">by these rules</a>`;
      return html`<li><b>Write</b> ${code(step.target)}${rules}</li>`;
    }
    case "sync":
    case "find":
      return html`<li><b>${step.kind === "sync" ? "Sync" : "Find"}</b> ${code(textOf(step.declaration.span))} (${anchors.link(["binding"], step.binding.name)})</li>`;
    default:
      return html`<li><b>${STEP_WORDS[step.kind]}</b> ${code(textOf(step.declaration.span).replace(STEP_KEYWORD, ""))}</li>`;
  }
}

const STEP_WORDS = {
  value: "Let",
  read: "Read",
  call: "Call",
  invoke: "Call",
  require: "Require",
  notify: "Notify",
  outcome: "End",
} as const;

/** The word that a step begins with is said already. */
const STEP_KEYWORD = /^(require|call|notify|read) /;

function innerSteps(steps: readonly CheckedStep[], flow: string, textOf: TextOf, specification: Specification): Html {
  return html`<ol>${steps.map((step) => stepPart(step, flow, textOf, specification))}</ol>`;
}
