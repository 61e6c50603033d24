import type { Value } from "@xmap/contract";
import { lazy, Suspense } from "react";
import { bindingKey } from "../project/work.ts";
import { usePlayground, useSession } from "../state/session-context.ts";
import { jsonDifferences } from "./json-differences.ts";
import { outputText } from "./output-text.ts";

const DiffEditor = lazy(() => import("../editor/diff-editor.tsx"));

/** The output against the one that is expected. */
export function DifferencePanel() {
  const { session } = useSession();
  const run = usePlayground((state) => state.run);
  const binding = usePlayground((state) => state.work.binding);
  const expected = usePlayground((state) => state.work.expected);
  const actual = outputText(run);
  const wanted = binding === undefined ? undefined : expected[bindingKey(binding)];
  return (
    <div className="column">
      <div className="bar">
        <span className="bar-title">Expected, and what came out</span>
        <button type="button" disabled={actual === ""} onClick={() => session.setExpected(actual)}>
          Expect this output
        </button>
      </div>
      <p className="verdict" role="status">
        {verdict(wanted, actual)}
      </p>
      <Suspense fallback={<p className="hint">Loading…</p>}>
        <DiffEditor expected={wanted ?? ""} actual={actual} onExpected={(text) => session.setExpected(text)} />
      </Suspense>
    </div>
  );
}

function verdict(wanted: string | undefined, actual: string): string {
  if (wanted === undefined || wanted.trim() === "") return "Nothing is expected yet: paste a record on the left.";
  let expected: Value;
  try {
    expected = JSON.parse(wanted) as Value;
  } catch (error) {
    return `What is expected is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const differences = jsonDifferences(expected, actual === "" ? undefined : (JSON.parse(actual) as Value));
  if (differences.length === 0) return "The output is the expected one.";
  const shown = differences.slice(0, 5).map(({ path, ...values }) => {
    const [before, after] = [values.expected, values.actual].map((value) => JSON.stringify(value) ?? "nothing");
    return `${path === "" ? "record" : path}: ${before} expected, ${after} came out`;
  });
  const more = differences.length > shown.length ? ` and ${differences.length - shown.length} more` : "";
  const count = differences.length === 1 ? "One difference" : `${differences.length} differences`;
  return `${count}. ${shown.join("; ")}${more}.`;
}
