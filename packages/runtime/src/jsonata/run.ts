import type { Clock, Random } from "@xmap/contract";
import { JsonataError } from "./jsonata-error.ts";

/** What an expression may use up. An expression that needs more fails with U1001. */
export interface Limits {
  /** Calls of functions within one another. */
  readonly depth: number;
  /** Items gone through and functions called. */
  readonly steps: number;
  /** Time in milliseconds; it takes the run's clock. */
  readonly milliseconds: number;
}

/** Enough for every sensible expression, little enough for one that does not end. */
export const DEFAULT_LIMITS: Limits = { depth: 2_000, steps: 100_000_000, milliseconds: Number.POSITIVE_INFINITY };

/** A text that was compiled at run time, or what is wrong with it. */
export type CompiledText =
  | { readonly kind: "expression"; readonly body: ExpressionBody }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** The code of an expression: its run, the context, and the variables that come from outside. */
export type ExpressionBody = (run: Run, context: unknown, bindings: Bindings) => unknown;
export type Bindings = Readonly<Record<string, unknown>>;

export interface RunOptions {
  /** `$now()` and `$millis()`: milliseconds since 1970. */
  readonly instant: number;
  /** `$random()` and `$shuffle`. */
  readonly random: Pick<Random, "fraction">;
  /** Measures the time limit. */
  readonly clock?: Pick<Clock, "now"> | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Compiles the computed text of an `$eval`; without it such an `$eval` fails. */
  readonly compileText?: ((text: string) => CompiledText) | undefined;
}

/** Between two looks at the clock. */
const STEPS_BETWEEN_CHECKS = 1_024;

/** One evaluation: what it was given and what it has used up. */
export class Run {
  readonly options: RunOptions;
  /** `$$` */
  readonly input: unknown;
  depth = 0;
  steps = 0;
  /** How many computed texts `$eval` has evaluated. */
  evaluatedTexts = 0;
  readonly #limits: Limits;
  readonly #deadline: number;
  #nextCheck: number;
  #kept: Map<unknown, unknown> | undefined;

  constructor(input: unknown, options: RunOptions) {
    this.input = input;
    this.options = options;
    this.#limits = options.limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...options.limits };
    const timed = Number.isFinite(this.#limits.milliseconds) && options.clock !== undefined;
    this.#deadline = timed ? options.clock.now() + this.#limits.milliseconds : Number.POSITIVE_INFINITY;
    this.#nextCheck = Math.min(STEPS_BETWEEN_CHECKS, this.#limits.steps);
  }

  /** Counts a step of a loop. */
  tick(): void {
    this.steps += 1;
    if (this.steps > this.#nextCheck) this.#check();
  }

  /** Counts the call of a function; the function counts its end by `leave`. */
  enter(): void {
    this.depth += 1;
    if (this.depth > this.#limits.depth) throw new JsonataError("U1001", { value: `${this.#limits.depth} calls` });
    this.tick();
  }

  leave(): void {
    this.depth -= 1;
  }

  #check(): void {
    if (this.steps > this.#limits.steps) throw new JsonataError("U1001", { value: `${this.#limits.steps} steps` });
    const { clock } = this.options;
    if (clock !== undefined && clock.now() > this.#deadline)
      throw new JsonataError("U1001", { value: `${this.#limits.milliseconds} ms` });
    this.#nextCheck = Math.min(this.steps + STEPS_BETWEEN_CHECKS, this.#limits.steps);
  }

  /** Something made once for each evaluation and key. */
  keep<Kept>(key: unknown, make: () => Kept): Kept {
    this.#kept ??= new Map();
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept as Kept;
    const made = make();
    this.#kept.set(key, made);
    return made;
  }

  forget(key: unknown): void {
    this.#kept?.delete(key);
  }
}
