import { useEffect, useRef } from "react";
import { SIDE_OPTIONS } from "./editor-options.ts";
import { monaco } from "./monaco.ts";
import { offerNoQuickFixes } from "./no-quick-fixes.ts";

interface DiffEditorProps {
  readonly expected: string;
  readonly actual: string;
  readonly onExpected: (text: string) => void;
}

/** The expected output, which can be edited, against the one that the mapping made. */
export default function DiffEditor({ expected, actual, onExpected }: DiffEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const models = useRef<{ original: monaco.editor.ITextModel; modified: monaco.editor.ITextModel }>(undefined);
  const changed = useRef(onExpected);
  changed.current = onExpected;

  useEffect(() => {
    if (place.current === null) return;
    const original = monaco.editor.createModel("", "json");
    const modified = monaco.editor.createModel("", "json");
    const editor = monaco.editor.createDiffEditor(place.current, {
      ...SIDE_OPTIONS,
      originalEditable: true,
      readOnly: true,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: false,
      renderOverviewRuler: false,
    });
    keepLabel(editor.getOriginalEditor(), "Expected output. Press F6 to leave.");
    keepLabel(editor.getModifiedEditor(), "Output. Press F6 to leave.");
    offerNoQuickFixes(editor.getOriginalEditor());
    offerNoQuickFixes(editor.getModifiedEditor());
    editor.setModel({ original, modified });
    models.current = { original, modified };
    original.onDidChangeContent((event) => {
      if (!event.isFlush) changed.current(original.getValue());
    });
    return () => {
      editor.dispose();
      original.dispose();
      modified.dispose();
    };
  }, []);

  useEffect(() => {
    const { original, modified } = models.current ?? {};
    if (original !== undefined && original.getValue() !== expected) original.setValue(expected);
    if (modified !== undefined && modified.getValue() !== actual) modified.setValue(actual);
  }, [expected, actual]);

  return <div ref={place} className="editor" data-editor="difference" />;
}

/** The difference editor takes its editors' labels away whenever another option changes. */
function keepLabel(editor: monaco.editor.ICodeEditor, label: string): void {
  const apply = (): void => {
    if (editor.getOption(monaco.editor.EditorOption.ariaLabel) !== label) editor.updateOptions({ ariaLabel: label });
  };
  editor.onDidChangeConfiguration(apply);
  apply();
}
