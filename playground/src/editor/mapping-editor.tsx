import { useEffect, useRef } from "react";
import { usePlayground, useSession } from "../state/session-context.ts";
import { useFollowing } from "../trace/use-following.ts";
import { EDITOR_OPTIONS } from "./editor-options.ts";
import { monaco } from "./monaco.ts";
import { pathOf } from "./places.ts";
import type { ProjectModels } from "./project-models.ts";
import { setUpMonaco } from "./set-up.ts";

const FOLLOWED_RULE: monaco.editor.IModelDecorationOptions = {
  isWholeLine: true,
  className: "followed-rule",
  linesDecorationsClassName: "followed-rule-edge",
};

/** The text of the file whose tab is chosen, with everything that the language service offers. */
export default function MappingEditor() {
  const access = useSession();
  const { session, jumps, cursor, disk } = access;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const models = useRef<ProjectModels>(undefined);
  const views = useRef(new Map<string, monaco.editor.ICodeEditorViewState>());
  const active = usePlayground((state) => state.work.active);
  const opening = usePlayground((state) => state.opening);

  useEffect(() => {
    if (place.current === null) return;
    models.current = setUpMonaco(access);
    const created = createEditor(place.current);
    editor.current = created;
    created.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => {
      if (disk !== undefined) {
        void disk.save();
        return;
      }
      void created
        .getAction("editor.action.formatDocument")
        ?.run()
        .then(() => {
          session.keepNow();
          session.say("Formatted, and kept in this browser.");
        });
    });
    const tellPlace = (): void => {
      const [model, position] = [created.getModel(), created.getPosition()];
      const path = model === null ? undefined : pathOf(model.uri);
      if (model === null || position === null || path === undefined || !created.hasTextFocus()) return;
      cursor.moved({ path, offset: model.getOffsetAt(position) });
    };
    created.onDidChangeCursorPosition(tellPlace);
    created.onDidFocusEditorText(tellPlace);
    return () => created.dispose();
  }, [access, cursor, session, disk]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another project may bring another text of the same path
  useEffect(() => {
    const current = editor.current;
    const model = models.current?.modelOf(active);
    if (current === undefined || model === undefined) return;
    if (current.getModel() !== model) current.setModel(model);
    const view = views.current.get(active);
    if (view !== undefined) current.restoreViewState(view);
    current.updateOptions({ ariaLabel: `${active}. Press F6 to leave, Ctrl+M to make Tab leave.` });
    return () => {
      const left = current.getModel() === model ? current.saveViewState() : null;
      if (left !== null) views.current.set(active, left);
    };
  }, [active, opening]);

  const following = useFollowing();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model has its own marks
  useEffect(() => {
    const current = editor.current;
    if (current === undefined || following === undefined) return;
    const lines = following.rules.filter(({ place }) => place.file === active).map(({ place }) => place.line);
    const marks = current.createDecorationsCollection(
      lines.map((line) => ({ range: new monaco.Range(line, 1, line, 1), options: FOLLOWED_RULE })),
    );
    const [first] = lines;
    if (first !== undefined && !current.hasTextFocus()) current.revealLineInCenterIfOutsideViewport(first);
    return () => marks.clear();
  }, [following, active, opening]);

  useEffect(
    () =>
      jumps.listen(({ path, at, isFocused }) => {
        const current = editor.current;
        const left = current?.getModel() ?? undefined;
        const [leftPath, view] = [left === undefined ? undefined : pathOf(left.uri), current?.saveViewState()];
        if (leftPath !== undefined && leftPath !== path && view) views.current.set(leftPath, view);
        // Where one was in the file before is not where one is led to.
        if (at !== undefined) views.current.delete(path);
        session.openFile(path);
        const model = models.current?.modelOf(path);
        if (current === undefined || model === undefined) return;
        if (current.getModel() !== model) current.setModel(model);
        if (at !== undefined) {
          const range = "startLineNumber" in at ? at : monaco.Range.fromPositions(at);
          current.setSelection(range);
          current.revealRangeInCenterIfOutsideViewport(range);
        }
        if (isFocused) current.focus();
      }),
    [jumps, session],
  );

  return <div ref={place} className="editor" data-editor="mapping" />;
}

function createEditor(place: HTMLElement): monaco.editor.IStandaloneCodeEditor {
  return monaco.editor.create(place, {
    ...EDITOR_OPTIONS,
    model: null,
    "semanticHighlighting.enabled": true,
    codeLens: true,
    codeLensFontSize: 12,
    inlayHints: { enabled: "on", fontSize: 12 },
    suggest: { showWords: false, preview: false, localityBonus: false },
    wordBasedSuggestions: "off",
    quickSuggestions: { other: true, comments: false, strings: true },
    lightbulb: { enabled: "on" as never },
    overviewRulerLanes: 2,
    stickyScroll: { enabled: false },
    linkedEditing: false,
    unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
  });
}
