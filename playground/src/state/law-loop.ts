import type { CompiledBinding } from "../worker/compile-binding.ts";
import type { PlaygroundState } from "./playground-state.ts";
import type { SampleRunner } from "./run-loop.ts";
import type { Store } from "./store.ts";

/** Tries whether what a two-way binding writes comes back; what it found is about that compiled binding alone. */
export class LawLoop {
  readonly #store: Store<PlaygroundState>;
  readonly #runner: SampleRunner;

  constructor(store: Store<PlaygroundState>, runner: SampleRunner) {
    this.#store = store;
    this.#runner = runner;
  }

  async start(): Promise<void> {
    const { compiled } = this.#store.get();
    if (compiled?.law === undefined) return;
    this.#show(compiled, { kind: "running" });
    const { module, law, program, binding } = compiled;
    const end = await this.#runner.tryLaw(program, { kind: "law", module, binding: binding.name, law });
    if (end.kind !== "superseded" && this.#store.get().compiled === compiled) this.#show(compiled, end);
  }

  #show(of: CompiledBinding, laws: NonNullable<PlaygroundState["laws"]>["state"]): void {
    this.#store.set({ laws: { of, state: laws } });
  }
}
