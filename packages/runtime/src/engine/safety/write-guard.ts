import { type Clock, type DataRecord, formatRecordReference, type RecordReference, type Value } from "@xmap/contract";
import { fieldAt, isEmpty } from "../field-values.ts";
import type { Logger } from "../logger.ts";
import { type Rate, RateLimit } from "../rate-limit.ts";
import { FlowHalted, OutcomeReached } from "../run-signals.ts";
import { type FuseSettings, MassChangeFuse } from "./mass-change-fuse.ts";
import { PingPong, type PingPongSettings } from "./ping-pong.ts";

/** What keeps a fault elsewhere from doing harm here. */
export interface SafetySettings {
  /** Undefined: no fuse. */
  readonly fuse: FuseSettings | undefined;
  readonly pingPong: PingPongSettings | undefined;
  /** The most writes by system. */
  readonly maximumWrites: Readonly<Record<string, Rate>>;
}

export interface WriteGuardParts {
  readonly settings: SafetySettings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether a person lets mass changes of the flow through for now. */
  readonly isAllowed: (flow: string) => Promise<boolean>;
  /** Stops a flow until a person resumes it. */
  readonly halt: (flow: string, reason: string) => Promise<void>;
}

/** A record that a run has brought in line, or is about to. */
export interface PlannedWrite {
  readonly flow: string;
  readonly step: string;
  readonly target: RecordReference;
  /** As it is now. */
  readonly current: DataRecord;
  /** Dotted field → new value; none when nothing is to be changed. */
  readonly values: Readonly<Record<string, Value>>;
  /** Lists that would lose all of their lines. */
  readonly clearedLists: readonly string[];
}

/** Looks at every write before it goes out. */
export class WriteGuard {
  readonly #parts: WriteGuardParts;
  readonly #fuses = new Map<string, MassChangeFuse>();
  readonly #limits: ReadonlyMap<string, RateLimit>;
  readonly #pingPong: PingPong | undefined;

  constructor(parts: WriteGuardParts) {
    this.#parts = parts;
    const { settings, clock } = parts;
    const limits = Object.entries(settings.maximumWrites);
    this.#limits = new Map(limits.map(([system, rate]) => [system, new RateLimit(rate, clock)]));
    this.#pingPong = settings.pingPong === undefined ? undefined : new PingPong(settings.pingPong, clock);
  }

  /** A person has resumed the flow: its records are counted anew. */
  resumed(flow: string): void {
    this.#fuses.get(flow)?.reset();
  }

  /** Resolves when the write may go out; throws a FlowHalted for a mass change, OutcomeReached for a field that goes back and forth. */
  async pass(write: PlannedWrite): Promise<void> {
    await this.#fuse(write);
    const fields = Object.keys(write.values);
    if (fields.length === 0 && write.clearedLists.length === 0) return;
    for (const field of fields) this.#refusePingPong(write, field);
    await this.enter(write.target.system);
  }

  /** Waits for a place among the system's writes. */
  async enter(system: string): Promise<void> {
    await this.#limits.get(system)?.enter();
  }

  async #fuse(write: PlannedWrite): Promise<void> {
    const { settings, clock, isAllowed, halt } = this.#parts;
    if (settings.fuse === undefined) return;
    const { flow, target } = write;
    let fuse = this.#fuses.get(flow);
    if (fuse === undefined) {
      fuse = new MassChangeFuse(settings.fuse, clock);
      this.#fuses.set(flow, fuse);
    }
    const change = await fuse.judge(formatRecordReference(target), emptiedFields(write));
    if (change === undefined || (await isAllowed(flow))) return;
    const { field, emptied, of } = change;
    const reason = `${field} would be emptied in ${emptied} of ${of} ${target.entity} records: looks like a fault at its source, so nothing is written`;
    await halt(flow, reason);
    throw new FlowHalted(reason);
  }

  #refusePingPong({ flow, step, target, values, current }: PlannedWrite, field: string): void {
    const record = formatRecordReference(target);
    const written = this.#pingPong?.write(record, field, values[field] ?? null);
    if (written === undefined) return;
    const now = JSON.stringify(fieldAt(current, field) ?? null);
    const message = `${field} of ${record} is written again and again (${written.join(", ")}), and is ${now} each time: somebody undoes it`;
    this.#parts.logger.warn({ flow, record, field }, message);
    throw new OutcomeReached("hold", [{ word: "hold", rule: step, message }], step);
  }
}

/** Fields that hold something and would hold nothing, or zero. */
function emptiedFields({ values, current, clearedLists }: PlannedWrite): readonly string[] {
  const fields = Object.entries(values).flatMap(([field, value]) => {
    const before = fieldAt(current, field);
    const holdsNothing = isEmpty(before) || before === 0;
    return !holdsNothing && (isEmpty(value) || value === 0) ? [field] : [];
  });
  return [...fields, ...clearedLists];
}
