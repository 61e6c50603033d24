import type { Statements } from "./statements.ts";

/** Flows by small numbers, so that the rows of the inbox and their indexes stay narrow. */
export class FlowNumbers {
  readonly #statements: Statements;
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<number, string>();

  constructor(statements: Statements) {
    this.#statements = statements;
    this.read();
  }

  /** Takes over what the table holds: after a transaction was rolled back too. */
  read(): void {
    this.#numbers.clear();
    this.#names.clear();
    for (const row of this.#statements.all("SELECT id, name FROM flow")) {
      this.#numbers.set(String(row.name), Number(row.id));
      this.#names.set(Number(row.id), String(row.name));
    }
  }

  /** The flow's number; a new one is written, inside the transaction that is open. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const row = this.#statements.get("INSERT INTO flow (name) VALUES (?) RETURNING id", name);
    const number = Number(row?.id);
    this.#numbers.set(name, number);
    this.#names.set(number, name);
    return number;
  }

  /** The flow's number; undefined when nothing was ever written of it. */
  find(name: string): number | undefined {
    if (!this.#numbers.has(name)) this.read();
    return this.#numbers.get(name);
  }

  nameOf(number: number): string {
    // Another connection may have written it.
    if (!this.#names.has(number)) this.read();
    return this.#names.get(number) ?? `flow ${number}`;
  }
}
