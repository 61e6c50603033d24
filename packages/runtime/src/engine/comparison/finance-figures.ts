import { currencyDigits, type DataRecord, fromMoney, type Money, toMoney } from "@xmap/contract";
import { fieldAt } from "../field-values.ts";

/** Where a figure is found: dotted fields of the left and the right record. */
export interface FigureFields {
  readonly name: string;
  readonly left?: string;
  readonly right?: string;
  /** Of the left record: the currency's code; the figure is one sum when undefined. */
  readonly currency?: string;
}

/** A sum of one figure over all pairs. */
export interface FinanceFigure {
  readonly name: string;
  /** Empty where none is stated. */
  readonly currency: string;
  /** In units of the currency; undefined where the figure has no field on that side. */
  readonly left: number | undefined;
  readonly right: number | undefined;
}

interface Sums {
  left: Money;
  right: Money;
}

const NOTHING = toMoney(0);

/** Adds money fields of pairs up, exactly, by figure and currency. */
export class FinanceFigures {
  readonly #fields: readonly FigureFields[];
  readonly #sums = new Map<string, Map<string, Sums>>();

  constructor(fields: readonly FigureFields[]) {
    this.#fields = fields;
  }

  /** Adds a pair; one without a right record counts on the left side alone. */
  add(left: DataRecord, right: DataRecord | undefined): void {
    for (const { name, left: leftField, right: rightField, currency: code } of this.#fields) {
      const stated = code === undefined ? undefined : fieldAt(left, code);
      const sums = this.#sumsOf(name, typeof stated === "string" ? stated : "");
      if (leftField !== undefined) sums.left = plus(sums.left, fieldAt(left, leftField));
      if (rightField !== undefined) sums.right = plus(sums.right, fieldAt(right, rightField));
    }
  }

  all(): readonly FinanceFigure[] {
    return this.#fields.flatMap(({ name, left, right }) =>
      [...(this.#sums.get(name) ?? [])].map(([currency, sums]) => {
        const digits = currencyDigits(currency);
        return {
          name,
          currency,
          left: left === undefined ? undefined : fromMoney(sums.left, digits),
          right: right === undefined ? undefined : fromMoney(sums.right, digits),
        };
      }),
    );
  }

  #sumsOf(name: string, currency: string): Sums {
    const byCurrency = this.#sums.get(name) ?? new Map<string, Sums>();
    this.#sums.set(name, byCurrency);
    const sums = byCurrency.get(currency) ?? { left: NOTHING, right: NOTHING };
    byCurrency.set(currency, sums);
    return sums;
  }
}

function plus(sum: Money, value: unknown): Money {
  return typeof value === "number" ? ((sum + toMoney(value)) as Money) : sum;
}
