import type { BindingChoice, Work } from "../project/work.ts";
import type { LanguageClient } from "../worker/language-client.ts";
import { debounce } from "./debounce.ts";
import type { PlaygroundState } from "./playground-state.ts";
import type { Store } from "./store.ts";

const CHECK_AFTER_MILLISECONDS = 150;
const COMPILE_AFTER_MILLISECONDS = 100;

/** Asks for findings after each change, and compiles the chosen binding when it is quiet. */
export class LanguageLoop {
  readonly #store: Store<PlaygroundState>;
  readonly #client: LanguageClient;
  readonly #compiled: () => void;
  readonly #checkLater = debounce(() => void this.#check(), CHECK_AFTER_MILLISECONDS);
  readonly #compileLater = debounce(() => this.compile(), COMPILE_AFTER_MILLISECONDS);
  #checks = 0;
  #compiles = 0;

  /** `compiled` is called when the chosen binding has compiled. */
  constructor(store: Store<PlaygroundState>, client: LanguageClient, compiled: () => void) {
    this.#store = store;
    this.#client = client;
    this.#compiled = compiled;
  }

  /** A text is another one. */
  changed(): void {
    this.#checkLater();
  }

  /** Checks without waiting for more changes. */
  now(): void {
    void this.#check();
  }

  /** Compiles the chosen binding. */
  compile(): void {
    void this.#compile();
  }

  async #check(): Promise<void> {
    this.#checks += 1;
    const check = this.#checks;
    const [diagnostics, schemaProblems, symbols] = await Promise.all([
      this.#client.ask("diagnostics", {}),
      this.#client.ask("schemaProblems", {}),
      this.#client.ask("workspaceSymbols", { query: "" }),
    ]);
    if (check !== this.#checks || diagnostics === undefined) return;
    const bindings = (symbols ?? [])
      .filter(({ kind }) => kind === "binding")
      .toSorted((left, right) =>
        left.file === right.file ? left.span.start - right.span.start : left.file < right.file ? -1 : 1,
      )
      .map(({ name, file }) => ({ name, file, isBack: false }));
    const { work } = this.#store.get();
    const binding = chosenBinding(work, bindings);
    const problems = schemaProblems ?? [];
    this.#store.set({
      diagnostics,
      schemaProblems: problems,
      bindings,
      symbols: symbols ?? [],
      ...(binding === work.binding ? {} : { work: { ...work, binding } }),
    });
    this.#compileLater();
  }

  async #compile(): Promise<void> {
    this.#compiles += 1;
    const compile = this.#compiles;
    const { binding } = this.#store.get().work;
    if (binding === undefined) {
      this.#store.set({ compiled: undefined, compileProblem: { kind: "absent" }, run: undefined });
      return;
    }
    const result = await this.#client.ask("compile", binding);
    if (compile !== this.#compiles || result === undefined) return;
    if (result.kind === "compiled") {
      this.#store.set({ compiled: result, compileProblem: undefined });
      this.#compiled();
    } else {
      this.#store.set({ compileProblem: result });
    }
  }
}

/** The binding that is chosen while it is there, else one of the file that is shown, else any. */
function chosenBinding({ binding, active }: Work, bindings: readonly BindingChoice[]): BindingChoice | undefined {
  if (binding !== undefined && bindings.some(({ file, name }) => file === binding.file && name === binding.name))
    return binding;
  // The largest binding of an integration usually stands last in its file.
  return bindings.findLast(({ file }) => file === active) ?? bindings[0] ?? binding;
}
