import { type Context, type Span, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { Failure, type FailureDetails, type Problem, type SourceFrame } from "@xmap/contract";
import type { ObservedStep } from "../../engine/observer.ts";
import { OutcomeReached, RunAborted } from "../../engine/run-signals.ts";
import { withoutPersonalData } from "./without-personal-data.ts";

interface OpenStep {
  readonly path: string;
  readonly span: Span;
  readonly context: Context;
}

/** The spans of one attempt of a run: its own, and those of the steps under way, the innermost last. */
export class RunSpans {
  readonly #tracer: Tracer;
  readonly #span: Span;
  readonly #context: Context;
  readonly #open: OpenStep[] = [];
  /** What unwinds the steps is told once, on the innermost one. */
  #told: unknown;

  constructor(tracer: Tracer, span: Span, parent: Context) {
    this.#tracer = tracer;
    this.#span = span;
    this.#context = trace.setSpan(parent, span);
  }

  get span(): Span {
    return this.#span;
  }

  begin({ step, kind, file, line }: ObservedStep): void {
    const parent = this.#open.at(-1)?.context ?? this.#context;
    const attributes = { "xmap.step": step, "xmap.step.kind": kind, "code.filepath": file, "code.lineno": line };
    const span = this.#tracer.startSpan(`${kind} ${step}`, { attributes }, parent);
    this.#open.push({ path: step, span, context: trace.setSpan(parent, span) });
  }

  end({ step }: ObservedStep, thrown: unknown): void {
    const open = this.#open.at(-1);
    if (open?.path !== step) return;
    this.#open.pop();
    if (thrown !== undefined) this.#tellOnce(open.span, thrown);
    open.span.end();
  }

  /** What a rule says goes on the span of the step under way. */
  warn(rule: string, message: string): void {
    tellProblem(this.#open.at(-1)?.span ?? this.#span, { word: "warn", rule, message });
  }

  /** Ends the attempt with what it came to. */
  finish(end: {
    readonly outcome: string;
    readonly problems: readonly Problem[];
    readonly failure: FailureDetails | undefined;
    readonly stack: readonly SourceFrame[];
  }): void {
    for (const { span } of this.#open.splice(0).toReversed()) span.end();
    const { outcome, problems, failure, stack } = end;
    this.#span.setAttribute("xmap.outcome", outcome);
    const wasTold = this.#told !== undefined;
    if (failure !== undefined) {
      if (!wasTold) tellFailure(this.#span, failure);
      this.#span.setStatus({ code: SpanStatusCode.ERROR, message: failure.class });
    } else if (!wasTold) {
      for (const problem of problems) tellProblem(this.#span, problem);
    }
    if (outcome === "rejected" || outcome === "dead")
      this.#span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
    if (problems.length > 0) this.#span.setAttribute("xmap.stack", stack.map(describeFrame));
    this.#span.end();
  }

  #tellOnce(span: Span, thrown: unknown): void {
    const isNew = this.#told !== thrown;
    this.#told = thrown;
    if (thrown instanceof RunAborted) {
      if (isNew) span.addEvent("xmap.stopped");
    } else if (thrown instanceof OutcomeReached) {
      if (isNew) for (const problem of thrown.problems) tellProblem(span, problem);
      if (thrown.word === "fail" || thrown.word === "reject")
        span.setStatus({ code: SpanStatusCode.ERROR, message: thrown.word });
    } else {
      if (isNew) tellFailure(span, detailsOf(thrown));
      span.setStatus({ code: SpanStatusCode.ERROR, message: detailsOf(thrown).class });
    }
  }
}

type ToldFailure = Pick<FailureDetails, "class" | "message"> & Partial<Pick<FailureDetails, "system" | "operation">>;

function detailsOf(thrown: unknown): ToldFailure {
  if (thrown instanceof Failure) return thrown.details;
  return { class: "Unknown", message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function tellFailure(span: Span, failure: ToldFailure): void {
  const { system, operation } = failure;
  span.addEvent("exception", {
    "exception.type": failure.class,
    "exception.message": withoutPersonalData(failure.message),
    ...(system === undefined ? {} : { "xmap.system": system }),
    ...(operation === undefined ? {} : { "xmap.operation": operation }),
  });
}

function tellProblem(span: Span, { word, rule, message }: Problem): void {
  const attributes = { "xmap.rule": rule, "xmap.word": word, "xmap.message": withoutPersonalData(message) };
  span.addEvent("xmap.rule", attributes);
}

function describeFrame({ name, file, line }: SourceFrame): string {
  return `${name} (${file}:${line})`;
}
