import { lazy, Suspense, useState } from "react";
import { usePlayground } from "../state/session-context.ts";

const SideEditor = lazy(() => import("../editor/side-editor.tsx"));

/** The TypeScript that the compiler makes of the chosen binding's file and of what it imports. */
export function TypeScriptPanel() {
  const compiled = usePlayground((state) => state.compiled);
  const [chosen, choose] = useState<string>();
  if (compiled === undefined) return <p className="hint">There is code once the mapping has no errors.</p>;
  const { typescript, module } = compiled;
  const file =
    typescript.find(({ path }) => path === chosen) ??
    typescript.find(({ path }) => path === module.replace(/\.js$/, ".ts"));
  return (
    <div className="column">
      <div className="bar">
        <label>
          Generated file{" "}
          <select value={file?.path ?? ""} onChange={({ target }) => choose(target.value)}>
            {typescript.map(({ path }) => (
              <option key={path}>{path}</option>
            ))}
          </select>
        </label>
      </div>
      <Suspense fallback={<p className="hint">Loading…</p>}>
        <SideEditor label="Generated TypeScript" language="typescript" text={file?.text ?? ""} />
      </Suspense>
    </div>
  );
}
