import type { Problem } from "@xmap/contract";
import { lazy, Suspense } from "react";
import type { RunEnd } from "../run/run-client.ts";
import { usePlayground } from "../state/session-context.ts";
import { FollowedValueView } from "../trace/followed-value.tsx";
import { CompileNotice } from "./compile-notice.tsx";
import { MakeTest } from "./make-test.tsx";
import { outputText } from "./output-text.ts";

const JsonFollower = lazy(() => import("../editor/json-follower.tsx"));

/** What the chosen binding makes of the sample, as one types. */
export function OutputPanel() {
  const run = usePlayground((state) => state.run);
  const compiled = usePlayground((state) => state.compiled);
  const compileProblem = usePlayground((state) => state.compileProblem);
  const text = outputText(run);
  return (
    <div className="column">
      <div className="bar">
        <span className="bar-title">
          {compiled?.right.entity ?? "Output"}{" "}
          {compiled !== undefined && (
            <span className="quiet">{`${compiled.right.system}/${compiled.right.resource}`}</span>
          )}
        </span>
        <CompileNotice />
        <MakeTest />
      </div>
      {compileProblem !== undefined && <CompileProblem problem={compileProblem} />}
      <RunVerdict run={run} />
      <Suspense fallback={<p className="hint">Loading…</p>}>
        <JsonFollower label="Output record" side="output" text={text} />
      </Suspense>
      <FollowedValueView side="output" />
    </div>
  );
}

type CompileProblemState = NonNullable<ReturnType<typeof useCompileProblem>>;

function useCompileProblem() {
  return usePlayground((state) => state.compileProblem);
}

function CompileProblem({ problem }: { readonly problem: CompileProblemState }) {
  switch (problem.kind) {
    case "errors":
      return (
        <p className="verdict bad">
          {problem.count === 1 ? "One error stands" : `${problem.count} errors stand`} in the way; see Problems.
        </p>
      );
    case "absent":
      return <p className="verdict">There is no binding to run. Write one, or choose one above.</p>;
    case "refused":
      return <p className="verdict bad">This cannot be compiled: {problem.message}</p>;
  }
}

function RunVerdict({ run }: { readonly run: RunEnd | undefined }) {
  if (run === undefined || run.kind === "superseded") return null;
  if (run.kind === "stopped")
    return (
      <p className="verdict bad">
        The mapping was stopped after {run.limitMilliseconds / 1000} s. It starts again with the next change.
      </p>
    );
  if (run.kind === "broken") return <p className="verdict bad">The compiled mapping cannot be loaded: {run.message}</p>;
  const { problems, kept, questions } = run.result;
  const openCount = questions.filter(({ answered }) => !answered).length;
  return (
    <>
      {problems.length > 0 && (
        <ul className="verdict bad">
          {problems.map((problem) => (
            <ProblemLine key={`${problem.rule} ${problem.message}`} problem={problem} />
          ))}
        </ul>
      )}
      {openCount > 0 && (
        <p className="verdict">
          {openCount === 1 ? "One lookup has" : `${openCount} lookups have`} no answer yet; see Lookups.
        </p>
      )}
      {kept.length > 0 && <p className="verdict">Left as it is in the target: {kept.join(", ")}.</p>}
    </>
  );
}

function ProblemLine({ problem: { word, rule, message } }: { readonly problem: Problem }) {
  return (
    <li>
      <strong>{word}</strong> {message} <span className="quiet">{rule}</span>
    </li>
  );
}
