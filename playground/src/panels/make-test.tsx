import { useId, useState } from "react";
import { usePlayground, useSession } from "../state/session-context.ts";

/** Writes the sample, its answers and its output down as a test beside the mapping. */
export function MakeTest() {
  const { session } = useSession();
  const id = useId();
  const binding = usePlayground((state) => state.work.binding);
  const compiled = usePlayground((state) => state.compiled);
  const hasRun = usePlayground(({ run, compileProblem }) => run?.kind === "result" && compileProblem === undefined);
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [problem, setProblem] = useState<string>();
  if (binding === undefined || compiled === undefined) return null;
  const usual = `a sample ${compiled.left.entity} becomes a ${compiled.right.entity}`;

  async function write(): Promise<void> {
    const refusal = await session.makeTest(title.trim() === "" ? usual : title);
    setProblem(refusal);
    if (refusal !== undefined) return;
    setOpen(false);
    setTitle("");
  }

  if (!isOpen)
    return (
      <button type="button" disabled={!hasRun} onClick={() => setOpen(true)}>
        Make this a test
      </button>
    );
  return (
    <form
      className="make-test"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") setOpen(false);
      }}
    >
      <label htmlFor={id}>Title of the test</label>
      {/* biome-ignore lint/a11y/noAutofocus: who asks for the form wants to write in it */}
      <input id={id} autoFocus value={title} placeholder={usual} onChange={({ target }) => setTitle(target.value)} />
      <button type="submit">Write the test</button>
      <button type="button" onClick={() => setOpen(false)}>
        Cancel
      </button>
      {problem !== undefined && (
        <p className="bad" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
