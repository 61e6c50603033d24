/** Combinations of labels that one metric keeps at most. */
export const MAXIMUM_COMBINATIONS = 1_000;
/** What further combinations are counted under. */
const OTHER = "other";

/**
 * A metric's children by their labels, each resolved once. Names of flows, systems and operations are few, but nothing
 * promises it: beyond the limit all labels are `other`, so that a scrape stays small.
 */
export class LabelledChildren<Child> {
  readonly #children = new Map<string, Child>();
  readonly #resolve: (...labels: string[]) => Child;
  readonly #maximum: number;

  constructor(resolve: (...labels: string[]) => Child, maximum = MAXIMUM_COMBINATIONS) {
    this.#resolve = resolve;
    this.#maximum = maximum;
  }

  get(...labels: string[]): Child {
    return this.#children.get(keyOf(labels)) ?? this.#add(labels);
  }

  #add(labels: string[]): Child {
    const isFull = this.#children.size >= this.#maximum;
    const kept = isFull ? labels.map(() => OTHER) : labels;
    const key = keyOf(kept);
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const child = this.#resolve(...kept);
    this.#children.set(key, child);
    return child;
  }
}

function keyOf(labels: readonly string[]): string {
  return labels.length === 1 ? (labels[0] ?? "") : labels.join("\n");
}
