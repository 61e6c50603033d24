import type { BindingModule } from "@xmap/contract";
import {
  type ComparisonOptions,
  type ComparisonReport,
  compare,
  compareRecord,
  type RecordDifference,
} from "../comparison/compare.ts";
import { repairOf } from "../comparison/repair.ts";
import { type BackFillOptions, type BackFillParts, type BackFillProgress, backFill } from "./back-fill.ts";
import { type BaselineOptions, type BaselineReport, baseline } from "./baseline.ts";
import type { LinkingBinding } from "./binding-roles.ts";

/** What is done beside daily running: initial load, linking after a loss, comparing both sides. */
export class GoingLive {
  readonly #parts: BackFillParts;

  constructor(parts: BackFillParts) {
    this.#parts = parts;
  }

  /** Takes all records of a flow's subject in; see backFill. */
  fill(options: BackFillOptions): Promise<BackFillProgress> {
    return backFill(this.#parts, options);
  }

  /** Matches the records of a binding by key; see baseline. */
  match(linking: LinkingBinding, options: BaselineOptions): Promise<BaselineReport> {
    return baseline(this.#parts.services, linking, options);
  }

  /** Compares the records of a binding with their counterparts; see compare. */
  compare(binding: BindingModule, options: ComparisonOptions): Promise<ComparisonReport> {
    return compare(this.#parts.services, binding, options);
  }

  /** Starts the flow for a record that differs; false where only a person can mend it. */
  async repair(flowName: string, binding: BindingModule, difference: RecordDifference): Promise<boolean> {
    const { services, registry, accept } = this.#parts;
    const flow = registry.current(flowName)?.flow;
    if (flow === undefined) throw new RangeError(`there is no flow "${flowName}"`);
    const repair = await repairOf(services, flow, binding, difference);
    if (repair !== undefined) await accept([repair.hint], repair.changes);
    return repair !== undefined;
  }

  /** Looks whether a record still differs after its repair, and counts it in the store when it does not. */
  async isRepaired(flow: string, binding: BindingModule, record: string): Promise<boolean> {
    const { services } = this.#parts;
    if ((await compareRecord(services, binding, record)) !== undefined) return false;
    await services.store.write([{ change: "metric", name: `repaired.${flow}`, add: 1 }]);
    return true;
  }
}
