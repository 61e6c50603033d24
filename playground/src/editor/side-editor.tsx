import { useEffect, useRef } from "react";
import { SIDE_OPTIONS } from "./editor-options.ts";
import { monaco } from "./monaco.ts";

interface SideEditorProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly language: "json" | "typescript";
  readonly text: string;
  /** Without it the text can only be read. */
  readonly onChange?: (text: string) => void;
}

/** A text beside the mapping: a sample, an output, generated code. */
export default function SideEditor({ label, language, text, onChange }: SideEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const changed = useRef(onChange);
  changed.current = onChange;
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
    editor.current = created;
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

  return <div ref={place} className="editor" data-editor={label} />;
}
