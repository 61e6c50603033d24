import type { OutcomeWord } from "@xmap/contract";
import type { FlowDeclaration, Step, Trigger, XmapFile } from "@xmap/grammar";
import { insertInto, wholeLines } from "../edits/block-text.ts";
import type { PictureEdit } from "../edits/picture-intent.ts";
import { type Splice, smallestChange, withLine, withoutComments } from "../edits/text-splice.ts";
import { writeText } from "../edits/write-text.ts";
import type { MappingChoice, PictureProject } from "../model/picture-of.ts";
import { WorkspaceSources } from "../model/workspace-sources.ts";
import type { FlowIntent, FlowPicture } from "./flow-picture.ts";
import { openingBrace, outcomeOf, readFlow } from "./read-flow.ts";

interface FoundFlow {
  readonly file: XmapFile;
  readonly flow: FlowDeclaration;
}

/** The picture of a flow; undefined when the file has none of that name. */
export function flowOf(choice: MappingChoice, project: PictureProject): FlowPicture | undefined {
  const found = findFlow(choice, project);
  return found === undefined ? undefined : readFlow(found.file, found.flow, policiesOf(project)).picture;
}

/** The changes of the text that make a flow's picture what is wanted; comments and canonical form stay. */
export function editFlow(choice: MappingChoice, intent: FlowIntent, project: PictureProject): PictureEdit {
  const found = findFlow(choice, project);
  if (found === undefined)
    return { kind: "refused", reason: `There is no flow ${choice.name} in ${choice.path} any more.` };
  const { file, flow } = found;
  const planned = planFlow(found, intent, readFlow(file, flow, []).nodes);
  if (typeof planned === "string") return { kind: "refused", reason: planned };
  const written = writeText({ file, splices: planned.splices, statement: planned.statement });
  if ("problem" in written) return { kind: "refused", reason: written.problem };
  const changes = smallestChange(file.source.text, written.text);
  return { kind: "edited", file: file.source.path, changes, line: undefined, mends: [] };
}

function findFlow({ path, name }: MappingChoice, { workspace, host, sides }: PictureProject): FoundFlow | undefined {
  const file = new WorkspaceSources(workspace, host, sides).file(path);
  const flow = file?.declarations.find((one) => one.kind === "FlowDeclaration" && one.name.name === name);
  return file === undefined || flow?.kind !== "FlowDeclaration" ? undefined : { file, flow };
}

function policiesOf({ workspace }: PictureProject): readonly string[] {
  return workspace.workspaceSymbols("").flatMap(({ kind, name }) => (kind === "policy" ? [name] : []));
}

interface FlowPlan {
  readonly splices: readonly Splice[];
  readonly statement: Splice | FlowDeclaration["span"];
}

const GONE = "That part of the flow is not there any more.";

function planFlow(found: FoundFlow, intent: FlowIntent, nodes: ReadonlyMap<string, Step | Trigger>): FlowPlan | string {
  const { file, flow } = found;
  const whole = (splices: readonly Splice[]): FlowPlan => ({ splices, statement: flow.span });
  switch (intent.kind) {
    case "addStep":
      return planStep(found, intent, nodes);
    case "addTrigger": {
      const last = flow.triggers.at(-1)?.span;
      return whole([insertInto({ file, span: flow.span, items: [] }, last, intent.text.trim())]);
    }
    case "setPolicy": {
      const splices = planPolicy(found, intent.policy);
      return typeof splices === "string" ? splices : whole(splices);
    }
    case "setWhere":
      return whole([planWhere(found, intent.text.trim())]);
    case "setAtMostEvery": {
      const splices = planPace(flow, intent.text.trim());
      return typeof splices === "string" ? splices : whole(splices);
    }
    default: {
      const node = nodes.get(intent.box);
      if (node === undefined) return GONE;
      if (intent.kind === "setOutcome") return planOutcome(node, intent.word);
      if (intent.kind === "moveBox") return planMove(found, node, intent.by);
      if (intent.kind === "removeBox")
        return { splices: [{ ...withLine(file, node.span), newText: "" }], statement: node.span };
      const isGroup = node.kind === "WhenStep" || node.kind === "EachStep";
      const end = isGroup ? openingBrace(file, node) : node.span.end;
      const newText = isGroup ? `${intent.text.trim()} ` : intent.text.trim();
      return { splices: [{ start: node.span.start, end, newText }], statement: node.span };
    }
  }
}

function planStep(
  { file, flow }: FoundFlow,
  { into, text }: Extract<FlowIntent, { readonly kind: "addStep" }>,
  nodes: ReadonlyMap<string, Step | Trigger>,
): FlowPlan | string {
  const node = into === undefined ? undefined : nodes.get(into);
  if (into !== undefined && node?.kind !== "WhenStep" && node?.kind !== "EachStep") return GONE;
  const block = node?.kind === "WhenStep" || node?.kind === "EachStep" ? node : flow;
  const items = block.steps;
  const after = items.at(-1)?.span ?? (block === flow ? lastHead(flow) : undefined);
  const place = { file, span: block.span, items };
  return { splices: [insertInto(place, after, text.trim())], statement: block.span };
}

/** What stands before a flow's steps: its triggers and what it keeps to. */
function lastHead({ triggers, after, policy, atMostEvery }: FlowDeclaration): FlowDeclaration["span"] | undefined {
  return atMostEvery?.span ?? policy?.span ?? after.at(-1)?.span ?? triggers.at(-1)?.span;
}

function planPolicy({ file, flow }: FoundFlow, wanted: string | undefined): readonly Splice[] | string {
  const { policy, atMostEvery } = flow;
  if (policy === undefined) {
    if (wanted === undefined) return [];
    return [insertInto({ file, span: flow.span, items: [] }, lastHead(flow), `with ${wanted}`)];
  }
  if (wanted !== undefined) return [{ ...policy.span, newText: wanted }];
  if (atMostEvery !== undefined) return "How often the flow runs at most stands behind its policy: empty that first.";
  const start = withoutComments(file).lastIndexOf("with", policy.span.start);
  return [{ ...withLine(file, { start, end: policy.span.end }), newText: "" }];
}

function planWhere({ file, flow }: FoundFlow, text: string): Splice {
  const { entity, where } = flow;
  if (where !== undefined && text !== "") return { ...where.span, newText: text };
  const { end } = entity.span;
  if (where === undefined) return { start: end, end, newText: text === "" ? "" : ` where ${text}` };
  return { start: end, end: flowBrace(file, flow), newText: " " };
}

/** Where the braces of a flow open. */
function flowBrace(file: XmapFile, { span, triggers, after, policy, steps }: FlowDeclaration): number {
  const first = triggers[0]?.span ?? after[0]?.span ?? policy?.span ?? steps[0]?.span;
  return withoutComments(file).lastIndexOf("{", (first?.start ?? span.end) - 1);
}

function planPace({ policy, atMostEvery }: FlowDeclaration, text: string): readonly Splice[] | string {
  if (policy === undefined) return text === "" ? [] : "This stands behind a policy: choose one first.";
  const { end } = policy.span;
  if (atMostEvery === undefined) return text === "" ? [] : [{ start: end, end, newText: `, at most every ${text}` }];
  if (text === "") return [{ start: end, end: atMostEvery.span.end, newText: "" }];
  return [{ ...atMostEvery.span, newText: text }];
}

function planOutcome(node: Step | Trigger, word: OutcomeWord): FlowPlan | string {
  const outcome = node.kind === "Trigger" ? undefined : outcomeOf(node);
  if (outcome === undefined) return "That step has no outcome.";
  const { start } = outcome.span;
  return { splices: [{ start, end: start + outcome.word.length, newText: word }], statement: node.span };
}

function planMove({ file, flow }: FoundFlow, node: Step | Trigger, by: -1 | 1): FlowPlan | string {
  const lists: readonly (readonly (Step | Trigger)[])[] = [flow.triggers, ...stepLists(flow.steps)];
  const list = lists.find((some) => some.includes(node)) ?? [];
  const other = list[list.indexOf(node) + by];
  if (other === undefined) return by < 0 ? "It stands first already." : "It stands last already.";
  const own = wholeLines(file, node.span);
  const others = wholeLines(file, other.span);
  if (own === undefined || others === undefined) return "It shares its line with something else: move it in the text.";
  const { text } = file.source;
  const splices = [
    { ...own, newText: text.slice(others.start, others.end) },
    { ...others, newText: text.slice(own.start, own.end) },
  ];
  return { splices, statement: flow.span };
}

function stepLists(steps: readonly Step[]): readonly (readonly Step[])[] {
  return [steps, ...steps.flatMap((step) => ("steps" in step ? stepLists(step.steps) : []))];
}
