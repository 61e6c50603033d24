import type { Example } from "../project/example.ts";
import { isMapping } from "../project/project-files.ts";
import { type SavedWork, saveWork, workOfExample } from "../project/saved-work.ts";
import { type BindingChoice, bindingKey, resourceKey, type Work } from "../project/work.ts";
import type { GivenAnswer } from "../run/given-answer.ts";
import type { FollowedValue } from "../trace/follow-trace.ts";
import { applyChanges } from "../worker/apply-changes.ts";
import type { LanguageClient } from "../worker/language-client.ts";
import type { TextChange } from "../worker/protocol.ts";
import { debounce } from "./debounce.ts";
import { LanguageLoop } from "./language-loop.ts";
import { LawLoop } from "./law-loop.ts";
import type { PlaygroundState } from "./playground-state.ts";
import { RunLoop, type SampleRunner } from "./run-loop.ts";
import { Store } from "./store.ts";

const SAVE_AFTER_MILLISECONDS = 400;

/** What a session works with; the page gives workers, tests whatever they like. */
export interface SessionPorts {
  readonly client: LanguageClient;
  readonly runner: SampleRunner;
  /** Keeps the work for the next visit. */
  readonly keep: (saved: SavedWork) => void;
  /** Keeps the work while another one takes its place. */
  readonly setAside: (saved: SavedWork) => void;
}

/** What can be done in the playground; what comes of it stands in the store. */
export class Session {
  readonly store: Store<PlaygroundState>;
  readonly #ports: SessionPorts;
  readonly #language: LanguageLoop;
  readonly #run: RunLoop;
  readonly #laws: LawLoop;
  readonly #opened = new Set<() => void>();
  readonly #replaced = new Set<(path: string) => void>();
  readonly #keep = debounce(() => this.keepNow(), SAVE_AFTER_MILLISECONDS);
  #isAbandoned = false;

  constructor(ports: SessionPorts, examples: readonly Example[], work: Work) {
    this.#ports = ports;
    this.store = new Store<PlaygroundState>({
      examples,
      work,
      opening: 0,
      diagnostics: undefined,
      schemaProblems: [],
      bindings: [],
      symbols: [],
      compiled: undefined,
      compileProblem: undefined,
      sample: { kind: "none" },
      run: undefined,
      laws: undefined,
      followed: undefined,
      disk: undefined,
      notice: "",
    });
    this.#run = new RunLoop(this.store, ports.runner);
    this.#laws = new LawLoop(this.store, ports.runner);
    this.#language = new LanguageLoop(this.store, ports.client, () => this.#run.start());
    this.#load(work);
  }

  /** Tells when another project is there, and when a file's text was replaced otherwise than by typing. */
  watchFiles(opened: () => void, replaced: (path: string) => void): void {
    this.#opened.add(opened);
    this.#replaced.add(replaced);
  }

  get work(): Work {
    return this.store.get().work;
  }

  /** The example that the work began with. */
  get example(): Example | undefined {
    const { examples, work } = this.store.get();
    return examples.find(({ id }) => id === work.example);
  }

  saved(): SavedWork {
    const { example, work } = this;
    return saveWork(
      work,
      example ?? { id: work.example, title: "", files: new Map(), main: "", binding: undefined, samples: {} },
    );
  }

  openExample(id: string): void {
    const example = this.store.get().examples.find((candidate) => candidate.id === id);
    if (example === undefined) return;
    this.#load(workOfExample(example));
    this.say(`${example.title} is open.`);
    this.#keep();
  }

  /** More examples have been loaded. */
  addExamples(examples: readonly Example[]): void {
    this.store.set({ examples: [...this.store.get().examples, ...examples] });
  }

  openFile(path: string): void {
    const { open, files } = this.work;
    if (!files.has(path)) return;
    this.#setWork({ active: path, open: open.includes(path) ? open : [...open, path] });
  }

  closeFile(path: string): void {
    const { open, active } = this.work;
    const index = open.indexOf(path);
    const left = open.filter((other) => other !== path);
    if (index < 0 || left.length === 0) return;
    this.#setWork({ open: left, active: active === path ? (left[Math.max(0, index - 1)] ?? "") : active });
  }

  /** Somebody typed. */
  editFile(path: string, text: string, changes: readonly TextChange[] | undefined): void {
    if (this.work.files.get(path) === text) return;
    this.#setWork({ files: new Map(this.work.files).set(path, text) });
    if (changes === undefined) this.#ports.client.put(path, text);
    else this.#ports.client.edit(path, changes);
    this.#language.changed();
  }

  /** A file is new, or gets another text as a whole. */
  putFile(path: string, text: string): void {
    this.#setWork({ files: new Map(this.work.files).set(path, text) });
    this.#ports.client.put(path, text);
    for (const listener of this.#replaced) listener(path);
    this.#language.changed();
  }

  /** A part of the page changes a text as typing does. */
  changeFile(path: string, changes: readonly TextChange[]): void {
    const text = applyChanges(this.work.files.get(path) ?? "", changes);
    if (text === undefined || changes.length === 0) return;
    this.#setWork({ files: new Map(this.work.files).set(path, text) });
    this.#ports.client.edit(path, changes);
    for (const listener of this.#replaced) listener(path);
    this.#language.changed();
  }

  removeFile(path: string): void {
    const files = new Map(this.work.files);
    if (!files.delete(path)) return;
    this.closeFile(path);
    this.#setWork({ files });
    this.#ports.client.remove(path);
    for (const listener of this.#replaced) listener(path);
    this.#language.changed();
  }

  /** A new mapping with nothing but its first line; its path is made unlike those that are there. */
  addMapping(): void {
    let path = "new.xmap";
    for (let ordinal = 2; this.work.files.has(path); ordinal += 1) path = `new-${ordinal}.xmap`;
    this.putFile(path, "xmap 1\n\n");
    this.openFile(path);
  }

  chooseBinding(binding: BindingChoice): void {
    this.#setWork({ binding });
    this.store.set({ compiled: undefined, compileProblem: undefined, run: undefined, followed: undefined });
    this.#language.compile();
  }

  /** Shows a value's way through the mapping; undefined ends that. */
  follow(followed: FollowedValue | undefined): void {
    this.store.set({ followed });
  }

  setSample(text: string): void {
    const { compiled } = this.store.get();
    if (compiled === undefined) return;
    this.#setWork({ samples: { ...this.work.samples, [resourceKey(compiled.left)]: text } });
    this.#run.changed();
  }

  /** Gives a record type a sample, whichever binding is chosen. */
  putSample(key: string, text: string): void {
    this.#setWork({ samples: { ...this.work.samples, [key]: text } });
    this.#run.changed();
  }

  /** Puts a record that is made of the schema in the sample's place. */
  makeSample(): void {
    const text = this.#run.sampleOfSchema();
    if (text !== undefined) this.setSample(text);
  }

  /** Undefined opens the question again. */
  setAnswer(key: string, answer: GivenAnswer | undefined): void {
    const { [key]: _before, ...others } = this.work.answers;
    this.#setWork({ answers: answer === undefined ? others : { ...others, [key]: answer } });
    this.#run.start();
  }

  /** Gives every open question some answer, so that the whole output can be seen. */
  answerOpenQuestions(): void {
    const { run } = this.store.get();
    if (run?.kind !== "result") return;
    const open = run.result.questions.filter(({ answered }) => !answered);
    const made = open.map(({ key, wanted, name }, index) => {
      const value = wanted === "string" ? `${name}-${index + 1}` : index + 1;
      return [key, { kind: "found", value } satisfies GivenAnswer] as const;
    });
    this.#setWork({ answers: { ...this.work.answers, ...Object.fromEntries(made) } });
    this.#run.start();
  }

  /** Tries the laws of the chosen binding, should it be a two-way one. */
  checkLaws(): Promise<void> {
    return this.#laws.start();
  }

  /** Writes the sample with its answers and its output down as a test; why not, in a sentence, where that cannot be. */
  async makeTest(title: string): Promise<string | undefined> {
    const { compiled, run } = this.store.get();
    if (compiled === undefined || run?.kind !== "result") return "There is no output yet.";
    const record = this.work.samples[resourceKey(compiled.left)] ?? "{}";
    const { output, problems, questions } = run.result;
    const { binding } = compiled;
    const wish = { binding, title, record, output, problems, questions, answers: this.work.answers };
    const made = await this.#ports.client.ask("makeTest", wish);
    if (made === undefined) return "The text has changed meanwhile; try again.";
    if (made.kind === "refused") return made.reason;
    for (const [path, text] of made.files) this.putFile(path, text);
    this.openFile(made.path);
    this.say(`The test stands in ${made.path}.`);
    return undefined;
  }

  setExpected(text: string): void {
    const { binding, expected } = this.work;
    if (binding !== undefined) this.#setWork({ expected: { ...expected, [bindingKey(binding)]: text } });
  }

  /** Keeps what has not been kept yet. */
  keepIfDue(): void {
    this.#keep.flush();
  }

  /** Sets the work aside, should anything have been changed, so that one can go back to it. */
  setAside(): void {
    const saved = this.saved();
    if (Object.keys(saved.changed).length + saved.removed.length > 0) this.#ports.setAside(saved);
  }

  /** Keeps nothing any more: the page is about to load another work. */
  abandon(): void {
    this.#isAbandoned = true;
  }

  /** Keeps the work at once. */
  keepNow(): void {
    if (!this.#isAbandoned) this.#ports.keep(this.saved());
  }

  say(notice: string): void {
    this.store.set({ notice });
  }

  #load(work: Work): void {
    this.#ports.client.open(work.files);
    this.store.set({
      work,
      opening: this.store.get().opening + 1,
      diagnostics: undefined,
      schemaProblems: [],
      bindings: [],
      symbols: [],
      compiled: undefined,
      compileProblem: undefined,
      sample: { kind: "none" },
      run: undefined,
      laws: undefined,
      followed: undefined,
    });
    for (const listener of this.#opened) listener();
    this.#language.now();
  }

  #setWork(members: Partial<Work>): void {
    this.store.set({ work: { ...this.work, ...members } });
    this.#keep();
  }
}

/** Paths that can be shown in tabs: mappings first, then the rest. */
export function filesInOrder(work: Work): readonly string[] {
  return [...work.files.keys()].sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
}

function rank(path: string): number {
  return isMapping(path) ? 0 : 1;
}
