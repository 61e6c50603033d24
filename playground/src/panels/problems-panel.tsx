import { createSourceText, type Diagnostic, positionAt } from "@xmap/diagnostics";
import type { SchemaFileProblem } from "@xmap/language/schemas";
import type { PlaygroundState } from "../state/playground-state.ts";
import { usePlayground, useSession } from "../state/session-context.ts";

const WORDS = { error: "Error", warning: "Warning", information: "Note" } as const;

/** How many findings there are in the project. */
export function problemCount({ diagnostics, schemaProblems }: PlaygroundState): number {
  return (diagnostics?.length ?? 0) + schemaProblems.length;
}

/** The findings of all files; each leads to its place. */
export function ProblemsPanel() {
  const diagnostics = usePlayground((state) => state.diagnostics);
  const schemaProblems = usePlayground((state) => state.schemaProblems);
  if (diagnostics === undefined) return <p className="hint">Checking…</p>;
  if (diagnostics.length + schemaProblems.length === 0) return <p className="hint">No problems.</p>;
  return (
    <ul className="problems">
      {schemaProblems.map((problem) => (
        <SchemaProblemEntry key={`${problem.file} ${problem.place} ${problem.message}`} problem={problem} />
      ))}
      {diagnostics.map((diagnostic) => (
        <ProblemEntry
          key={`${diagnostic.file} ${diagnostic.span.start} ${diagnostic.message}`}
          diagnostic={diagnostic}
        />
      ))}
    </ul>
  );
}

function ProblemEntry({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const { jumps } = useSession();
  const { file, span, severity, message, help, code } = diagnostic;
  const text = usePlayground((state) => state.work.files.get(file));
  const source = createSourceText(file, text ?? "");
  const { line, column } = positionAt(source, span.start);
  return (
    <li>
      <button type="button" className="problem" onClick={() => jumps.jump(file, { lineNumber: line, column })}>
        <span className={`severity ${severity}`}>{WORDS[severity]}</span>
        <span className="problem-text">
          {message}
          {help !== undefined && <span className="quiet"> {help}</span>}
        </span>
        <span className="quiet">
          {file}:{line}:{column} {code}
        </span>
      </button>
    </li>
  );
}

function SchemaProblemEntry({ problem: { file, place, message, help } }: { readonly problem: SchemaFileProblem }) {
  const { jumps } = useSession();
  return (
    <li>
      <button type="button" className="problem" onClick={() => jumps.jump(file)}>
        <span className="severity error">Schema</span>
        <span className="problem-text">
          {message}
          <span className="quiet"> {help}</span>
        </span>
        <span className="quiet">
          {file} {place}
        </span>
      </button>
    </li>
  );
}
