import type { Pattern, UnitTest } from "./pattern.ts";
import { UnknownConstruct } from "./pattern.ts";

/** One instruction of a matching program; it goes on at the next one unless it says otherwise. */
export type Instruction =
  | { readonly kind: "unit"; readonly test: UnitTest }
  | { readonly kind: "start" | "end" | "boundary" | "noBoundary" | "match" }
  | { readonly kind: "save"; readonly slot: number }
  | { readonly kind: "forget"; readonly from: number; readonly to: number }
  | { readonly kind: "back"; readonly number: number }
  | { readonly kind: "look"; readonly isNegative: boolean; readonly program: Program }
  | { readonly kind: "jump"; target: number }
  /** Tries `first`, then `second`. */
  | { readonly kind: "split"; first: number; second: number };

export type Program = readonly Instruction[];

const LONGEST_PROGRAM = 5_000;

/** A pattern as a program for a machine that backtracks (Thompson 1968, with the order of JavaScript). */
export function programOf(pattern: Pattern): Program {
  const program: Instruction[] = [];
  add(program, pattern);
  program.push({ kind: "match" });
  return program;
}

function add(program: Instruction[], pattern: Pattern): void {
  if (program.length > LONGEST_PROGRAM) throw new UnknownConstruct("{}");
  switch (pattern.kind) {
    case "unit":
    case "back":
    case "start":
    case "end":
    case "boundary":
    case "noBoundary":
      program.push(pattern);
      return;
    case "sequence":
      for (const part of pattern.parts) add(program, part);
      return;
    case "choice":
      addChoice(program, pattern.options);
      return;
    case "group":
      if (pattern.number !== undefined) program.push({ kind: "save", slot: pattern.number * 2 });
      add(program, pattern.body);
      if (pattern.number !== undefined) program.push({ kind: "save", slot: pattern.number * 2 + 1 });
      return;
    case "look":
      program.push({ kind: "look", isNegative: pattern.isNegative, program: programOf(pattern.body) });
      return;
    case "repeat":
      addRepeat(program, pattern);
  }
}

function addChoice(program: Instruction[], options: readonly Pattern[]): void {
  const ends: { kind: "jump"; target: number }[] = [];
  for (const [index, option] of options.entries()) {
    if (index === options.length - 1) {
      add(program, option);
      continue;
    }
    const split = { kind: "split" as const, first: program.length + 1, second: 0 };
    program.push(split);
    add(program, option);
    const end = { kind: "jump" as const, target: 0 };
    program.push(end);
    ends.push(end);
    split.second = program.length;
  }
  for (const end of ends) end.target = program.length;
}

function addRepeat(program: Instruction[], pattern: Pattern & { kind: "repeat" }): void {
  const { body, least, most, isLazy, groups } = pattern;
  const addTurn = (): void => {
    if (groups[0] < groups[1]) program.push({ kind: "forget", from: groups[0] * 2, to: groups[1] * 2 });
    add(program, body);
  };
  for (let turn = 0; turn < least; turn += 1) addTurn();
  const splitHere = (): { kind: "split"; first: number; second: number } => {
    const split = { kind: "split" as const, first: program.length + 1, second: program.length + 1 };
    program.push(split);
    return split;
  };
  const leaveAt = (split: { first: number; second: number }, target: number): void => {
    if (isLazy) split.first = target;
    else split.second = target;
  };
  if (most === Number.POSITIVE_INFINITY) {
    const start = program.length;
    const split = splitHere();
    addTurn();
    program.push({ kind: "jump", target: start });
    leaveAt(split, program.length);
    return;
  }
  const splits: { kind: "split"; first: number; second: number }[] = [];
  for (let turn = least; turn < most; turn += 1) {
    splits.push(splitHere());
    addTurn();
  }
  for (const split of splits) leaveAt(split, program.length);
}
