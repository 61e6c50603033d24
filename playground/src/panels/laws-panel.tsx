import type { LawState } from "../state/playground-state.ts";
import { usePlayground, useSession } from "../state/session-context.ts";

/** Whether what a two-way binding writes is read again, tried with records that are made up. */
export function LawsPanel() {
  const { session } = useSession();
  const compiled = usePlayground((state) => state.compiled);
  const laws = usePlayground((state) => state.laws);
  if (compiled?.law === undefined)
    return <p className="hint">Laws are about two-way bindings: what goes over must come back.</p>;
  const state = laws?.of === compiled ? laws.state : undefined;
  return (
    <div className="column">
      <div className="bar">
        <span className="bar-title">{compiled.binding.name}: what goes over comes back</span>
        <button type="button" disabled={state?.kind === "running"} onClick={() => void session.checkLaws()}>
          Check the laws
        </button>
      </div>
      <div role="status">
        <LawVerdict state={state} />
      </div>
      {state?.kind === "result" && state.result.remark !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="scroll" tabIndex={0} aria-label="Counter-example">
          <pre className="counter-example">{state.result.remark}</pre>
        </section>
      )}
    </div>
  );
}

function LawVerdict({ state }: { readonly state: LawState | undefined }) {
  if (state === undefined) return <p className="verdict">Not tried with the newest text yet.</p>;
  switch (state.kind) {
    case "running":
      return <p className="verdict">Trying records…</p>;
    case "stopped":
      return <p className="verdict bad">Stopped after {state.limitMilliseconds / 1000} s without an answer.</p>;
    case "broken":
      return <p className="verdict bad">The compiled mapping cannot be loaded: {state.message}</p>;
    case "result":
      if (!state.result.passed)
        return <p className="verdict bad">A law is broken. The smallest records that show it:</p>;
      return state.result.remark === undefined ? (
        <p className="verdict good">The laws hold for every record that was tried.</p>
      ) : (
        <p className="verdict">What is proved holds. Rules that are only tested lose something here:</p>
      );
  }
}
