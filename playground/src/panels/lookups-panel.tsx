import { canonicalJson, sameValue } from "@xmap/contract";
import { useState } from "react";
import type { GivenAnswer } from "../run/given-answer.ts";
import type { AskedQuestion } from "../run/run-protocol.ts";
import type { PlaygroundState } from "../state/playground-state.ts";
import { usePlayground, useSession } from "../state/session-context.ts";
import { useFollowing } from "../trace/use-following.ts";
import { readAnswer, writeAnswer } from "./answer-text.ts";

const NO_QUESTIONS: readonly AskedQuestion[] = [];

function useQuestions(): readonly AskedQuestion[] {
  return usePlayground(({ run }) => (run?.kind === "result" ? run.result.questions : NO_QUESTIONS));
}

/** How many questions nobody has answered. */
export function openQuestionCount({ run }: PlaygroundState): number {
  return run?.kind === "result" ? run.result.questions.filter(({ answered }) => !answered).length : 0;
}

/** What the mapping asks of the systems, with the answers that a person gives in their place. */
export function LookupsPanel() {
  const { session } = useSession();
  const questions = useQuestions();
  const answers = usePlayground((state) => state.work.answers);
  const openCount = usePlayground(openQuestionCount);
  const followed = new Set(useFollowing()?.questions.map(({ name, key }) => `${name} ${canonicalJson(key)}`));
  if (questions.length === 0) return <p className="hint">The mapping asks nothing about this sample.</p>;
  return (
    <div className="column">
      <div className="bar">
        <span className="bar-title">{openCount === 0 ? "All answered" : `${openCount} without an answer`}</span>
        <button type="button" disabled={openCount === 0} onClick={() => session.answerOpenQuestions()}>
          Fill in the rest
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label="Questions and answers">
        <table>
          <thead>
            <tr>
              <th scope="col">Asks</th>
              <th scope="col">About</th>
              <th scope="col">Found</th>
              <th scope="col">Answer</th>
            </tr>
          </thead>
          <tbody>
            {questions.map((question) => (
              <QuestionRow
                key={question.key}
                question={question}
                answer={answers[question.key]}
                isFollowed={followed.has(question.key)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

interface QuestionRowProps {
  readonly question: AskedQuestion;
  readonly answer: GivenAnswer | undefined;
  /** It was asked for the value that is followed. */
  readonly isFollowed: boolean;
}

function QuestionRow({ question, answer, isFollowed }: QuestionRowProps) {
  const { session } = useSession();
  const { key, name, subject, wanted, kind } = question;
  const [draft, setDraft] = useState("");
  const given = answer?.kind === "found" ? answer.value : undefined;
  const written = given === undefined ? "" : writeAnswer(given, wanted);
  // What is being typed stays as it is typed: `1.0` on the way to `1.05`.
  const text = given !== undefined && draft !== "" && sameValue(readAnswer(draft, wanted), given) ? draft : written;

  function choose(chosen: string): void {
    if (chosen === "open") session.setAnswer(key, undefined);
    else if (chosen === "found") session.setAnswer(key, { kind: "found", value: readAnswer(text || "1", wanted) });
    else session.setAnswer(key, { kind: chosen === "none" ? "none" : "several" });
  }

  return (
    <tr className={`${answer === undefined ? "open" : ""} ${isFollowed ? "is-followed" : ""}`.trim()}>
      <th scope="row">{name}</th>
      <td>{subject}</td>
      <td>
        <select
          aria-label={`What ${name} finds for ${subject}`}
          value={answer?.kind ?? "open"}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="open">not answered</option>
          <option value="found">one</option>
          <option value="none">none</option>
          {kind === "lookup" && <option value="several">several</option>}
        </select>
      </td>
      <td>
        <input
          aria-label={`Answer of ${name} for ${subject}`}
          value={text}
          placeholder={wanted === "integer" ? "number" : "value"}
          inputMode={wanted === "integer" ? "numeric" : "text"}
          onChange={({ target: { value } }) => {
            setDraft(value);
            session.setAnswer(key, value === "" ? undefined : { kind: "found", value: readAnswer(value, wanted) });
          }}
        />
      </td>
    </tr>
  );
}
