import { JsonataError } from "../jsonata-error.ts";
import { fold, isLineEnd, isWordUnit, type ReadPattern } from "./pattern.ts";
import type { Instruction, Program } from "./program.ts";

export interface SearchFlags {
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
}

/** More states than this are not kept. */
const MOST_STATES = 50_000_000;

/** Clearing so many states takes about as long as a step. */
const STATES_A_STEP = 1_024;

/**
 * Finds a pattern as RegExp does, in bounded time: a place in the program is tried once for each place in the text,
 * also across starting points, for what failed once fails again. With back references that does not hold;
 * then every step counts against the limits of the evaluation.
 */
export class Search {
  readonly #program: Program;
  readonly #read: ReadPattern;
  readonly #flags: SearchFlags;

  constructor(program: Program, read: ReadPattern, flags: SearchFlags) {
    this.#program = program;
    this.#read = read;
    this.#flags = flags;
  }

  /** The slots of the first match from a place on: start and end of the whole, then of each group, -1 for none. */
  find(text: string, from: number, tick: () => void): readonly number[] | undefined {
    const machine = new Machine(text, this.#flags, this.#read, tick);
    const failed = machine.memory(this.#program);
    for (let start = from; start <= text.length; start += 1) {
      const slots = new Array<number>((this.#read.groupCount + 1) * 2).fill(-1);
      const end = machine.run(this.#program, start, slots, failed);
      if (end < 0) continue;
      slots[0] = start;
      slots[1] = end;
      return slots;
    }
    return undefined;
  }
}

class Machine {
  readonly #text: string;
  readonly #flags: SearchFlags;
  readonly #read: ReadPattern;
  readonly #tick: () => void;

  constructor(text: string, flags: SearchFlags, read: ReadPattern, tick: () => void) {
    this.#text = text;
    this.#flags = flags;
    this.#read = read;
    this.#tick = tick;
  }

  /** Room to remember the states that have failed; none where that cannot be known. */
  memory(program: Program): Uint8Array | undefined {
    if (this.#read.hasBackReferences) return undefined;
    const states = program.length * (this.#text.length + 1);
    if (states > MOST_STATES) throw new JsonataError("U1001", { value: "memory for a regular expression" });
    for (let counted = 0; counted < states; counted += STATES_A_STEP) this.#tick();
    return new Uint8Array(states);
  }

  /** Where a match from a place ends, or -1. Fills the slots. */
  run(program: Program, from: number, slots: number[], tried: Uint8Array | undefined): number {
    // Alternatives still to be tried: instruction, place; or, negative, a slot to set back and its value.
    const stack: number[] = [];
    const width = this.#text.length + 1;
    let at = 0;
    let place = from;
    for (;;) {
      this.#tick();
      const instruction = program[at];
      if (instruction === undefined) return -1;
      let goesOn = true;
      if (tried !== undefined) {
        const state = at * width + place;
        goesOn = tried[state] === 0;
        tried[state] = 1;
      }
      if (goesOn) {
        switch (instruction.kind) {
          case "match":
            return place;
          case "jump":
            at = instruction.target;
            continue;
          case "split":
            stack.push(instruction.second, place);
            at = instruction.first;
            continue;
          case "save":
            this.#set(slots, stack, instruction.slot, place);
            at += 1;
            continue;
          case "forget":
            for (let slot = instruction.from; slot < instruction.to; slot += 1) this.#set(slots, stack, slot, -1);
            at += 1;
            continue;
          case "unit":
            if (place < this.#text.length && instruction.test(this.#text.charCodeAt(place))) {
              place += 1;
              at += 1;
              continue;
            }
            break;
          case "back": {
            const end = this.#sameAs(
              slots[instruction.number * 2] ?? -1,
              slots[instruction.number * 2 + 1] ?? -1,
              place,
            );
            if (end >= 0) {
              place = end;
              at += 1;
              continue;
            }
            break;
          }
          case "look": {
            const inner = slots.slice();
            const end = this.run(instruction.program, place, inner, this.memory(instruction.program));
            if (end >= 0 !== instruction.isNegative) {
              if (!instruction.isNegative)
                for (let slot = 0; slot < slots.length; slot += 1)
                  if (inner[slot] !== slots[slot]) this.#set(slots, stack, slot, inner[slot] ?? -1);
              at += 1;
              continue;
            }
            break;
          }
          default:
            if (this.#holds(instruction.kind, place)) {
              at += 1;
              continue;
            }
        }
      }
      for (;;) {
        const second = stack.pop();
        const first = stack.pop();
        if (first === undefined || second === undefined) return -1;
        if (first < 0) {
          slots[-first - 1] = second;
          continue;
        }
        at = first;
        place = second;
        break;
      }
    }
  }

  #set(slots: number[], stack: number[], slot: number, value: number): void {
    stack.push(-slot - 1, slots[slot] ?? -1);
    slots[slot] = value;
  }

  #sameAs(start: number, end: number, place: number): number {
    if (start < 0 || end < 0) return place;
    const length = end - start;
    if (place + length > this.#text.length) return -1;
    for (let index = 0; index < length; index += 1) {
      const one = this.#text.charCodeAt(start + index);
      const other = this.#text.charCodeAt(place + index);
      if (one !== other && !(this.#flags.ignoresCase && fold(one) === fold(other))) return -1;
    }
    return place + length;
  }

  #holds(kind: Exclude<Instruction["kind"], "unit">, place: number): boolean {
    const text = this.#text;
    const isWord = (at: number): boolean => at >= 0 && at < text.length && isWordUnit(text.charCodeAt(at));
    const { isMultiline } = this.#flags;
    switch (kind) {
      case "start":
        return place === 0 || (isMultiline && isLineEnd(text.charCodeAt(place - 1)));
      case "end":
        return place === text.length || (isMultiline && isLineEnd(text.charCodeAt(place)));
      case "boundary":
        return isWord(place - 1) !== isWord(place);
      default:
        return isWord(place - 1) === isWord(place);
    }
  }
}
