import { lazy, Suspense, useEffect, useState } from "react";
import { usePlayground } from "../state/session-context.ts";
import { useTextPlace } from "../state/use-text-place.ts";
import { CompileNotice } from "./compile-notice.tsx";

const LinkedTypeScript = lazy(() => import("../typescript/linked-typescript.tsx"));

/** The TypeScript that the compiler makes of the chosen binding's file and of what it imports. */
export function TypeScriptPanel() {
  const compiled = usePlayground((state) => state.compiled);
  const cursorFile = useTextPlace()?.path;
  const [chosen, choose] = useState<string>();
  // Whoever goes to another mapping sees its code.
  useEffect(() => choose(cursorFile), [cursorFile]);
  if (compiled === undefined) return <p className="hint">There is code once the mapping has no errors.</p>;
  const { typescript, binding } = compiled;
  const file =
    typescript.find(({ sourceFile }) => sourceFile === chosen) ??
    typescript.find(({ sourceFile }) => sourceFile === binding.file);
  return (
    <div className="column">
      <div className="bar">
        <label>
          Generated file{" "}
          <select value={file?.sourceFile ?? ""} onChange={({ target }) => choose(target.value)}>
            {typescript.map(({ path, sourceFile }) => (
              <option key={path} value={sourceFile}>
                {path}
              </option>
            ))}
          </select>
        </label>
        <CompileNotice />
      </div>
      <Suspense fallback={<p className="hint">Loading…</p>}>
        {file !== undefined && <LinkedTypeScript file={file} />}
      </Suspense>
    </div>
  );
}
