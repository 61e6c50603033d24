import { OUTCOME_WORDS, type OutcomeWord } from "@xmap/contract";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { jumpPlaceOf } from "../../state/jump-place.ts";
import { usePlayground, useSession } from "../../state/session-context.ts";
import type { MappingChoice } from "../model/picture-of.ts";
import { TextBox } from "../view/text-box.tsx";
import { useAnsweredEdit } from "../view/use-answered-edit.ts";
import type { FlowBox, FlowIntent, FlowPicture, FlowStep } from "./flow-picture.ts";
import { moveLabel, useKeptFocus } from "./use-kept-focus.ts";

type EditFlow = (intent: FlowIntent, done: string) => Promise<string | undefined>;

interface FlowParts {
  readonly edit: EditFlow;
  readonly onShow: (box: FlowBox) => void;
}

/** The picture of a flow as the newest text has it; null when there is no such flow. */
function useFlow({ path, name }: MappingChoice): FlowPicture | null | undefined {
  const { client } = useSession();
  const files = usePlayground((state) => state.work.files);
  const [flow, setFlow] = useState<FlowPicture | null>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when any file is another one
  useEffect(() => {
    let isCurrent = true;
    void client.ask("flow", { path, name }).then((found) => {
      if (isCurrent && found !== undefined) setFlow(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [client, path, name, files]);
  return flow;
}

/** A flow as a diagram: what starts it, what it keeps to, and its steps one below the other, each with its text. */
export function FlowView({ choice }: { readonly choice: MappingChoice }) {
  const { client, session, jumps } = useSession();
  const { path, name } = choice;
  const flow = useFlow(choice);
  const write = useAnsweredEdit();
  const place = useRef<HTMLElement>(null);
  const keepFocus = useKeptFocus(flow, place);
  const edit: EditFlow = useCallback(
    async (intent, done) => {
      const forget = keepFocus(intent);
      const answer = await write(() => client.ask("editFlow", { path, name, intent }), done);
      if (!("problem" in answer)) return undefined;
      forget();
      return answer.problem;
    },
    [client, write, path, name, keepFocus],
  );
  const onShow = useCallback(
    ({ span }: FlowBox) => jumps.show(path, jumpPlaceOf(path, session.work.files.get(path) ?? "", span)),
    [jumps, session, path],
  );
  if (flow === undefined) return <p className="hint">Drawing…</p>;
  if (flow === null) return <p className="hint">There is no flow {name} any more.</p>;
  return (
    <section ref={place} className="flow-view" aria-label={`Flow ${flow.name}`} data-flow={flow.name}>
      <h2>
        {flow.name} <span className="quiet">{`for ${flow.subject}: ${flow.entity}`}</span>
      </h2>
      <TextBox
        label="Where"
        text={flow.where ?? ""}
        placeholder="every record"
        onCommit={(text) => edit({ kind: "setWhere", text }, "The flow concerns other records now.")}
      />
      <ul className="flow-triggers" aria-label="Triggers">
        {flow.triggers.map((trigger) => (
          <li key={trigger.id} className="flow-box is-trigger">
            <BoxText box={trigger} label="Starts" edit={edit} onShow={onShow} />
            <BoxButtons box={trigger} edit={edit} />
          </li>
        ))}
        <li>
          <NewText
            label="Another trigger"
            placeholder="on change by poll every 30s"
            add={(text) => edit({ kind: "addTrigger", text }, "The trigger is added.")}
          />
        </li>
      </ul>
      <Policy flow={flow} edit={edit} />
      <Steps steps={flow.steps} label={`Steps of ${flow.name}`} into={undefined} edit={edit} onShow={onShow} />
    </section>
  );
}

interface StepsProps extends FlowParts {
  readonly steps: readonly FlowStep[];
  readonly label: string;
  readonly into: string | undefined;
}

function Steps({ steps, label, into, edit, onShow }: StepsProps) {
  return (
    <ol className="flow-steps" aria-label={label}>
      {steps.map((step) => (
        <li key={step.id} className={`flow-box is-${step.kind}`} data-step={step.id}>
          <BoxText box={step} label={step.kind} edit={edit} onShow={onShow} />
          {step.outcome !== undefined && <OutcomeChoice step={step} word={step.outcome} edit={edit} />}
          <BoxButtons box={step} edit={edit} />
          {step.isGroup && (
            <Steps steps={step.steps} label={`Steps in ${step.id}`} into={step.id} edit={edit} onShow={onShow} />
          )}
        </li>
      ))}
      <li className="flow-new">
        <NewText
          label={into === undefined ? "Another step" : `Another step in ${into}`}
          placeholder="name = sync record via Binding"
          add={(text) => edit({ kind: "addStep", into, text }, "The step is added.")}
        />
      </li>
    </ol>
  );
}

interface BoxProps {
  readonly box: FlowBox;
  readonly edit: EditFlow;
}

function BoxText({ box, label, edit, onShow }: BoxProps & FlowParts & { readonly label: string }) {
  return (
    <TextBox
      label={label}
      text={box.text}
      onFocus={() => onShow(box)}
      onCommit={(text) => edit({ kind: "setText", box: box.id, text }, `${box.id} is another one.`)}
    />
  );
}

interface OutcomeProps {
  readonly step: FlowStep;
  readonly word: OutcomeWord;
  readonly edit: EditFlow;
}

function OutcomeChoice({ step: { id }, word, edit }: OutcomeProps) {
  return (
    <select
      aria-label={`Outcome of ${id}`}
      value={word}
      onChange={({ target }) => {
        const chosen = OUTCOME_WORDS.find((one) => one === target.value);
        if (chosen !== undefined)
          void edit({ kind: "setOutcome", box: id, word: chosen }, `${id} comes to ${chosen} now.`);
      }}
    >
      {OUTCOME_WORDS.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}

function BoxButtons({ box: { id }, edit }: BoxProps) {
  return (
    <div className="bar">
      <button
        type="button"
        aria-label={moveLabel(id, -1)}
        onClick={() => void edit({ kind: "moveBox", box: id, by: -1 }, `${id} stands one place higher.`)}
      >
        ↑
      </button>
      <button
        type="button"
        aria-label={moveLabel(id, 1)}
        onClick={() => void edit({ kind: "moveBox", box: id, by: 1 }, `${id} stands one place lower.`)}
      >
        ↓
      </button>
      <button
        type="button"
        aria-label={`Remove ${id}`}
        onClick={() => void edit({ kind: "removeBox", box: id }, `${id} is removed.`)}
      >
        Remove
      </button>
    </div>
  );
}

function Policy({ flow, edit }: { readonly flow: FlowPicture; readonly edit: EditFlow }) {
  const id = useId();
  const { after, policy, policies } = flow;
  return (
    <div className="flow-policy">
      {after.length > 0 && <span>Runs after {after.join(", ")}. </span>}
      <label htmlFor={id}>Policy</label>{" "}
      <select
        id={id}
        value={policy ?? ""}
        onChange={({ target: { value } }) => {
          const done = value === "" ? "The flow has no policy." : `The flow keeps to ${value}.`;
          void edit({ kind: "setPolicy", policy: value === "" ? undefined : value }, done);
        }}
      >
        <option value="">none</option>
        {policy !== undefined && !policies.includes(policy) && <option>{policy}</option>}
        {policies.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <TextBox
        label="At most every"
        text={flow.atMostEvery ?? ""}
        placeholder="as often as it is to"
        onCommit={(text) => edit({ kind: "setAtMostEvery", text }, "The flow runs at another pace.")}
      />
    </div>
  );
}

interface NewTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly add: (text: string) => Promise<string | undefined>;
}

/** A line to write something more in; it is empty again once that is done. */
function NewText({ label, placeholder, add }: NewTextProps) {
  const [made, setMade] = useState(0);
  return (
    <TextBox
      key={made}
      label={label}
      text=""
      placeholder={placeholder}
      onCommit={async (text) => {
        const problem = await add(text);
        if (problem === undefined) setMade((before) => before + 1);
        return problem;
      }}
    />
  );
}
