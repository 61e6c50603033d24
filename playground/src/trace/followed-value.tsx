import type { TracedQuestion } from "@xmap/compiler/lineage";
import type { Value } from "@xmap/contract";
import { usePlayground, useSession } from "../state/session-context.ts";
import type { FollowedValue, Following, RunTrace } from "./follow-trace.ts";
import { useFollow, useFollowing } from "./use-following.ts";

/** Where the followed output comes from, or where the followed input goes; nothing while none of this side is followed. */
export function FollowedValueView({ side }: { readonly side: FollowedValue["side"] }) {
  const following = useFollowing();
  if (following === undefined || following.followed.side !== side) return null;
  return side === "output" ? <Origin following={following} /> : <Destination following={following} />;
}

function Origin({ following }: { readonly following: Following }) {
  const { session, jumps } = useSession();
  const { followed, fields, inputs, rules, questions } = following;
  const [only] = fields;
  return (
    <section className="followed" aria-label={`Where ${followed.path} comes from`} data-followed="output">
      <Title
        path={followed.path}
        value={fields.length === 1 && only?.kept !== true ? only?.value : undefined}
        onClose={() => session.follow(undefined)}
      />
      {rules.length === 0 && <p>No rule writes this.</p>}
      <ul>
        {rules.map(({ rule, text, place }) => (
          <li key={rule}>
            <button
              type="button"
              className="plain"
              onClick={() => jumps.jump(place.file, { lineNumber: place.line, column: place.column })}
            >
              <code>{text}</code>{" "}
              <span className="quiet">
                {place.file}:{place.line}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {inputs.length > 0 && <Values side="input" paths={inputs} label="from" />}
      {questions.length > 0 && (
        <ul aria-label="Lookups">
          {questions.map((question) => (
            <li key={JSON.stringify([question.name, question.key, question.field])}>{answerText(question)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Destination({ following }: { readonly following: Following }) {
  const { session } = useSession();
  const { followed, outputs } = following;
  return (
    <section className="followed" aria-label={`Where ${followed.path} goes`} data-followed="input">
      <Title path={followed.path} value={undefined} onClose={() => session.follow(undefined)} />
      {outputs.length === 0 ? <p>No rule reads this.</p> : <Values side="output" paths={outputs} label="goes into" />}
    </section>
  );
}

interface TitleProps {
  readonly path: string;
  readonly value: Value | undefined;
  readonly onClose: () => void;
}

function Title({ path, value, onClose }: TitleProps) {
  return (
    <div className="bar">
      <span className="bar-title">
        {path}
        {value !== undefined && <span className="quiet"> = {JSON.stringify(value)}</span>}
      </span>
      <button type="button" onClick={onClose}>
        Stop following
      </button>
    </div>
  );
}

const NO_TRACE: RunTrace = { fields: [], inputs: [] };

interface ValuesProps {
  readonly side: FollowedValue["side"];
  readonly paths: readonly string[];
  readonly label: string;
}

/** Values of one side, each to be followed in its turn. */
function Values({ side, paths, label }: ValuesProps) {
  const trace = usePlayground(({ run }) => (run?.kind === "result" ? run.result.trace : NO_TRACE));
  const followValue = useFollow();
  const valueAtPath = (path: string): Value | undefined =>
    side === "input"
      ? trace.inputs.find((input) => input.path === path)?.value
      : trace.fields.find(({ target }) => target === path)?.value;
  return (
    <p>
      <span className="quiet">{label} </span>
      {paths.map((path) => (
        <button key={path} type="button" className="plain" onClick={() => followValue({ side, path })}>
          <code>{path === "$" ? "the record" : path}</code>
          {path !== "$" && <span className="quiet"> = {shortText(valueAtPath(path))}</span>}
        </button>
      ))}
    </p>
  );
}

const LONGEST = 60;

function shortText(value: Value | undefined): string {
  const text = value === undefined ? "no value" : JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function answerText({ name, key, field, open, answer }: TracedQuestion): string {
  const asked = `${name}(${key.map((part) => JSON.stringify(part)).join(", ")})${field === undefined ? "" : `.${field}`}`;
  return `${asked} ${open ? "has no answer yet" : `= ${shortText(answer)}`}`;
}
