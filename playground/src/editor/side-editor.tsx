import type { Span } from "@xmap/diagnostics";
import { useEffect, useRef } from "react";
import { SIDE_OPTIONS } from "./editor-options.ts";
import { monaco } from "./monaco.ts";
import { offerNoQuickFixes } from "./no-quick-fixes.ts";
import { rangeOf } from "./places.ts";

interface SideEditorProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly language: "json" | "typescript";
  readonly text: string;
  /** Without it the text can only be read. */
  readonly onChange?: (text: string) => void;
  /** Parts of the text that stand out. */
  readonly marks?: readonly Span[];
  /** Whole lines stand out, not the marked parts of them alone. */
  readonly marksLines?: boolean;
  /** The cursor was put somewhere, by mouse or keyboard. */
  readonly onPlace?: (offset: number) => void;
}

const MARK: monaco.editor.IModelDecorationOptions = { inlineClassName: "followed-mark" };
const LINE_MARK: monaco.editor.IModelDecorationOptions = {
  isWholeLine: true,
  className: "linked-line",
  linesDecorationsClassName: "followed-rule-edge",
};
const NO_MARKS: readonly Span[] = [];

/** A text beside the mapping: a sample, an output, generated code. */
export default function SideEditor({
  label,
  language,
  text,
  onChange,
  marks = NO_MARKS,
  marksLines = false,
  onPlace,
}: SideEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const changed = useRef(onChange);
  changed.current = onChange;
  const placed = useRef(onPlace);
  placed.current = onPlace;
  const decorations = useRef<monaco.editor.IEditorDecorationsCollection>(undefined);
  const isSetting = useRef(false);
  const isReadOnly = onChange === undefined;

  useEffect(() => {
    if (place.current === null) return;
    const model = monaco.editor.createModel("", language);
    const created = monaco.editor.create(place.current, {
      ...SIDE_OPTIONS,
      model,
      readOnly: isReadOnly,
      domReadOnly: isReadOnly,
      ariaLabel: `${label}. Press F6 to leave.`,
    });
    offerNoQuickFixes(created);
    editor.current = created;
    decorations.current = created.createDecorationsCollection();
    created.onDidChangeCursorPosition(({ position, reason }) => {
      const isOwn = reason === monaco.editor.CursorChangeReason.Explicit;
      if (isOwn && created.hasTextFocus()) placed.current?.(model.getOffsetAt(position));
    });
    model.onDidChangeContent(() => {
      if (!isSetting.current) changed.current?.(model.getValue());
    });
    return () => {
      created.dispose();
      model.dispose();
    };
  }, [label, language, isReadOnly]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model || model.getValue() === text) return;
    const view = editor.current?.saveViewState();
    isSetting.current = true;
    model.setValue(text);
    isSetting.current = false;
    if (view) editor.current?.restoreViewState(view);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has its marks elsewhere
  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model) return;
    const ranges = marks.map((span) => rangeOf(model, span));
    decorations.current?.set(
      marksLines
        ? linesOf(ranges).map((line) => ({ range: new monaco.Range(line, 1, line, 1), options: LINE_MARK }))
        : ranges.map((range) => ({ range, options: MARK })),
    );
    const [first] = ranges;
    if (first !== undefined && editor.current?.hasTextFocus() === false)
      editor.current.revealRangeInCenterIfOutsideViewport(first);
  }, [marks, text, marksLines]);

  return <div ref={place} className="editor" data-editor={label} />;
}

/** The numbers of all lines that ranges touch, each once. */
function linesOf(ranges: readonly monaco.Range[]): readonly number[] {
  const lines = ranges.flatMap(({ startLineNumber: first, endLineNumber: last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
  return [...new Set(lines)];
}
