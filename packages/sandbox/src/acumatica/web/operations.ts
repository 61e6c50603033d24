import { ApiError } from "../api-error.ts";
import { guidOf } from "../record/guid-source.ts";
import type { Session } from "./session.ts";

/** How long background actions take. */
export type OperationPace = {
  /** After so many milliseconds of the server's clock the work is done; 0 unless given. */
  readonly milliseconds?: number;
  /** So many status requests are answered with 202 although the work is done; 0 unless given. */
  readonly polls?: number;
};

type Operation = {
  readonly id: string;
  /** `SalesOrder/SalesOrderCreateShipment`. */
  readonly path: string;
  readonly form: string;
  readonly session: Session;
  readonly dueAt: number;
  polls: number;
  run: (() => void) | undefined;
  failure: ApiError | undefined;
};

/** What a status request learns. */
export type OperationStatus = "unknown" | "running" | "done" | ApiError;

/** Background actions. Each keeps its form busy for its session until its work is done. */
export class Operations {
  pace: OperationPace;
  readonly #operations = new Map<string, Operation>();
  readonly #now: () => Date;

  constructor(now: () => Date, pace: OperationPace) {
    this.#now = now;
    this.pace = pace;
  }

  /** Starts an action; answers the id to ask by. */
  start(path: string, form: string, session: Session, run: () => void): string {
    const id = guidOf(`operation/${session.id}/${this.#operations.size}`);
    const operation: Operation = {
      id,
      path,
      form,
      session,
      dueAt: this.#now().getTime() + (this.pace.milliseconds ?? 0),
      polls: this.pace.polls ?? 0,
      run,
      failure: undefined,
    };
    this.#operations.set(id, operation);
    session.busy.set(form, id);
    this.settle();
    return id;
  }

  /** Does the work of every action that is due. */
  settle(): void {
    const now = this.#now().getTime();
    for (const operation of this.#operations.values()) {
      if (operation.run !== undefined && operation.dueAt <= now) {
        this.#finish(operation);
      }
    }
  }

  /** How far an action is. */
  status(path: string, id: string): OperationStatus {
    this.settle();
    const operation = this.#operations.get(id);
    if (operation === undefined || operation.path !== path) {
      return "unknown";
    }
    if (operation.run !== undefined || operation.polls > 0) {
      operation.polls -= 1;
      return "running";
    }
    return operation.failure ?? "done";
  }

  #finish(operation: Operation): void {
    const { run, session, form, id } = operation;
    operation.run = undefined;
    if (session.busy.get(form) === id) {
      session.busy.delete(form);
    }
    try {
      run?.();
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      operation.failure = error;
    }
  }
}
