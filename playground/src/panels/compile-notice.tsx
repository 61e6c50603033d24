import { usePlayground } from "../state/session-context.ts";

/** Says when what is shown was made of an older text, since the newest one has errors. */
export function CompileNotice() {
  const isOld = usePlayground((state) => state.compiled !== undefined && state.compileProblem !== undefined);
  if (!isOld) return null;
  return (
    <span className="badge" role="status">
      of the last text without errors
    </span>
  );
}
