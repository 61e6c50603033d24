import { lazy, Suspense, useId } from "react";
import { filesInOrder } from "../state/session.ts";
import { usePlayground, useSession } from "../state/session-context.ts";
import { TabList } from "./tabs.tsx";

const MappingEditor = lazy(() => import("../editor/mapping-editor.tsx"));

/** The project's files as text, in tabs. */
export function TextPanel() {
  const { session } = useSession();
  const open = usePlayground((state) => state.work.open);
  const active = usePlayground((state) => state.work.active);
  const id = useId();
  return (
    <div className="text-panel">
      <div className="file-row">
        <TabList
          label="Files"
          tabs={open.map((path) => ({ id: path, title: path.slice(path.lastIndexOf("/") + 1) }))}
          chosen={active}
          onChoose={(path) => session.openFile(path)}
          onClose={open.length > 1 ? (path) => session.closeFile(path) : undefined}
          panel={id}
        />
        {open.length > 1 && (
          <button type="button" className="plain" onClick={() => session.closeFile(active)} title="Delete on the tab">
            Close {active.slice(active.lastIndexOf("/") + 1)}
          </button>
        )}
        <FileChooser />
      </div>
      <div className="file-body" id={id} role="tabpanel" aria-label={active}>
        <Suspense fallback={<p className="hint">Loading the editor…</p>}>
          <MappingEditor />
        </Suspense>
      </div>
    </div>
  );
}

const NEW_FILE = "\n";

/** Every file of the project, to open one. */
function FileChooser() {
  const { session, jumps } = useSession();
  const work = usePlayground((state) => state.work);
  const paths = filesInOrder(work);
  return (
    <select
      aria-label="Open a file"
      value=""
      onChange={({ target }) => {
        if (target.value === NEW_FILE) session.addMapping();
        else jumps.jump(target.value);
      }}
    >
      <option value="" disabled>
        Open a file…
      </option>
      {paths.map((path) => (
        <option key={path} value={path}>
          {path}
        </option>
      ))}
      <option value={NEW_FILE}>New mapping</option>
    </select>
  );
}
