import { smallestChange } from "../mapper/edits/text-splice.ts";
import { isMapping } from "../project/project-files.ts";
import type { PlaygroundState } from "../state/playground-state.ts";
import type { Session } from "../state/session.ts";
import { showMarkers } from "./markers.ts";
import { monaco } from "./monaco.ts";
import { pathOf, rangeOf, uriOf } from "./places.ts";

/**
 * Keeps a Monaco model for every mapping, so that renaming and peeking reach all of them, and one for each other file
 * that was opened. What is typed goes to the session; what the session puts goes into the models.
 */
export class ProjectModels {
  readonly #session: Session;
  #isReplacing = false;
  #shown: PlaygroundState["diagnostics"];

  constructor(session: Session) {
    this.#session = session;
    session.watchFiles(
      () => this.#openAll(),
      (path) => this.#replace(path),
    );
    session.store.subscribe(() => this.#showMarkers());
    this.#openAll();
  }

  /** The model of a file; undefined when there is no such file. */
  modelOf(path: string): monaco.editor.ITextModel | undefined {
    const text = this.#session.work.files.get(path);
    if (text === undefined) return undefined;
    return monaco.editor.getModel(uriOf(path)) ?? this.#create(path, text);
  }

  #openAll(): void {
    this.#disposeModels();
    for (const path of this.#session.work.files.keys()) if (isMapping(path)) this.modelOf(path);
    this.#shown = undefined;
    this.#showMarkers();
  }

  #disposeModels(): void {
    for (const model of monaco.editor.getModels()) if (pathOf(model.uri) !== undefined) model.dispose();
  }

  #create(path: string, text: string): monaco.editor.ITextModel {
    const language = isMapping(path) ? "xmap" : path.endsWith(".json") ? "json" : "plaintext";
    const model = monaco.editor.createModel(text, language, uriOf(path));
    model.onDidChangeContent((event) => {
      if (this.#isReplacing) return;
      const [change] = event.changes;
      const isOne = change !== undefined && event.changes.length === 1 && !event.isEolChange && !event.isFlush;
      const changes = isOne
        ? [{ offset: change.rangeOffset, length: change.rangeLength, text: change.text }]
        : undefined;
      this.#session.editFile(path, model.getValue(), changes);
    });
    // Monaco gives every line of a text the same end.
    if (model.getValue() !== text) this.#session.editFile(path, model.getValue(), undefined);
    return model;
  }

  #replace(path: string): void {
    const text = this.#session.work.files.get(path);
    const model = monaco.editor.getModel(uriOf(path));
    if (text === undefined) {
      model?.dispose();
      return;
    }
    if (model === null) {
      this.modelOf(path);
      return;
    }
    this.#isReplacing = true;
    replaceText(model, text);
    this.#isReplacing = false;
  }

  #showMarkers(): void {
    const { diagnostics } = this.#session.store.get();
    if (diagnostics === this.#shown) return;
    this.#shown = diagnostics;
    showMarkers(diagnostics ?? []);
  }
}

/** Gives a model another text by the smallest change, as a step of its own that can be undone. */
function replaceText(model: monaco.editor.ITextModel, text: string): void {
  const edits = smallestChange(model.getValue(), text).map(({ offset, length, text: newText }) => ({
    range: rangeOf(model, { start: offset, end: offset + length }),
    text: newText,
  }));
  model.pushStackElement();
  model.pushEditOperations([], edits, () => null);
  model.pushStackElement();
  if (model.getValue() !== text) model.setValue(text);
}
