import type { Span } from "@xmap/diagnostics";
import type { RecordedMember, Recorder } from "../../expressions/recorder.ts";
import type { Field, ValueType } from "../../types/type.ts";

/** What the checker found out about one file, by the offset at which it stands. */
export class RecordedNotes implements Recorder {
  readonly #members = new Map<number, RecordedMember>();
  readonly #named = new Map<number, ValueType>();
  readonly #targets = new Map<number, readonly Field[]>();
  readonly #arms = new Map<number, readonly string[]>();

  member(member: RecordedMember): void {
    if (!this.#members.has(member.span.start)) this.#members.set(member.span.start, member);
  }

  named(span: Span, value: ValueType): void {
    this.#named.set(span.start, value);
  }

  missingTargets(span: Span, fields: readonly Field[]): void {
    this.#targets.set(span.start, fields);
  }

  missingArms(span: Span, values: readonly string[]): void {
    this.#arms.set(span.start, values);
  }

  members(): Iterable<RecordedMember> {
    return this.#members.values();
  }

  memberAt(span: Span): RecordedMember | undefined {
    return this.#members.get(span.start);
  }

  /** The value of a `let` or a step's name that is given at this place. */
  valueNamedAt(span: Span): ValueType | undefined {
    return this.#named.get(span.start);
  }

  targetsMissingAt(span: Span): readonly Field[] {
    return this.#targets.get(span.start) ?? [];
  }

  armsMissingAt(span: Span): readonly string[] | undefined {
    return this.#arms.get(span.start);
  }
}
