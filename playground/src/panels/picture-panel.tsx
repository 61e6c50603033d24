import { lazy, Suspense, useState } from "react";
import type { MappingChoice } from "../mapper/model/picture-of.ts";
import { usePicture } from "../mapper/view/use-picture.ts";
import { usePlayground } from "../state/session-context.ts";

const PictureView = lazy(async () => ({ default: (await import("../mapper/view/picture-view.tsx")).PictureView }));
const MappingEditor = lazy(() => import("../editor/mapping-editor.tsx"));

/** The chosen binding as a picture, with its text below it: each follows the other. */
export function PicturePanel() {
  const binding = usePlayground((state) => state.work.binding);
  const [opened, open] = useState<{ readonly from: string; readonly choice: MappingChoice }>();
  const own = binding === undefined ? undefined : { path: binding.file, name: binding.name };
  const from = own === undefined ? "" : JSON.stringify(own);
  const isOpened = opened !== undefined && opened.from === from;
  const choice = isOpened ? opened.choice : own;
  const shown = usePicture(choice);
  return (
    <div className="picture-panel">
      {isOpened && (
        <div className="bar">
          <span className="bar-title">{opened.choice.name}</span>
          <button type="button" onClick={() => open(undefined)}>
            Back to {own?.name ?? "the binding"}
          </button>
        </div>
      )}
      {shown === undefined && <p className="hint">Drawing…</p>}
      {(shown === null || choice === undefined) && <p className="hint">There is no binding to be drawn.</p>}
      {shown !== null && shown !== undefined && choice !== undefined && (
        <Suspense fallback={<p className="hint">Drawing…</p>}>
          <PictureView
            key={`${choice.path} ${choice.name}`}
            shown={shown}
            choice={choice}
            onOpen={(next) => open({ from, choice: next })}
          />
        </Suspense>
      )}
      <div className="picture-text">
        <Suspense fallback={<p className="hint">Loading the editor…</p>}>
          <MappingEditor />
        </Suspense>
      </div>
    </div>
  );
}
