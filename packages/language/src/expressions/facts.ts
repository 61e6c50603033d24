import { isTextLike } from "../types/classify.ts";
import { enumeration } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";

type Literal = string | number | boolean;

/** What is sure of the value at a place. */
export interface Fact {
  /** It is there. */
  readonly present: boolean;
  readonly notNull: boolean;
  /** It is one of these. */
  readonly only?: readonly Literal[];
  /** It is none of these. */
  readonly not?: readonly Literal[];
}

/** A field that conditions can speak about: from `$` (""), `$$` ("$") or a variable, by names alone. */
export interface FactPlace {
  readonly root: string;
  readonly names: readonly string[];
}

/** What is sure of places, by conditions that hold there. */
export class Facts {
  readonly #facts: ReadonlyMap<string, Fact>;

  constructor(facts: ReadonlyMap<string, Fact> = new Map()) {
    this.#facts = facts;
  }

  /** These facts with one more; a field that is there lies in records that are. */
  with(place: FactPlace, fact: Fact): Facts {
    const facts = new Map(this.#facts);
    if (fact.present)
      for (let length = 1; length < place.names.length; length += 1)
        add(facts, { ...place, names: place.names.slice(0, length) }, { present: true, notNull: true });
    add(facts, place, fact);
    return new Facts(facts);
  }

  /** These facts and others. */
  and(others: Facts | undefined): Facts {
    const facts = new Map(this.#facts);
    for (const [key, fact] of others === undefined ? [] : others.#facts) facts.set(key, both(facts.get(key), fact));
    return new Facts(facts);
  }

  /** What stays sure where `$` means something else; `isRoot`: until now it meant the whole record. */
  withoutContext(isRoot: boolean): Facts {
    const facts = new Map<string, Fact>();
    for (const [key, fact] of this.#facts) {
      const [root, ...names] = JSON.parse(key) as readonly string[];
      if (root !== "") facts.set(key, both(facts.get(key), fact));
      else if (isRoot) add(facts, { root: "$", names }, fact);
    }
    return new Facts(facts);
  }

  /** What stays sure when a field of `$$` has got another value. */
  withoutField(name: string): Facts {
    const kept = [...this.#facts].filter(([key]) => {
      const [root, first] = JSON.parse(key) as readonly string[];
      return root !== "$" || first !== name;
    });
    return new Facts(new Map(kept));
  }

  /** The value of a place with what is sure of it. */
  narrowed(place: FactPlace, value: ValueType): ValueType {
    const fact = this.#facts.get(keyOf(place));
    if (fact === undefined) return value;
    return {
      type: narrowedType(value, fact),
      mayBeAbsent: value.mayBeAbsent && !fact.present,
      mayBeNull: value.mayBeNull && !fact.notNull,
    };
  }
}

function keyOf({ root, names }: FactPlace): string {
  return JSON.stringify([root, ...names]);
}

function add(facts: Map<string, Fact>, place: FactPlace, fact: Fact): void {
  facts.set(keyOf(place), both(facts.get(keyOf(place)), fact));
}

function both(known: Fact | undefined, fact: Fact): Fact {
  if (known === undefined) return fact;
  const only = known.only === undefined ? fact.only : known.only.filter((value) => fact.only?.includes(value) ?? true);
  const not = [...(known.not ?? []), ...(fact.not ?? [])];
  return {
    present: known.present || fact.present,
    notNull: known.notNull || fact.notNull,
    ...(only === undefined ? {} : { only }),
    not,
  };
}

function narrowedType({ type }: ValueType, { only, not }: Fact): ValueType["type"] {
  if (type.kind === "enumeration") {
    const values = type.values.filter((value) => (only?.includes(value) ?? true) && !(not?.includes(value) ?? false));
    return values.length === 0 || values.length === type.values.length ? type : enumeration(values);
  }
  const isSet = only !== undefined && only.length > 0 && only.every((value) => typeof value === "string");
  return isSet && isTextLike(type) ? enumeration(only) : type;
}
