/** The fields of a form that was sent; empty ones count as not given. */
export class FormFields {
  readonly #fields: URLSearchParams;

  constructor(body: string) {
    this.#fields = new URLSearchParams(body);
  }

  /** Text that must be there. Throws TypeError that names the field. */
  text(name: string): string {
    const value = this.optional(name);
    if (value === undefined) {
      throw new TypeError(`Fill in "${name}".`);
    }
    return value;
  }

  /** Text, or undefined when it is empty or missing. */
  optional(name: string): string | undefined {
    const value = this.#fields.get(name)?.trim();
    return value === "" ? undefined : value;
  }

  /** A number that must be there. Throws TypeError that names the field. */
  number(name: string): number {
    return numberOf(name, this.text(name));
  }

  /** A number, or undefined when the field is empty or missing. Throws TypeError for what is no number. */
  optionalNumber(name: string): number | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : numberOf(name, value);
  }

  /** True for a ticked box. */
  isTicked(name: string): boolean {
    return this.#fields.has(name);
  }

  /** The fields of these names, row by row, as far as the first of them is filled in. */
  rows<Name extends string>(first: Name, ...others: readonly Name[]): readonly Readonly<Record<Name, string>>[] {
    const columns = [first, ...others].map((name) => [name, this.#fields.getAll(name)] as const);
    const count = this.#fields.getAll(first).length;
    return Array.from({ length: count }, (_, row) => {
      const cells = columns.map(([name, values]) => [name, (values[row] ?? "").trim()] as const);
      return Object.fromEntries(cells) as Record<Name, string>;
    }).filter((row) => row[first] !== "");
  }
}

/** A number as a person wrote it. Throws TypeError that names the field. */
export function numberOf(name: string, written: string): number {
  const value = Number(written);
  if (written === "" || !Number.isFinite(value)) {
    throw new TypeError(`"${name}" must be a number, not "${written}".`);
  }
  return value;
}
