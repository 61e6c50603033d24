import type { FlowDeclaration, Outcome, Step, Trigger, XmapFile } from "@xmap/grammar";
import { withoutComments } from "../edits/text-splice.ts";
import { textAt } from "../model/source-cut.ts";
import type { FlowBox, FlowPicture, FlowStep } from "./flow-picture.ts";

/** A flow's picture with the nodes behind its boxes, by their ids. */
export interface FlowWithNodes {
  readonly picture: FlowPicture;
  readonly nodes: ReadonlyMap<string, Step | Trigger>;
}

/** Reads a flow's picture off its tree. */
export function readFlow(file: XmapFile, flow: FlowDeclaration, policies: readonly string[]): FlowWithNodes {
  const reader = new FlowReader(file);
  const { text } = file.source;
  const picture: FlowPicture = {
    file: file.source.path,
    name: flow.name.name,
    documentation: flow.documentation,
    subject: flow.subject.name,
    entity: textAt(text, flow.entity.span),
    where: flow.where === undefined ? undefined : textAt(text, flow.where.span),
    triggers: flow.triggers.map((trigger) => reader.box("on", trigger, undefined)),
    after: flow.after.map(({ name }) => name),
    policy: flow.policy?.name,
    policies,
    atMostEvery: flow.atMostEvery === undefined ? undefined : textAt(text, flow.atMostEvery.span),
    steps: reader.steps(flow.steps, undefined),
    span: flow.span,
  };
  return { picture, nodes: reader.nodes };
}

/** Where the braces of a step with steps open. */
export function openingBrace(
  file: XmapFile,
  { span, steps }: Extract<Step, { readonly steps: readonly Step[] }>,
): number {
  return withoutComments(file).lastIndexOf("{", (steps[0]?.span.start ?? span.end) - 1);
}

/** What a step says about a record that it does not go on with. */
export function outcomeOf(step: Step): Outcome | undefined {
  switch (step.kind) {
    case "RequireStep":
    case "OutcomeStep":
      return step.outcome;
    case "EffectStep":
      return step.effect.kind === "FindEffect" ? step.effect.outcome : undefined;
    default:
      return undefined;
  }
}

const KINDS = {
  ReadEffect: "read",
  FindEffect: "find",
  SyncEffect: "sync",
  CallEffect: "call",
  ValueStep: "value",
  WriteStep: "write",
  RequireStep: "require",
  WhenStep: "when",
  EachStep: "each",
  NotifyStep: "notify",
  OutcomeStep: "outcome",
} as const;

class FlowReader {
  readonly nodes = new Map<string, Step | Trigger>();
  readonly #file: XmapFile;
  readonly #taken = new Map<string, number>();

  constructor(file: XmapFile) {
    this.#file = file;
  }

  box(what: string, node: Step | Trigger, above: string | undefined): FlowBox {
    const name = above === undefined ? what : `${above} / ${what}`;
    const count = (this.#taken.get(name) ?? 0) + 1;
    this.#taken.set(name, count);
    const id = count === 1 ? name : `${name} #${count}`;
    this.nodes.set(id, node);
    return { id, text: textAt(this.#file.source.text, node.span), span: node.span };
  }

  steps(steps: readonly Step[], above: string | undefined): readonly FlowStep[] {
    return steps.map((step) => this.#step(step, above));
  }

  #step(step: Step, above: string | undefined): FlowStep {
    const kind = KINDS[step.kind === "EffectStep" ? step.effect.kind : step.kind];
    const name = step.kind === "EffectStep" || step.kind === "ValueStep" ? step.name?.name : undefined;
    const box = this.box(name ?? kind, step, above);
    if (step.kind !== "WhenStep" && step.kind !== "EachStep")
      return { ...box, kind, isGroup: false, steps: [], outcome: outcomeOf(step)?.word };
    const { text } = this.#file.source;
    const head = text.slice(step.span.start, openingBrace(this.#file, step)).trimEnd();
    return { ...box, text: head, kind, isGroup: true, steps: this.steps(step.steps, box.id), outcome: undefined };
  }
}
