import { lazy, Suspense } from "react";
import { isRecordFile } from "../project/project-files.ts";
import { resourceKey } from "../project/work.ts";
import type { SampleState } from "../state/playground-state.ts";
import { usePlayground, useSession } from "../state/session-context.ts";
import { FollowedValueView } from "../trace/followed-value.tsx";

const JsonFollower = lazy(() => import("../editor/json-follower.tsx"));

/** The record that goes in, as JSON, checked against its schema. */
export function SamplePanel() {
  const { session } = useSession();
  const compiled = usePlayground((state) => state.compiled);
  const samples = usePlayground((state) => state.work.samples);
  const sample = usePlayground((state) => state.sample);
  if (compiled === undefined) return <p className="hint">A sample can be given once the mapping has no errors.</p>;
  const { left } = compiled;
  return (
    <div className="column">
      <div className="bar">
        <span className="bar-title">
          {left.entity} <span className="quiet">{resourceKey(left)}</span>
        </span>
        <RecordChooser />
        <button type="button" onClick={() => session.makeSample()}>
          Make a sample
        </button>
      </div>
      <Suspense fallback={<p className="hint">Loading…</p>}>
        <JsonFollower
          label="Sample record"
          side="input"
          text={samples[resourceKey(left)] ?? ""}
          onChange={(text) => session.setSample(text)}
        />
      </Suspense>
      <FollowedValueView side="input" />
      <SampleVerdict sample={sample} />
    </div>
  );
}

/** Records that the project holds as files, such as those of its tests. */
function RecordChooser() {
  const { session } = useSession();
  const files = usePlayground((state) => state.work.files);
  const paths = [...files.keys()].filter(isRecordFile).sort();
  if (paths.length === 0) return null;
  return (
    <select
      aria-label="Take a record of the project"
      value=""
      onChange={({ target }) => session.setSample(files.get(target.value) ?? "")}
    >
      <option value="" disabled>
        Take a record…
      </option>
      {paths.map((path) => (
        <option key={path} value={path}>
          {path}
        </option>
      ))}
    </select>
  );
}

function SampleVerdict({ sample }: { readonly sample: SampleState }) {
  if (sample.kind === "none") return null;
  if (sample.kind === "broken") return <p className="verdict bad">No JSON: {sample.message}</p>;
  if (sample.faults.length === 0) return <p className="verdict good">The sample fits its schema.</p>;
  return (
    <ul className="verdict bad">
      {sample.faults.map(({ path, message }) => (
        <li key={`${path.join(".")} ${message}`}>
          <code>{path.length === 0 ? "record" : path.join(".")}</code> {message}
        </li>
      ))}
    </ul>
  );
}
