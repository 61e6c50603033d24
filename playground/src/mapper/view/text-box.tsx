import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

interface TextBoxProps {
  readonly label: string;
  readonly text: string;
  /** Answers why the text cannot be, or nothing. */
  readonly onCommit: (text: string) => Promise<string | undefined>;
  readonly placeholder?: string;
  readonly onFocus?: () => void;
  /** Somebody wants to write in it: it gets the cursor. */
  readonly isWanted?: boolean;
}

const LETTERS_IN_A_ROW = 44;
const MOST_ROWS = 8;

function rowsOf(text: string): number {
  const rows = text.split("\n").map((line) => Math.max(1, Math.ceil(line.length / LETTERS_IN_A_ROW)));
  return Math.min(
    MOST_ROWS,
    rows.reduce((sum, count) => sum + count, 0),
  );
}

/** A part of the text, editable in place. Enter or leaving it writes it, Escape brings the old one back. */
export function TextBox({ label, text, onCommit, placeholder, onFocus, isWanted }: TextBoxProps) {
  const [draft, setDraft] = useState(text);
  const [problem, setProblem] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    setDraft(text);
    setProblem(undefined);
  }, [text]);
  useEffect(() => {
    if (isWanted === true) area.current?.focus();
  }, [isWanted]);

  function commit(): void {
    if (draft.trim() === text.trim()) return;
    void onCommit(draft).then(setProblem);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      commit();
    } else if (event.key === "Escape") {
      setDraft(text);
      setProblem(undefined);
    }
  }

  return (
    <div className="text-box">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={area}
        rows={rowsOf(draft)}
        spellCheck={false}
        value={draft}
        placeholder={placeholder}
        aria-invalid={problem !== undefined}
        {...(problem === undefined ? {} : { "aria-describedby": `${id}-problem` })}
        onChange={({ target }) => setDraft(target.value)}
        onKeyDown={onKeyDown}
        {...(onFocus === undefined ? {} : { onFocus })}
        onBlur={commit}
      />
      {problem !== undefined && (
        <p className="bad" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
