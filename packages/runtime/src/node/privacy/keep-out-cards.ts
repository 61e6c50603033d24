import type { Snapshot, Value } from "@xmap/contract";
import type { AcceptedEvent, EndedRun, RetrySeed, StoreChange } from "../../engine/store.ts";
import { withoutCardNumbers } from "../../privacy/card-numbers.ts";

/** Told of each place that a card number was taken out of. */
export type OnCardNumber = (place: string) => void;

/** Takes card numbers out of what is about to be kept. */
export class CardGuard {
  readonly #onCardNumber: OnCardNumber;

  constructor(onCardNumber: OnCardNumber) {
    this.#onCardNumber = onCardNumber;
  }

  event(event: AcceptedEvent): AcceptedEvent {
    const { content } = event;
    const kept = this.#clean(content, `the content of ${event.event.subject}`);
    return kept === content ? event : { ...event, content: kept };
  }

  seed(seed: RetrySeed): RetrySeed {
    const subject = this.#clean(seed.subject, "an edited record");
    return subject === seed.subject ? seed : { ...seed, subject };
  }

  ended(ended: EndedRun): EndedRun {
    const { waiting } = ended;
    if (waiting === undefined) return ended;
    const { input, problems, failure, ...rest } = waiting;
    // A failure's members are all plain values.
    const said = { input, problems, failure: failure as Value | undefined };
    const kept = this.#clean(said, `what waits for ${ended.record}`);
    return kept === said ? ended : { ...ended, waiting: { ...rest, ...kept } as EndedRun["waiting"] };
  }

  change(change: StoreChange): StoreChange {
    switch (change.change) {
      case "journal": {
        const result = this.#clean(change.result, `the result of ${change.step}`);
        return result === change.result ? change : { ...change, result };
      }
      case "snapshot": {
        const { snapshot } = change;
        const kept = this.#clean(snapshot as unknown as Value, `what was sent of ${snapshot.left}`);
        return kept === (snapshot as unknown) ? change : { ...change, snapshot: kept as unknown as Snapshot };
      }
      case "editWaiting":
        return { ...change, input: this.#clean(change.input, "an edited record") };
      case "note":
        return { ...change, body: this.#clean(change.body, `the note ${change.name}`) };
      default:
        return change;
    }
  }

  #clean<Kept>(value: Kept, place: string): Kept {
    const kept = withoutCardNumbers(value as Value | undefined) as Kept;
    if (kept !== value) this.#onCardNumber(place);
    return kept;
  }
}
