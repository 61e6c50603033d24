import { lazy, Suspense, useEffect, useId, useState } from "react";
import type { MappingChoice } from "../mapper/model/picture-of.ts";
import { usePicture } from "../mapper/view/use-picture.ts";
import { usePlayground, useSession } from "../state/session-context.ts";

const PictureView = lazy(async () => ({ default: (await import("../mapper/view/picture-view.tsx")).PictureView }));
const FlowView = lazy(async () => ({ default: (await import("../mapper/flow/flow-view.tsx")).FlowView }));
const MappingEditor = lazy(() => import("../editor/mapping-editor.tsx"));

/** What is drawn in the place of the chosen binding. */
interface Drawn extends MappingChoice {
  readonly kind: "rules" | "flow";
}

/** The chosen binding, or a flow beside it, as a picture with its text below: each follows the other. */
export function PicturePanel() {
  const binding = usePlayground((state) => state.work.binding);
  const [instead, draw] = useState<{ readonly of: string; readonly drawn: Drawn }>();
  const own = binding === undefined ? undefined : { path: binding.file, name: binding.name };
  const key = own === undefined ? "" : JSON.stringify(own);
  const drawn = instead?.of === key ? instead.drawn : undefined;
  const isFlow = drawn?.kind === "flow";
  return (
    <div className={isFlow ? "picture-panel is-flow" : "picture-panel"}>
      <DrawnChoice
        own={own}
        drawn={drawn}
        onChoose={(next) => draw(next === undefined ? undefined : { of: key, drawn: next })}
      />
      <Suspense fallback={<p className="hint">Drawing…</p>}>
        {isFlow ? (
          <FlowView key={drawn.name} choice={drawn} />
        ) : (
          <Mapping choice={drawn ?? own} onOpen={(next) => draw({ of: key, drawn: { ...next, kind: "rules" } })} />
        )}
      </Suspense>
      <div className="picture-text">
        <Suspense fallback={<p className="hint">Loading the editor…</p>}>
          <MappingEditor />
        </Suspense>
      </div>
    </div>
  );
}

interface MappingProps {
  readonly choice: MappingChoice | undefined;
  readonly onOpen: (choice: MappingChoice) => void;
}

function Mapping({ choice, onOpen }: MappingProps) {
  const shown = usePicture(choice);
  if (shown === undefined) return <p className="hint">Drawing…</p>;
  if (shown === null || choice === undefined) return <p className="hint">There is no binding to be drawn.</p>;
  const isOlder = shown.picture.name !== choice.name || shown.picture.file !== choice.path;
  if (isOlder) return <p className="hint">Drawing…</p>;
  return <PictureView key={`${choice.path} ${choice.name}`} shown={shown} choice={choice} onOpen={onOpen} />;
}

interface DrawnChoiceProps {
  readonly own: MappingChoice | undefined;
  readonly drawn: Drawn | undefined;
  readonly onChoose: (drawn: Drawn | undefined) => void;
}

/** The binding, the flows of its file, and the set of rules that was opened; nothing when there is no choice. */
function DrawnChoice({ own, drawn, onChoose }: DrawnChoiceProps) {
  const id = useId();
  const flows = useFlowNames(own?.path);
  if (own === undefined || (flows.length === 0 && drawn === undefined)) return null;
  return (
    <div className="bar picture-choice">
      <label htmlFor={id}>Drawn</label>
      <select
        id={id}
        value={drawn === undefined ? "" : `${drawn.kind} ${drawn.name}`}
        onChange={({ target: { value } }) => {
          const name = value.replace(/^flow /, "");
          if (value === "") onChoose(undefined);
          else if (name !== value) onChoose({ kind: "flow", path: own.path, name });
        }}
      >
        <option value="">binding {own.name}</option>
        {drawn?.kind === "rules" && <option value={`rules ${drawn.name}`}>rules {drawn.name}</option>}
        {flows.map((name) => (
          <option key={name} value={`flow ${name}`}>
            flow {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Names of the flows that a file declares. */
function useFlowNames(path: string | undefined): readonly string[] {
  const { client } = useSession();
  const files = usePlayground((state) => state.work.files);
  const [names, setNames] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when any file is another one
  useEffect(() => {
    if (path === undefined) return;
    let isCurrent = true;
    void client.ask("documentSymbols", { path }).then((symbols) => {
      if (isCurrent && symbols !== undefined)
        setNames(symbols.flatMap(({ kind, name }) => (kind === "flow" ? [name] : [])));
    });
    return () => {
      isCurrent = false;
    };
  }, [client, path, files]);
  return names;
}
