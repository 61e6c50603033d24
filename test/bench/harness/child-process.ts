import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** What a process can be asked: each method takes one input and answers later. */
export type Methods<Api> = { readonly [Name in keyof Api]: (input: never) => unknown };

interface Question {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}

interface Answer {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

/** Processes that have not ended; none of them outlives this one. */
const living = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

export interface ChildOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
}

/** A TypeScript file that runs in a process of its own and answers questions. */
export class MeasuredProcess<Api extends Methods<Api>> {
  readonly #child: ChildProcess;
  readonly #name: string;
  readonly #waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>();
  readonly #ended: Promise<unknown>;
  #questions = 0;

  constructor(name: string, file: string, options: ChildOptions = {}) {
    this.#name = name;
    this.#child = fork(file, [], {
      execArgv: ["--conditions=@xmap/source", ...(options.nodeOptions ?? [])],
      env: { ...process.env, ...options.environment },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      // JSON would lose what is undefined or without a limit.
      serialization: "advanced",
    });
    living.add(this.#child);
    this.#ended = once(this.#child, "exit").then(([code, signal]) => {
      living.delete(this.#child);
      const error = new Error(`the process "${name}" ended (${code ?? signal}) before it answered`);
      for (const { reject } of this.#waiting.values()) reject(error);
    });
    this.#child.on("message", (message) => this.#take(message as Answer));
  }

  get processId(): number {
    if (this.#child.pid === undefined) throw new Error(`the process "${this.#name}" could not be started`);
    return this.#child.pid;
  }

  /** Calls a method of the process; rejects with what it threw, or when the process ends. */
  ask<Name extends keyof Api & string>(
    method: Name,
    input: Parameters<Api[Name]>[0],
  ): Promise<Awaited<ReturnType<Api[Name]>>> {
    this.#questions += 1;
    const id = this.#questions;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (output: unknown) => void, reject });
      this.#child.send({ id, method, input } satisfies Question);
    });
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  #take({ id, output, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(output);
    else waiting?.reject(new Error(`${this.#name}: ${error}`));
  }
}

/** Answers the questions of the process that started this one, and ends with it. */
export function serve<Api extends Methods<Api>>(methods: Api): void {
  const known = new Map<string, (input: never) => unknown>(Object.entries(methods));
  process.on("message", (message) => {
    void answer(known, message as Question).then((answered) => process.send?.(answered));
  });
  process.on("disconnect", () => process.exit());
}

async function answer(
  methods: ReadonlyMap<string, (input: never) => unknown>,
  { id, method, input }: Question,
): Promise<Answer> {
  try {
    const known = methods.get(method);
    if (known === undefined) throw new RangeError(`there is no method "${method}"`);
    return { id, output: await known(input as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
